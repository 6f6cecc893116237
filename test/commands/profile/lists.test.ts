import { describe, expect, it } from 'vitest';
import { MemoryStream } from '../../helpers/cli.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';
import { askProfiles, sendAll } from '../../sandbox/profiles/profile-client.ts';
import { ago, bigNumber, inFront, openAda, refusal, sendText } from './scene.ts';

const whose = ['user_id:ada'];

describe('segment profile traits', () => {
  const traits = ['profile', 'traits', ...whose];

  it('--json is the object of the API, all pages in one, digits kept', async () => {
    const { run, sandbox } = await openScene();
    const many = Array.from(
      { length: 450 },
      (_, index) => `"t${String(index).padStart(3, '0')}":${bigNumber}`,
    );
    // Unify takes 300 at once (docs/segment-api/tracking.md#limits).
    for (const half of [many.slice(0, 250), many.slice(250)])
      await sendText(sandbox, '/v1/identify', `{"userId":"ada","traits":{${half.join(',')}}}`);
    const { code, stdout } = await run([...traits, '--json']);
    expect([code, stdout]).toEqual([0, `{${many.join(',')}}\n`]);
    expect(JSON.parse((await run([...traits, '--json', '--limit', '201'])).stdout)).toHaveProperty('t200');
    expect(Object.keys(JSON.parse((await run([...traits, '--json', '--limit', '3'])).stdout))).toHaveLength(
      3,
    );
    const piped = (await run(traits)).stdout.trimEnd().split('\n');
    expect([piped.length, piped[449]]).toEqual([450, `t449\t${bigNumber}`]);
    const screen = terminal(80);
    await run(traits, { io: screen });
    expect(screen.stdout.text.trimEnd().split('\n')).toHaveLength(101);
    expect(screen.stderr.text).toContain('The first 100 traits; for all of them add --all.');
  });

  it('in its other forms', async () => {
    const { run } = await openAda();
    expect((await run(traits)).stdout).toBe(
      'address\t{"city":"London"}\nage\t36\nemail\tada@example.com\nplan\tpro\n',
    );
    expect((await run([...traits, '--csv', '--include', 'age, plan'])).stdout).toBe(
      'name,value\nage,36\nplan,pro\n',
    );
    expect((await run([...traits, '--ndjson', '--include', 'address'])).stdout).toBe(
      '{"name":"address","value":{"city":"London"}}\n',
    );
    const screen = terminal(80);
    await run(traits, { io: screen });
    expect(screen.stdout.text).toBe(
      'NAME     VALUE\naddress  {"city":"London"}\nage      36\nemail    ada@example.com\nplan     pro\n',
    );
  });

  it('a long value continues below itself, every word of it', async () => {
    const { run, sandbox } = await openAda();
    const bio = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ');
    await sendText(sandbox, '/v1/identify', JSON.stringify({ userId: 'ada', traits: { bio } }));
    for (const columns of [80, 40, 20]) {
      const screen = terminal(columns);
      await run([...traits, '--include', 'bio'], { io: screen });
      const text = screen.stdout.text.replace(/\s+/g, ' ');
      expect(text).toContain(bio);
      expect(screen.stdout.text.split('\n').every((line) => line.length <= columns)).toBe(true);
    }
  });

  it('--with-sources is what verbose=true says', async () => {
    const { run, sandbox } = await openAda();
    const { body } = await askProfiles(sandbox, 'users/profiles/user_id:ada/traits?verbose=true');
    const sourced = [...traits, '--with-sources'];
    expect(JSON.parse((await run([...sourced, '--json'])).stdout)).toEqual(body.traits);
    const { updated_at } = body.traits.age;
    expect(JSON.parse((await run([...sourced, '--ndjson', '--include', 'age'])).stdout)).toEqual({
      name: 'age',
      value: 36,
      source_id: 'web',
      updated_at,
    });
    expect((await run([...sourced, '--include', 'age'])).stdout).toBe(`age\t36\tweb\t${updated_at}\n`);
    const screen = terminal(80);
    await run([...sourced, '--include', 'age'], { io: screen });
    expect(screen.stdout.text).toBe('NAME  VALUE  SOURCE  UPDATED\nage   36     web     just now\n');
  });

  it('--class takes what Segment computed alone', async () => {
    const { run } = await openAda({ identity: { audiences: ['plan'], computedTraits: ['age'] } });
    const names = async (name: string) =>
      Object.keys(JSON.parse((await run([...traits, '--json', '--class', name])).stdout));
    expect([await names('audience'), await names('computed_trait')]).toEqual([['plan'], ['age']]);
    expect((await run([...traits, '--class', 'odd'])).code).toBe(2);
  });

  it('nothing found: an empty object, and words on stderr', async () => {
    const { run } = await openAda();
    const none = [...traits, '--class', 'audience'];
    expect(await run([...none, '--json'])).toEqual({ code: 0, stdout: '{}\n', stderr: '' });
    expect(await run(none)).toEqual({ code: 0, stdout: '', stderr: 'No traits found.\n' });
  });
});

