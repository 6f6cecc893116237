import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { putInBetween } from '../../helpers/odd-replies.ts';
import { openScene, terminal } from '../../helpers/reading.ts';

const args = ['sources', 'list'];
const listed = async (api: (path: string) => Promise<string>) =>
  JSON.parse(await api('/sources?pagination.count=1000')).data.sources;

describe('segment sources list', () => {
  it('--json is what the API says, unchanged', async () => {
    const { run, api } = await openScene();
    const { code, stdout, stderr } = await run([...args, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(await listed(api));
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  it('in a pipe: a line each, separated by tabs, without a header', async () => {
    const { run } = await openScene();
    const { stdout } = await run(args);
    expect(stdout).toMatchInlineSnapshot(`
      "sRcSandbox111111111111	sandbox	sandbox	HTTP API	yes
      sRcWebStore11111111111	web_store	Web store	Javascript	yes
      sRcShoppingApp11111111	shopping_app	shopping_app	Apple	yes
      sRcOrderService1111111	order_service	Order service	Node.js	yes
      sRcViolations111111111	violations	Violations	HTTP API	no
      "
    `);
  });

  it('an id that is a number keeps its digits', async () => {
    const { run, sandbox } = await openScene();
    const between = await putInBetween(sandbox.url);
    between.change('GET /sources', (text) => ({
      text: text.replace('"sRcSandbox111111111111"', '12345678901234567890').replace('"web_store"', '7'),
    }));
    const { stdout } = await run(args, { env: { SEGMENT_API_URL: between.url } });
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      '12345678901234567890\tsandbox\tsandbox\tHTTP API\tyes',
      'sRcWebStore11111111111\t7\tWeb store\tJavascript\tyes',
    ]);
  });

  it('on a terminal: a table, at 40 columns with lines below each row', async () => {
    const { run } = await openScene();
    const wide = terminal(100);
    await run(args, { io: wide });
    expect(wide.stdout.text).toContain('ID ');
    expect(wide.stdout.text).toContain('sRcWebStore11111111111');
    const narrow = terminal(40);
    await run(args, { io: narrow });
    expect(narrow.stdout.text).toContain(
      '\nsRcWebStore11111111111  yes\n  slug: web_store\n  name: Web store\n  type: Javascript\n',
    );
  });

  it('nothing found: an empty list, and words on stderr', async () => {
    const { run, sandbox } = await openScene({ base: 'empty', sources: [] });
    // Even an empty workspace begins with the sandbox's own source.
    const gone = await fetch(`${sandbox.url}/sources/sRcSandbox111111111111`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer any' },
    });
    expect(gone.status).toBe(200);
    expect(await run([...args, '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect(await run([...args, '--ndjson'])).toMatchObject({ code: 0, stdout: '' });
    expect(await run(args)).toEqual({ code: 0, stdout: '', stderr: 'No sources found.\n' });
    expect(await run([...args, '--csv'])).toMatchObject({ code: 0, stdout: 'id,slug,name,type,enabled\n' });
  });

  it('--json shows the write keys that are stored here, too', async () => {
    const { run } = await openScene();
    const { stdout } = await run([...args, '--json'], {
      env: { SEGMENT_WRITE_KEY: 'webstorewebstorewebstorewebstore' },
    });
    expect(stdout).toContain('webstorewebstorewebstorewebstore');
  });

  it('--csv guards against formulas, and --fields picks', async () => {
    const { run } = await openScene({
      sources: [{ id: 'sRcEvil', slug: 'evil', name: '=1+1', metadataId: 'IqDTy1TpoU' }],
    });
    const guarded = await run([...args, '--csv', '--fields', 'slug,name']);
    expect(guarded.stdout).toContain("evil,'=1+1\n");
    const raw = await run([...args, '--csv', '--no-csv-guard', '--fields', 'slug,name']);
    expect(raw.stdout).toContain('evil,=1+1\n');
    const wrong = await run([...args, '--fields', 'slug,nmae']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Did you mean “name”?')]);
  });

  it.each([
    [['store'], ['web_store']],
    [['STORE'], ['web_store']],
    [['_'], ['web_store', 'shopping_app', 'order_service']],
    [['--disabled'], ['violations']],
    [['a', '--enabled', '--limit', '1'], ['sandbox']],
    [['Violations', '--enabled'], []],
    [['no such word'], []],
  ])('%j: those that were asked for', async (filters, expected) => {
    const { run } = await openScene();
    const found = await run([...args, ...filters, '--ndjson']);
    const slugs = found.stdout.split('\n').filter((line) => line !== '');
    expect([found.code, slugs.map((line) => JSON.parse(line).slug)]).toEqual([0, expected]);
  });

  it('a list with a filter is cut at what is shown, and says so', async () => {
    const { run } = await openScene();
    const screen = terminal(100);
    await run([...args, '_', '--limit', '2'], { io: screen });
    expect(screen.stdout.text.trimEnd().split('\n')).toHaveLength(3);
    expect(screen.stdout.text).toContain('shopping_app');
    expect(screen.stderr.text).toContain('The first 2 sources');
    const all = terminal(100);
    await run([...args, '_', '--limit', '3'], { io: all });
    expect(all.stderr.text).toBe('');
  });

  it('--enabled and --disabled exclude each other', async () => {
    const { run } = await openScene();
    const { code, stdout, stderr } = await run([...args, '--enabled', '--disabled']);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('--disabled')]);
  });

  const sources = Array.from({ length: 3_000 }, (_, index) => ({
    id: `sRc${String(index).padStart(19, '0')}`,
    slug: `source_${index}`,
    metadataId: 'IqDTy1TpoU',
  }));
  // One more: the sandbox's own source.
  itStreams({ args, seed: { base: 'empty', sources }, length: 3_001 });
});
