import { describe, expect, it } from 'vitest';
import { errorOf, openScene } from '../../helpers/reading.ts';

const base = 'https://proxy.example/segment';

/** The URL that a path leads to, from a dry run; or the code of its error. */
async function urlOf(path: string, env: Record<string, string> = {}, ...flags: string[]): Promise<string> {
  const { run } = await openScene();
  const result = await run(['api', path, '--dry-run', '--json', ...flags], {
    env: { SEGMENT_API_URL: base, ...env },
  });
  return result.code === 0 ? JSON.parse(result.stdout).url : errorOf(result).code;
}

describe('a path', () => {
  it.each([
    ['/sources', '/sources'],
    ['sources', '/sources'],
    ['/', '/'],
    ['sources/a b', '/sources/a%20b'],
    ['sources/a%2Fb', '/sources/a%2Fb'],
    ['sources/a\\b', '/sources/a%5Cb'],
    ['sources/ß\n', '/sources/%C3%9F%0A'],
    ['sources?pagination[count]=1', '/sources?pagination[count]=1'],
    ['sources?path=a/../b', '/sources?path=a/../b'],
    ['sources/...', '/sources/...'],
    ['sources/a..b/.c', '/sources/a..b/.c'],
    ["sources/it's:(a)@b;c,d=e", "/sources/it's:(a)@b;c,d=e"],
    ['sources/a|b^c"<d>', '/sources/a%7Cb%5Ec%22%3Cd%3E'],
    ['sources/50%', '/sources/50%'],
    ['sources/a\u0001', '/sources/a%01'],
    [`${base}/sources?x=1`, '/sources?x=1'],
  ])('%j', async (path, expected) => {
    expect(await urlOf(path)).toBe(`${base}${expected}`);
  });

  it.each([
    ['https://evil.example/sources', 'foreign_url'],
    ['HTTPS://evil.example/sources', 'foreign_url'],
    ['https://proxy.example/elsewhere', 'foreign_url'],
    ['https://proxy.example/segments/x', 'foreign_url'],
    ['https://proxy.example@evil.example/segment/x', 'foreign_url'],
    ['https://user:pw@proxy.example/segment/x', 'foreign_url'],
    ['http://proxy.example/segment/x', 'foreign_url'],
    ['ftp://proxy.example/segment/x', 'foreign_url'],
    ['/../x', 'foreign_url'],
    ['/%2e%2e/x', 'foreign_url'],
    ['sources/a#b', 'path_invalid'],
    ['', 'value_blank'],
    [' ', 'value_blank'],
    ['//evil.example/x', 'path_invalid'],
    ['/sources/', 'path_invalid'],
    ['/sources//settings', 'path_invalid'],
    ['/sources/ /settings', 'path_invalid'],
    ['/sources/%20', 'path_invalid'],
    ['/sources/.', 'path_invalid'],
    ['/sources/a/..', 'path_invalid'],
    ['/sources/a/../b?x=1', 'path_invalid'],
    ['/sources/a/%2e%2E/b', 'path_invalid'],
    ['/sources/a/.%2e', 'path_invalid'],
    ['/sources/a/%252e.', 'path_invalid'],
    ['/sources/a/%2E', 'path_invalid'],
    ['/sources/a\\..\\b', 'path_invalid'],
    ['/sources/a/..%5Cb', 'path_invalid'],
    ['/sources/a/..%2fb', 'path_invalid'],
    ['/sources/a/.\t./b', 'path_invalid'],
    ['/sources/a/.\n.', 'path_invalid'],
    [`${base}/sources/a/..`, 'path_invalid'],
    [`${base}/sources/%2e%2e/sources`, 'path_invalid'],
    ['https://proxy.example/x/../segment/sources', 'foreign_url'],
    ['/sources/{sourceId}', 'placeholder_unknown'],
    ['C:/Program Files/Git/sources', 'path_rewritten'],
    ['C:\\Program Files\\Git\\sources', 'path_rewritten'],
  ])('%j is refused: %s', async (path, code) => {
    expect(await urlOf(path)).toBe(code);
  });

  it.each([
    ['C:/Program Files/Git/sources/x', 'segment api sources/x'],
    ['D:/msys64/usr/sources', 'segment api sources'],
    ['C:/elsewhere', 'segment api sources'],
  ])('%j, which Git Bash made, is explained', async (path, hint) => {
    const { run } = await openScene();
    expect(errorOf(await run(['api', path, '--json'])).hint).toContain(hint);
  });

  it('{space} and {source} are filled in, encoded', async () => {
    expect(await urlOf('/spaces/{space}/audiences', { SEGMENT_SPACE_ID: 'spa/1 $&' })).toBe(
      `${base}/spaces/spa%2F1%20%24%26/audiences`,
    );
    expect(await urlOf(`${base}/spaces/{space}`, { SEGMENT_SPACE_ID: 'spa_1' })).toBe(`${base}/spaces/spa_1`);
    expect(await urlOf('/spaces/{space}', { SEGMENT_SPACE_ID: '' })).toBe('space_missing');
    expect(await urlOf('/spaces/{space}', { SEGMENT_SPACE_ID: ' ' })).toBe('space_missing');
    expect(await urlOf('/sources/{source}')).toBe('source_missing');
    expect(await urlOf('/sources/{source}', { SEGMENT_SOURCE: 'a/b' })).toBe(`${base}/sources/a%2Fb`);
    for (const id of ['..', '.', '%2e%2E', 'a/../..', '..\\x']) {
      expect(await urlOf('/sources/{source}/settings', { SEGMENT_SOURCE: id })).toBe('path_invalid');
      expect(await urlOf('/spaces/{space}/audiences', { SEGMENT_SPACE_ID: id })).toBe('path_invalid');
    }
  });

  it('{source} is looked up when its id is not known', async () => {
    const { run } = await openScene();
    const { stdout } = await run(['api', '/sources/{source}'], { env: { SEGMENT_SOURCE: 'web_store' } });
    expect(JSON.parse(stdout).data.source.id).toBe('sRcWebStore11111111111');
    const none = await run(['api', '/sources/{source}'], { env: { SEGMENT_SOURCE: 'web_stor' } });
    expect([none.code, none.stderr]).toEqual([5, expect.stringContaining('web_store')]);
  });
});