describe('segment profile events', () => {
  const events = ['profile', 'events', ...whose];
  const names = (stdout: string) =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[1]);

  it('--json is what the API says; newest first', async () => {
    const { run, sandbox } = await openAda();
    const { body } = await askProfiles(sandbox, 'users/profiles/user_id:ada/events');
    expect(JSON.parse((await run([...events, '--json'])).stdout)).toEqual(body.data);
    expect(names((await run(events)).stdout)).toEqual(['Page Viewed', 'Order Completed']);
    expect(names((await run([...events, '--sort', 'asc'])).stdout)).toEqual([
      'Order Completed',
      'Page Viewed',
    ]);
  });

  it('--since, --until, --include and --exclude choose', async () => {
    const { run } = await openAda();
    const chosen = async (...flags: string[]) => names((await run([...events, ...flags])).stdout);
    expect(await chosen('--since', '90m')).toEqual(['Page Viewed']);
    expect(await chosen('--until', '90m')).toEqual(['Order Completed']);
    expect(await chosen('--since', ago(3), '--until', ago(1.5))).toEqual(['Order Completed']);
    expect(await chosen('--include', 'Order Completed,Signed Up')).toEqual(['Order Completed']);
    expect(await chosen('--exclude', 'Order Completed')).toEqual(['Page Viewed']);
  });

  it.each([
    ['--since', 'yesterday'],
    ['--until', '2026-13-01'],
    ['--sort', 'up'],
    ['--include', ','],
    ['--since', '1h', '--until', '2h'],
  ])('a wrong call ends with 2: %s %s', async (...flags) => {
    const { run } = await openAda();
    expect((await run([...events, ...flags])).code).toBe(2);
  });

  it('tells the span to a person, and that there is nothing older', async () => {
    const { run } = await openAda();
    const screen = terminal(80);
    await run(events, { io: screen });
    expect(screen.stderr.text).toBe('the last 14 days, newest first\n');
    expect(screen.stdout.text).toContain('1 hour ago   Page Viewed');
    const old = await run([...events, '--since', '30d']);
    expect(old.stderr).toContain('The API keeps the last 14 days');
    expect(names(old.stdout)).toHaveLength(2);
    const none = await run([...events, '--include', 'Nothing']);
    expect(none).toEqual({ code: 0, stdout: '', stderr: 'No events of the last 14 days found.\n' });
    expect((await run([...events, '--include', 'Nothing', '--json'])).stdout).toBe('[]\n');
  });

  it('10,000 events: all of them for a machine, 100 for a person', async () => {
    const { run, sandbox } = await openScene();
    for (let from = 0; from < 10_000; from += 2_500) {
      await sendAll(
        sandbox,
        Array.from({ length: 2_500 }, (_, index) => ({
          type: 'track',
          messageId: `m${from + index}`,
          userId: 'ada',
          event: 'E',
        })),
      );
    }
    const { stdout } = await run([...events, '--ndjson', '--fields', 'message_id']);
    expect(new Set(stdout.trimEnd().split('\n')).size).toBe(10_000);
    const screen = terminal(80);
    await run(events, { io: screen });
    expect(screen.stdout.text.trimEnd().split('\n')).toHaveLength(101);
    expect(screen.stderr.text).toContain(
      'The first 100 events of the last 14 days; for all of them add --all.',
    );
  });

  it('--ndjson prints the first page before the next is there', async () => {
    const { run, sandbox } = await openScene();
    const batch = Array.from({ length: 150 }, (_, index) => ({
      type: 'track',
      messageId: `m${index}`,
      userId: 'ada',
      event: 'E',
    }));
    await sendAll(sandbox, batch);
    const stdout = new MemoryStream();
    const { url } = await inFront(sandbox, async (path) => {
      // The second page waits for the rows of the first: collecting them all would wait for ever.
      if (path.includes('next=')) while (stdout.text === '') await new Promise((done) => setTimeout(done, 2));
      return undefined;
    });
    await run([...events, '--ndjson'], { env: { SEGMENT_PROFILE_URL: url }, io: { stdout } });
    expect(stdout.text.trimEnd().split('\n')).toHaveLength(150);
  });
});

describe('segment profile external-ids', () => {
  const ids = ['profile', 'external-ids', ...whose];

  it('lists them, or those of some types', async () => {
    const { run, sandbox } = await openAda();
    const { body } = await askProfiles(sandbox, 'users/profiles/user_id:ada/external_ids');
    expect(JSON.parse((await run([...ids, '--json'])).stdout)).toEqual(body.data);
    const created = body.data[0].created_at;
    expect((await run(ids)).stdout).toBe(
      `user_id\tada\tweb\t${created}\nemail\tada@example.com\tweb\t${created}\nanonymous_id\tanon-1\tweb\t${created}\n`,
    );
    expect((await run([...ids, '--include', 'email', '--fields', 'id'])).stdout).toBe('ada@example.com\n');
  });

  it('goes through all pages', async () => {
    const { run, sandbox } = await openScene(undefined, { identity: { limits: { anonymous_id: 100 } } });
    await sendAll(
      sandbox,
      Array.from({ length: 60 }, (_, index) => ({
        type: 'identify',
        userId: 'ada',
        anonymousId: `a${index}`,
      })),
    );
    expect(JSON.parse((await run([...ids, '--json'])).stdout)).toHaveLength(61);
  });
});

