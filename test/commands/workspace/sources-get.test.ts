import { describe, expect, it } from 'vitest';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const id = 'sRcWebStore11111111111';
const args = ['sources', 'get', id];

describe('segment sources get', () => {
  it.each([id, 'web_store', 'Web store', 'WEB_STORE'])(
    '--json is the source of the API, unchanged: %s',
    async (name) => {
      const { run, api } = await openScene();
      const { code, stdout, stderr } = await run(['sources', 'get', name, '--json']);
      expect([code, stderr]).toEqual([0, '']);
      const { source } = JSON.parse(await api(`/sources/${id}`)).data;
      expect(JSON.parse(stdout)).toEqual(source);
      expect(Object.keys(JSON.parse(stdout))).not.toContain('trackingPlanId');
    },
  );

  it.each([id, 'web_store'])('in a pipe: every fact, the tracking plan too (%s)', async (name) => {
    const { run, api } = await openScene();
    const { trackingPlanId } = JSON.parse(await api(`/sources/${id}`)).data;
    const { stdout } = await run(['sources', 'get', name]);
    expect(stdout).toBe(
      [
        `id\t${id}`,
        'slug\tweb_store',
        'name\tWeb store',
        'type\tJavascript',
        'enabled\tyes',
        'write keys\twebstorewebstorewebstorewebstore',
        'labels\tenvironment:prod',
        `tracking plan\t${trackingPlanId}`,
        'settings.website_url\thttps://shop.example.com',
        '',
      ].join('\n'),
    );
    expect(trackingPlanId).toMatch(/./);
  });

  it('secrets among its settings are masked, nested ones are JSON', async () => {
    const settings = {
      sharedSecret: 'topsecretvalue999',
      nested: { apiKey: 'verysecretvalue123', list: [1] },
    };
    const { run } = await openScene({
      sources: [{ id: 'sRcSet', slug: 'set', metadataId: 'IqDTy1TpoU', settings }],
    });
    const { stdout } = await run(['sources', 'get', 'sRcSet']);
    expect(stdout).toContain('settings.sharedSecret\ttops…e999\n');
    expect(stdout).toContain('settings.nested\t{"apiKey":"very…e123","list":[1]}\n');
  });

  it('a source by its id costs one request, by its name three', async () => {
    const { run } = await openScene();
    const requests = async (name: string) =>
      (await run(['sources', 'get', name, '--verbose'])).stderr
        .split('\n')
        .filter((line) => line.startsWith('GET'));
    expect(await requests(id)).toHaveLength(1);
    expect(await requests('web_store')).toHaveLength(3);
  });

  it('on a terminal: what is empty is left out', async () => {
    const { run } = await openScene();
    for (const columns of [80, 40]) {
      const screen = terminal(columns);
      await run(['sources', 'get', 'shopping_app'], { io: screen });
      expect(screen.stdout.text).toContain('slug        shopping_app\n');
      expect(screen.stdout.text).not.toMatch(/^(?:name|tracking plan) /m);
    }
  });

  it('--fields picks: one alone comes bare', async () => {
    const { run } = await openScene();
    expect((await run([...args, '--fields', 'writeKeys'])).stdout).toBe(
      '["webstorewebstorewebstorewebstore"]\n',
    );
    expect((await run([...args, '--fields', 'slug,metadata.name'])).stdout).toBe(
      'slug\tweb_store\nmetadata.name\tJavascript\n',
    );
    const screen = terminal(80);
    await run([...args, '--fields', 'slug,settings.none'], { io: screen });
    expect(screen.stdout.text).toBe('slug           web_store\nsettings.none\n');
    const wrong = await run([...args, '--fields', 'slgu']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Did you mean “slug”?')]);
  });

  it('shows the write keys that are stored here, too', async () => {
    const { run } = await openScene();
    const { stdout } = await run(args, { env: { SEGMENT_WRITE_KEY: 'webstorewebstorewebstorewebstore' } });
    expect(stdout).toContain('webstorewebstorewebstorewebstore');
  });

  it('text of the server cannot move the cursor', async () => {
    const { run } = await openScene({
      sources: [{ id: 'sRcEvil', slug: 'evil', name: '\u001b[2Jx', metadataId: 'IqDTy1TpoU' }],
    });
    const screen = terminal(80);
    await run(['sources', 'get', 'sRcEvil'], { io: screen });
    expect(screen.stdout.text).toContain('\\u001b[2Jx');
  });

  it('nobody of that name: exit 5, and the nearest', async () => {
    const { run } = await openScene();
    const result = await run(['sources', 'get', 'web_stoer', '--json']);
    expect([result.code, result.stdout]).toEqual([5, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'source_not_found',
      hint: expect.stringContaining('Did you mean “web_store”?'),
    });
  });

  it('a name that several have is suggested once', async () => {
    const { run } = await openScene({
      sources: ['one', 'two'].map((slug) => ({ id: slug, slug, name: 'Twins', metadataId: 'IqDTy1TpoU' })),
    });
    const { stderr } = await run(['sources', 'get', 'Twinz']);
    expect(stderr).toContain('Did you mean “Twins”? See: segment sources list');
  });

  it('a name that two have: exit 2 with the ids of both', async () => {
    const { run } = await openScene({
      sources: [
        { id: 'sRcOne', slug: 'one', name: 'Twin', metadataId: 'IqDTy1TpoU' },
        { id: 'sRcTwo', slug: 'two', name: 'Twin', metadataId: 'IqDTy1TpoU' },
      ],
    });
    const { code, stderr } = await run(['sources', 'get', 'Twin']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/sRcOne[\s\S]*sRcTwo/)]);
  });
});
