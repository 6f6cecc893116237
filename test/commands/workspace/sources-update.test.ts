import { describe, expect, it } from 'vitest';
import { answering } from '../../helpers/answering.ts';
import { errorOf, openScene } from '../../helpers/reading.ts';

const id = 'sRcWebStore11111111111';
const update = ['sources', 'update', 'web_store'];
const cloud = {
  id: 'sRcStripe',
  slug: 'stripe',
  metadataId: 'xVqBQg5n7z',
  settings: {
    apiKey: '••••••••••dada',
    account: 'a1',
    nested: { a: 1, b: 12345678901234567890n.toString() },
  },
};

async function openSource(seed?: unknown) {
  const scene = await openScene(seed);
  return {
    ...scene,
    source: async (name = id) => JSON.parse(await scene.api(`/sources/${name}`)).data.source,
  };
}

describe('segment sources update', () => {
  it('changes what is named and nothing else; --json is the source afterwards', async () => {
    const { run, source } = await openSource();
    const before = await source();
    const result = await run([
      ...update,
      '--name',
      'Web shop',
      '--slug',
      'web_shop',
      '--disable',
      '--yes',
      '--json',
    ]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const after = { ...before, name: 'Web shop', slug: 'web_shop', enabled: false };
    expect(JSON.parse(result.stdout)).toEqual(after);
    expect(await source()).toEqual(after);
    await run(['sources', 'update', id, '--enable', '--yes']);
    expect(await source()).toEqual({ ...after, enabled: true });
  });

  it('shows where it goes and the difference before it sends', async () => {
    const { run } = await openSource();
    const { code, stdout, stderr } = await run([
      ...update,
      '--name',
      'Web shop',
      '--setting',
      'website_url=x',
      '--yes',
    ]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toBe(
      [
        '▸ source web_store (us)',
        '  name: "Web store" → "Web shop"',
        '  settings.website_url: "https://shop.example.com" → "x"',
        '✓ Changed source web_store.',
        '',
      ].join('\n'),
    );
  });

  it('the first setting of a source is shown alone', async () => {
    const { run } = await openSource({ sources: [{ ...cloud, settings: {} }] });
    const { stderr } = await run(['sources', 'update', 'stripe', '--setting', 'a.b=1', '--yes']);
    expect(stderr).toBe('▸ source stripe (us)\n  settings.a.b: not set → 1\n✓ Changed source stripe.\n');
  });

  it('--setting keeps the other settings, and sends no masked secret', async () => {
    const { run, source } = await openSource({ sources: [cloud] });
    const dry = await run(['sources', 'update', 'stripe', '--setting', 'limit=7', '--dry-run', '--json']);
    expect(JSON.parse(dry.stdout)).toMatchObject({
      dryRun: true,
      method: 'PATCH',
      url: expect.stringMatching(/\/sources\/sRcStripe$/),
      headers: { authorization: 'Bearer [redacted]' },
      body: { settings: { account: 'a1', nested: cloud.settings.nested, limit: 7 } },
    });
    expect(dry.stdout).not.toContain('dada');
    expect(await source('sRcStripe')).toMatchObject({ settings: cloud.settings });
    await run(['sources', 'update', 'stripe', '--setting', 'limit=7', '--yes']);
    expect((await source('sRcStripe')).settings).toEqual({ ...cloud.settings, limit: 7 });
  });

  it('--debug shows no secret setting, neither the one that is sent nor those that come back', async () => {
    const { run, source } = await openSource({
      sources: [{ ...cloud, settings: { ...cloud.settings, apiSecret: 'the-old-secret-0123' } }],
    });
    const { stderr } = await run([
      ...['sources', 'update', 'stripe', '--setting', 'limit=7', '--yes', '--debug', '--json'],
    ]);
    expect(stderr).toContain('> {"settings":');
    expect(stderr).toContain('"apiSecret":"the-…0123"');
    expect(stderr).not.toContain('the-old-secret-0123');
    expect((await source('sRcStripe')).settings).toMatchObject({ apiSecret: 'the-old-secret-0123' });
  });

  it('a setting that the catalog calls text stays text; others are what they look like', async () => {
    const { run, source } = await openSource({ sources: [cloud] });
    const set = ['apiKey=007', 'on=true', 'size=1.50', 'list:=[1,2]', 'nested.a=2'].flatMap((each) => [
      '--setting',
      each,
    ]);
    expect(await run(['sources', 'update', 'stripe', ...set, '--yes'])).toMatchObject({ code: 0 });
    expect((await source('sRcStripe')).settings).toEqual({
      ...cloud.settings,
      apiKey: '007',
      on: true,
      size: 1.5,
      list: [1, 2],
      nested: { ...cloud.settings.nested, a: 2 },
    });
    await run(['sources', 'update', 'stripe', '--setting', 'apiKey=42', '--yes']);
    expect((await source('sRcStripe')).settings.apiKey).toBe('42');
  });

  it('a secret is masked in the request that --dry-run shows', async () => {
    const { run } = await openSource({ sources: [cloud] });
    const set = ['--setting', 'apiKey=key_of_a_person'];
    const shown = await run(['sources', 'update', 'stripe', ...set, '--dry-run', '--json']);
    expect(JSON.parse(shown.stdout).body.settings.apiKey).toBe('key_…rson');
    expect(shown.stdout + shown.stderr).not.toContain('key_of_a_person');
  });

  it('beside a masked secret nothing can be changed alone', async () => {
    const { run } = await openSource({
      sources: [{ ...cloud, settings: { auth: { key: '••••dada', user: 'a' } } }],
    });
    const result = await run(['sources', 'update', 'stripe', '--setting', 'auth.user=b', '--yes', '--json']);
    expect([result.code, errorOf(result).code]).toEqual([2, 'secret_masked']);
  });

  it('--dry-run prints the request and sends nothing', async () => {
    const { run, source } = await openSource();
    const before = await source();
    const { code, stdout, stderr } = await run([...update, '--name', 'Other', '-n']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^PATCH http:\/\/127\.0\.0\.1:\d+\/sources\/sRcWebStore11111111111\nauthorization: Bearer \[redacted\]\n/,
    );
    expect(stdout).toContain('{\n  "name": "Other"\n}');
    expect(stderr).toContain('Dry run: nothing was changed.');
    expect(await source()).toEqual(before);
  });

  it('nobody to ask: exit 2 that names --yes and the difference; nothing is sent', async () => {
    const { run, source } = await openSource();
    const before = await source();
    const result = await run([...update, '--disable', '--json']);
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'confirmation_missing',
      message: expect.stringContaining('--yes'),
      details: ['enabled: true → false'],
    });
    expect(await source()).toEqual(before);
  });

  it.each([
    ['y', 0, false],
    ['', 130, true],
  ])('at a terminal it asks, with --quiet too: %j ends with %i', async (answer, code, enabled) => {
    const { run, source } = await openSource();
    const person = answering('Change source web_store?', answer);
    const result = await run([...update, '--disable', '--quiet'], person);
    expect(result.code).toBe(code);
    expect(String(Reflect.get(person.io?.stderr ?? {}, 'text'))).toContain('enabled: true → false');
    expect((await source()).enabled).toBe(enabled);
  });

  it('what is so already is told, and no request made', async () => {
    const { run } = await openSource();
    const { code, stderr } = await run([...update, '--name', 'Web store', '--enable']);
    expect([code, stderr]).toEqual([0, 'Nothing to change: source web_store is so already.\n']);
    const told = await run([...update, '--enable', '--verbose']);
    expect(told.stderr).toContain('GET ');
    expect(told.stderr).not.toContain('PATCH ');
    const json = await run([...update, '--enable', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ id, enabled: true });
  });

  it.each([
    [[], 'nothing_to_change'],
    [['--enable', '--disable'], undefined],
    [['--setting', 'x'], 'field_invalid'],
    [['--setting', 'a=1', '--setting', 'a=2'], 'field_invalid'],
  ])('a wrong call: exit 2 (%j)', async (flags, code) => {
    const { run } = await openSource();
    const result = await run([...update, ...flags, '--yes', '--json']);
    expect(result.code).toBe(2);
    if (code !== undefined) expect(errorOf(result).code).toBe(code);
  });

  it('a slug that is taken: exit 6 with the API’s words', async () => {
    const { run } = await openSource();
    const result = await run([...update, '--slug', 'shopping_app', '--yes', '--json']);
    expect([result.code, result.stdout]).toEqual([6, '']);
    expect(result.stderr).toContain('exists already');
  });

  it('a change that got no answer is not made twice', async () => {
    const { run, set } = await openSource();
    await set({
      switches: { troubles: [{ path: `/sources/${id}`, method: 'PATCH', status: 503, times: 1 }] },
    });
    expect(await run(['sources', 'update', id, '--name', 'x', '--yes'])).toMatchObject({ code: 1 });
  });

  it('nobody of that name: exit 5', async () => {
    const { run } = await openSource();
    const { code, stderr } = await run(['sources', 'update', 'web_stoer', '--name', 'x', '--yes']);
    expect([code, stderr]).toEqual([5, expect.stringContaining('web_store')]);
  });
});
