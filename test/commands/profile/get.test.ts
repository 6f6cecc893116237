import { describe, expect, it } from 'vitest';
import { errorOf, openScene, sceneToken, terminal } from '../../helpers/reading.ts';
import { askProfiles } from '../../sandbox/profiles/profile-client.ts';
import { bigNumber, inFront, openAda, refusal, sendText } from './scene.ts';

const get = ['profile', 'get', 'user_id:ada'];
const parts = ['traits', 'external_ids', 'links', 'metadata', 'events'];

describe('segment profile get', () => {
  it('--json is one object of the API’s own texts', async () => {
    const { run, sandbox } = await openAda();
    const ask = async (route: string) =>
      (await askProfiles(sandbox, `users/profiles/user_id:ada/${route}`)).body;
    const { code, stdout, stderr } = await run([...get, '--json']);
    expect([code, stderr, stdout.trimEnd().split('\n').length]).toEqual([0, '', 1]);
    expect(JSON.parse(stdout)).toEqual({
      traits: (await ask('traits?limit=200')).traits,
      externalIds: (await ask('external_ids')).data,
      links: (await ask('links')).data,
      metadata: (await ask('metadata')).metadata,
      events: (await ask('events?limit=10')).data,
    });
  });

  it('keeps the digits of every number, in every form', async () => {
    const { run, sandbox } = await openScene();
    await sendText(sandbox, '/v1/identify', `{"userId":"ada","traits":{"big":${bigNumber},"price":10.00}}`);
    await sendText(sandbox, '/v1/track', `{"userId":"ada","event":"E","properties":{"big":${bigNumber}}}`);
    const json = (await run([...get, '--json'])).stdout;
    expect(json).toContain(`"traits":{"big":${bigNumber},"price":10.00}`);
    expect(json).toContain(`"properties":{"big":${bigNumber}}`);
    const piped = (await run(get)).stdout;
    expect(piped).toContain(`trait\tbig\t${bigNumber}\n`);
    expect(piped).toContain(`{"big":${bigNumber}}`);
    const screen = terminal(100);
    await run(get, { io: screen });
    expect(screen.stdout.text).toContain(`{"big":${bigNumber}}`);
    expect((await run([...get, '--fields', 'traits.big'])).stdout).toBe(`${bigNumber}\n`);
  });

  it('in a pipe: a line each, that begins with its part', async () => {
    const { run } = await openAda();
    const { stdout } = await run(get);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(lines.map(([part, first, second]) => [part, part === 'event' ? second : first])).toEqual([
      ['metadata', 'created at'],
      ['metadata', 'updated at'],
      ['metadata', 'first message id'],
      ['metadata', 'first source id'],
      ['metadata', 'last message id'],
      ['metadata', 'last source id'],
      ['trait', 'address'],
      ['trait', 'age'],
      ['trait', 'email'],
      ['trait', 'plan'],
      ['external_id', 'user_id'],
      ['external_id', 'email'],
      ['external_id', 'anonymous_id'],
      ['link', 'accounts'],
      ['event', 'Page Viewed'],
      ['event', 'Order Completed'],
    ]);
  });

  it('on a terminal: everything on one screen, at 40 columns too', async () => {
    const { run } = await openAda();
    const wide = terminal(80);
    await run(get, { io: wide });
    expect(wide.stdout.text.replace(/just now( \([-\d]+ [:\d]+ UTC\))?/g, 'now')).toMatchInlineSnapshot(`
      "user_id:ada · users · space spa_1
      created at        now
      updated at        now
      first message id  i1
      first source id   web
      last message id   p1
      last source id    web

      Traits
      NAME     VALUE
      address  {"city":"London"}
      age      36
      email    ada@example.com
      plan     pro

      External ids
      TYPE          ID               SOURCE  ADDED
      user_id       ada              web     now
      email         ada@example.com  web     now
      anonymous_id  anon-1           web     now

      Links
      COLLECTION  IDS
      accounts    group_id:acme

      Events, newest first, of the last 14 days
      TIME         EVENT            SOURCE  PROPERTIES
      1 hour ago   Page Viewed      web
      2 hours ago  Order Completed  web     {"revenue":9.5}
      "
    `);
    expect(Math.max(...wide.stdout.text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    const narrow = terminal(40);
    await run(get, { io: narrow });
    expect(narrow.stdout.text).toContain('\nemail         ada@example.com  just now\n  source: web\n');
  });

  it('shows no more traits than a screen takes, and where the others are', async () => {
    const { run, sandbox } = await openScene();
    const traits = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`t${index}`, index]));
    await sendText(sandbox, '/v1/identify', JSON.stringify({ userId: 'ada', traits }));
    const screen = terminal(80);
    await run(get, { io: screen });
    expect(screen.stdout.text).toContain('… 220 more traits: segment profile traits user_id:ada');
    expect(Object.keys(JSON.parse((await run([...get, '--json'])).stdout).traits)).toHaveLength(250);
  });

  it('as many events as were asked for: says that there may be earlier ones, and where', async () => {
    const { run } = await openAda();
    const screen = terminal(80);
    await run([...get, '--limit', '2'], { io: screen });
    expect(screen.stdout.text).toContain(
      '\n… earlier ones, if there are any: segment profile events user_id:ada\n',
    );
    const all = terminal(80);
    await run([...get, '--limit', '3'], { io: all });
    expect(all.stdout.text).not.toContain('earlier ones');
  });

  it('asks for all five parts at the same time', async () => {
    const { run, sandbox } = await openAda();
    // Nobody is answered before all five are there: one after the other would wait for ever.
    let release = (): void => {};
    const allThere = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await inFront(sandbox, async (_path, before) => {
      if (before === parts.length - 1) release();
      await allThere;
      return undefined;
    });
    const { code, stdout } = await run([...get, '--json'], { env: { SEGMENT_PROFILE_URL: server.url } });
    expect([code, Object.keys(JSON.parse(stdout).traits)]).toEqual([0, ['address', 'age', 'email', 'plan']]);
    expect(server.requests.map(({ path }) => /\/(\w+)(?:\?|$)/.exec(path)?.[1]).sort()).toEqual(
      [...parts].sort(),
    );
  });

  it.each(parts)('%s not there: says so, and the rest is shown', async (part) => {
    const { run, sandbox } = await openAda();
    const { url } = await inFront(sandbox, (path) => (path.includes(`/${part}`) ? refusal(404) : undefined));
    const env = { SEGMENT_PROFILE_URL: url };
    const key = part === 'external_ids' ? 'externalIds' : part;
    const json = await run([...get, '--json'], { env });
    expect(json.code).toBe(0);
    const whole = JSON.parse(json.stdout);
    expect(Object.entries(whole).filter(([, value]) => value === null)).toEqual([[key, null]]);
    expect(json.stderr).toContain(`${key}: the API has none (404)`);
    const screen = terminal(80);
    expect((await run(get, { env, io: screen })).code).toBe(0);
    expect(screen.stdout.text).toMatch(/^! .*: the API has none \(404\)$/m);
    expect(screen.stderr.text).toBe('');
  });

  it('a part that fails for now: the rest is shown, and the code is 7', async () => {
    const { run, sandbox } = await openAda();
    const { url } = await inFront(sandbox, (path) =>
      path.includes('/links') ? refusal(503, 'internal', 'Down.') : undefined,
    );
    const result = await run([...get, '--json'], { env: { SEGMENT_PROFILE_URL: url } });
    expect(result.code).toBe(7);
    expect(JSON.parse(result.stdout)).toMatchObject({ links: null, traits: { plan: 'pro' } });
    expect(errorOf(result)).toMatchObject({ code: 'server_unavailable' });
  });

  it('nobody there: exit 5, and nothing on stdout', async () => {
    const { run } = await openAda();
    const result = await run(['profile', 'get', '-u', 'nobody', '--json']);
    expect([result.code, result.stdout]).toEqual([5, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'profile_not_found',
      message: expect.stringContaining('user_id:nobody'),
    });
  });

  it('an id with capitals: a warning, the id as it is, and the spelling to try', async () => {
    const { run, sandbox } = await openAda();
    const { url, requests } = await inFront(sandbox, () => undefined);
    const { code, stderr } = await run(['profile', 'get', '-u', 'Ada'], {
      env: { SEGMENT_PROFILE_URL: url },
    });
    expect(code).toBe(5);
    expect(requests.every(({ path }) => path.includes('/user_id:Ada/'))).toBe(true);
    expect(stderr).toContain('user_id:Ada has capitals');
    expect(stderr).toContain('Try: segment profile get user_id:ada');
  });

  it.each([
    ['userId:ada', 'Segment calls this type user_id. Try: segment profile get user_id:ada'],
    ['groupId:acme', 'Segment calls this type group_id. Try: segment profile get group_id:acme'],
    ['user_id:ADA', 'Segment looks ids up in lower case. Try: segment profile get user_id:ada'],
  ])('%s: the spelling to try', async (id, hint) => {
    const { run } = await openAda();
    const result = await run(['profile', 'get', id, '--json']);
    expect([result.code, errorOf(result)]).toEqual([5, expect.objectContaining({ hint })]);
  });

  it('an equals sign in place of the colon', async () => {
    const { run } = await openAda();
    const result = await run(['profile', 'get', 'userId=a da', '--json']);
    expect([result.code, errorOf(result)]).toMatchObject([
      2,
      { code: 'id_without_type', hint: "segment profile get 'user_id:a da'" },
    ]);
  });

  it.each([
    [['use_'], 0],
    [['email:ada@example.com'], 0],
    [['--email', 'ada@example.com'], 0],
    [['-a', 'anon-1'], 0],
    [['--anonymous-id', 'anon-1', '--space', 'source:web'], 0],
    [['--group-id', 'acme'], 0],
    [['group_id:acme'], 0],
    [['group_id:acme', '--collection', 'users'], 5],
    [['user_id:ada', '--collection', 'accounts'], 5],
    [['--phone', '+5555550123'], 5],
  ])('finds %j', async (args, code) => {
    const { run, sandbox } = await openAda();
    const { body } = await askProfiles(sandbox, 'users/profiles/user_id:ada/events');
    const named = args.map((arg) => (arg === 'use_' ? body.data[0].related.users : arg));
    expect((await run(['profile', 'get', ...named])).code).toBe(code);
  });

  it.each([
    [[], 'id_missing'],
    [[':ada'], 'id_without_type'],
    [['user_id:'], 'id_empty'],
    [['user_id: '], 'id_empty'],
    [['--email', ''], 'value_blank'],
    [['user_id:ada', '-a', 'anon-1'], 'ids_conflict'],
    [['--email', 'a@b.c', '-u', 'ada'], 'ids_conflict'],
    [['user_id:ada', '--interval', '2s'], 'flags_conflict'],
    [['user_id:ada', '--watch', '--interval', '10ms'], 'bad_value'],
    [['user_id:ada', '--watch', '--fields', 'traits'], 'flags_conflict'],
  ])('a wrong call ends with 2: %j', async (args, code) => {
    const { run } = await openAda();
    const result = await run(['profile', 'get', ...args, '--json']);
    expect([result.code, errorOf(result).code]).toEqual([2, code]);
  });

  it('control characters of a trait never reach the terminal', async () => {
    const { run, sandbox } = await openScene();
    const traits = { 'a\u001b]0;x\u0007': '\u001b[2J\n\tx' };
    await sendText(sandbox, '/v1/identify', JSON.stringify({ userId: 'ada', traits }));
    const screen = terminal(80);
    await run(get, { io: screen });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(screen.stdout.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(JSON.parse((await run([...get, '--json'])).stdout).traits).toEqual(traits);
  });
});