describe('segment profile links', () => {
  it('of a user and of an account', async () => {
    const { run, sandbox } = await openAda();
    const { body } = await askProfiles(sandbox, 'users/profiles/user_id:ada/links');
    expect(JSON.parse((await run(['profile', 'links', ...whose, '--json'])).stdout)).toEqual(body.data);
    expect((await run(['profile', 'links', ...whose])).stdout).toBe('accounts\tgroup_id:acme\n');
    expect((await run(['profile', 'links', '--group-id', 'acme'])).stdout).toBe(
      'users\tuser_id:ada, email:ada@example.com, anonymous_id:anon-1\n',
    );
    const narrow = terminal(40);
    await run(['profile', 'links', '--group-id', 'acme'], { io: narrow });
    expect(narrow.stdout.text).toBe(
      [
        'COLLECTION  IDS',
        'users       user_id:ada,',
        '            email:ada@example.com,',
        '            anonymous_id:anon-1',
        '',
      ].join('\n'),
    );
  });

  it('20 of them: says that there may be more', async () => {
    const { run, sandbox } = await openScene();
    const users = Array.from({ length: 25 }, (_, index) => ({
      type: 'group',
      userId: `u${index}`,
      groupId: 'acme',
    }));
    await sendAll(sandbox, users);
    const { stdout, stderr } = await run(['profile', 'links', '--group-id', 'acme']);
    expect([stdout.trimEnd().split('\n').length, stderr]).toEqual([
      20,
      'The API shows 20 links at most: there may be more.\n',
    ]);
    const few = await run(['profile', 'links', '--group-id', 'acme', '--limit', '2']);
    expect([few.stdout.trimEnd().split('\n').length, few.stderr]).toEqual([2, '']);
  });

  it('none: words on stderr', async () => {
    const { run, sandbox } = await openScene();
    await sendAll(sandbox, [{ type: 'identify', userId: 'ada' }]);
    expect(await run(['profile', 'links', ...whose])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No links found.\n',
    });
  });
});

describe('segment profile metadata', () => {
  it('in every form', async () => {
    const { run, sandbox } = await openAda();
    const { body } = await askProfiles(sandbox, 'users/profiles/user_id:ada/metadata');
    const metadata = ['profile', 'metadata', ...whose];
    expect(JSON.parse((await run([...metadata, '--json'])).stdout)).toEqual(body.metadata);
    expect((await run([...metadata, '--fields', 'last_message_id'])).stdout).toBe('p1\n');
    expect((await run(metadata)).stdout).toContain(`created at\t${body.metadata.created_at}\n`);
    const screen = terminal(80);
    await run(metadata, { io: screen });
    expect(screen.stdout.text).toMatch(/^created at {8}just now \(\d{4}-\d\d-\d\d \d\d:\d\d UTC\)$/m);
    expect(screen.stdout.text).not.toContain('expires');
  });
});

describe.each(['get', 'traits', 'events', 'external-ids', 'links', 'metadata'])(
  'segment profile %s',
  (verb) => {
    it('nobody there: exit 5', async () => {
      const { run } = await openAda();
      const result = await run(['profile', verb, '-u', 'nobody', '--json']);
      expect([result.code, errorOf(result).code]).toEqual([5, 'profile_not_found']);
    });

    it('no id: exit 2', async () => {
      const { run } = await openAda();
      const result = await run(['profile', verb, '--json']);
      expect([result.code, errorOf(result).code]).toEqual([2, 'id_missing']);
    });

    it.each([
      [401, 4, 'profile_token_refused'],
      [403, 4, 'not_included'],
      [400, 6, 'input_refused'],
      [503, 7, 'server_unavailable'],
      [429, 7, 'rate_limited'],
    ])('%i: exit %i', async (status, exitCode, code) => {
      const { run, sandbox } = await openAda();
      const { url } = await inFront(sandbox, () => refusal(status, 'x', 'No.'));
      const result = await run(['profile', verb, ...whose, '--json'], { env: { SEGMENT_PROFILE_URL: url } });
      expect([result.code, result.stdout, errorOf(result).code]).toEqual([exitCode, '', code]);
      expect(JSON.parse(result.stderr.trimEnd().split('\n').at(-1) ?? '').error.requestId).toBe('req-1');
    });

    it('429: waits as long as the server says, visibly, and goes on', async () => {
      const { run, sandbox, waits } = await openAda();
      const { url } = await inFront(sandbox, (_path, before) =>
        before === 0 ? { ...refusal(429, 'rate_limit_error'), headers: { 'retry-after': '9' } } : undefined,
      );
      const result = await run(['profile', verb, ...whose, '--json'], { env: { SEGMENT_PROFILE_URL: url } });
      expect([result.code, result.stderr]).toEqual([0, expect.stringContaining('(429); next try in 9')]);
      expect(Math.max(...waits)).toBeGreaterThan(8_000);
    });
  },
);