describe('without a way in', () => {
  const env = { SEGMENT_PROFILE_TOKEN: '', SEGMENT_SPACE_ID: '' };

  it('no token: exit 4 and the ways to one', async () => {
    const { run } = await openScene();
    const result = await run([...get, '--json'], { env });
    expect([result.code, result.stdout]).toEqual([4, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'profile_token_missing',
      hint: expect.stringContaining('segment auth login'),
    });
  });

  it('no space: exit 2 and the ways to name it', async () => {
    const { run } = await openAda();
    const result = await run([...get, '--json'], { env: { SEGMENT_SPACE_ID: '' } });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({
      code: 'space_missing',
      hint: expect.stringContaining('--space'),
    });
    expect((await run([...get, '--space', 'spa_9'], { env: { SEGMENT_SPACE_ID: '' } })).code).toBe(0);
  });

  it('the workspace sandbox needs neither', async () => {
    const { run, sandbox } = await openAda();
    const { url, requests } = await inFront(sandbox, () => undefined);
    const result = await run([...get, '-w', 'sandbox'], { env: { ...env, SEGMENT_PROFILE_URL: url } });
    expect([result.code, result.stderr]).toEqual([0, '']);
    expect(requests[0]?.path).toContain('/v1/spaces/spa_sandbox/');
  });

  it('a token that is refused: exit 4, names where it came from, and shows it nowhere', async () => {
    const { run } = await openAda({ profileTokens: ['another'] });
    for (const args of [
      [...get, '--json'],
      [...get, '--json', '--debug'],
    ]) {
      const result = await run(args);
      expect([result.code, result.stdout]).toEqual([4, '']);
      expect(result.stderr).toContain('SEGMENT_PROFILE_TOKEN');
      expect(result.stderr).not.toContain(sceneToken);
      expect(result.stderr).not.toContain(Buffer.from(`${sceneToken}:`).toString('base64'));
    }
    expect(errorOf(await run([...get, '--json']))).toMatchObject({ code: 'profile_token_refused' });
  });

  it('429: waits, and goes on', async () => {
    const { run, sandbox, waits } = await openAda();
    const { url } = await inFront(sandbox, (_path, before) =>
      before === 0 ? { ...refusal(429, 'rate_limit_error'), headers: { 'retry-after': '9' } } : undefined,
    );
    const result = await run([...get, '--json'], { env: { SEGMENT_PROFILE_URL: url } });
    expect(result.code).toBe(0);
    expect(Math.max(...waits)).toBeGreaterThan(8_000);
    expect(result.stderr).toContain('rate limited (429); next try in');
  });

  it('429 to concurrent requests: the wait is told once, and not with --quiet', async () => {
    const { run, sandbox, waits } = await openAda();
    for (const [flags, told] of [
      [[], 1],
      [['-q'], 0],
    ] as const) {
      waits.length = 0;
      const { url } = await inFront(sandbox, (_path, before) =>
        before < 5 ? { ...refusal(429, 'rate_limit_error'), headers: { 'retry-after': '9' } } : undefined,
      );
      const result = await run([...get, ...flags], { env: { SEGMENT_PROFILE_URL: url } });
      expect(result.code).toBe(0);
      expect(waits.filter((wait) => wait > 8_000).length).toBeGreaterThan(2);
      expect(result.stderr.split('next try in')).toHaveLength(told + 1);
    }
  });

  it('no network: exit 7', async () => {
    const { run } = await openScene();
    const result = await run([...get, '--json'], { env: { SEGMENT_PROFILE_URL: 'http://127.0.0.1:9' } });
    expect([result.code, result.stdout]).toEqual([7, '']);
  });
});
