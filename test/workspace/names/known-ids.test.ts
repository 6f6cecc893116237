import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { json, serve } from '../../helpers/http-server.ts';
import { openScene, sceneToken } from '../../helpers/reading.ts';

const sources = Array.from({ length: 2_999 }, (_, index) => ({
  id: `sRc${String(index).padStart(19, '0')}`,
  slug: `source_${index}`,
  name: `Source ${index}`,
  metadataId: 'IqDTy1TpoU',
}));
const [first, second] = [sources[2_998]?.id ?? '', sources[7]?.id ?? ''];

/** A workspace of 3,000 sources, one of them its own, and a machine whose cache folder stays from call to call. */
async function open() {
  const scene = await openScene({ base: 'empty', sources });
  const cache = mkdtempSync(join(tmpdir(), 'segment-known-'));
  const call = async (args: readonly string[], env: Record<string, string> = {}) => {
    const result = await scene.run([...args, '--verbose'], { env: { XDG_CACHE_HOME: cache, ...env } });
    return { ...result, asked: requestsOf(result.stderr) };
  };
  const change = (id: string, body: object) =>
    fetch(`${scene.sandbox.url}/sources/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${sceneToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { ...scene, call, change, folder: join(cache, 'segment', 'known-ids') };
}

/** The requests that were answered: path, without its cursor, and status. */
function requestsOf(stderr: string): string[] {
  return [...stderr.matchAll(/^(\w+) https?:\/\/[^/]+(\/[^?: ]*)\S*: sent [\d.]+ \w+, (\d+)/gm)].map(
    ([, method, path, status]) => `${method} ${path} ${status}`,
  );
}

const get = ['sources', 'get', 'source_2998', '--fields', 'id'];
const anew = [
  'GET /sources 200',
  'GET /sources 200',
  'GET /sources 200',
  `GET /sources/${first} 200`,
  'GET /sources/source_2998 404',
];

describe('a name among 3,000', () => {
  it('costs three pages with the direct question beside them, and one request the next time', async () => {
    const { call, folder } = await open();
    const cold = await call(get);
    expect([cold.code, cold.stdout, cold.asked.toSorted()]).toEqual([0, `${first}\n`, anew]);
    const warm = await call(get);
    expect([warm.code, warm.stdout, warm.asked]).toEqual([0, `${first}\n`, [`GET /sources/${first} 200`]]);
    // Another token may be another workspace.
    const other = await call(get, { SEGMENT_TOKEN: `${sceneToken}2` });
    expect(other.asked).toHaveLength(5);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('is asked for alone while the rest of the list is read', async () => {
    const { call } = await open();
    const { asked } = await call(['sources', 'get', 'source_1500', '--fields', 'slug']);
    expect(asked).toContain(`GET /sources/${sources[1_500]?.id} 200`);
    expect(asked).toHaveLength(5);
    expect(asked.at(-1)).toBe('GET /sources 200');
  });

  it('is kept where its owner alone reads it, without the token and the name', async () => {
    const { call, folder } = await open();
    await call(get);
    const [file = '', ...others] = readdirSync(folder);
    expect([file, others]).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/), []]);
    expect([statSync(folder), statSync(join(folder, file))].map(({ mode }) => mode & 0o777)).toEqual([
      0o700, 0o600,
    ]);
    const text = readFileSync(join(folder, file), 'utf8');
    expect(Object.keys(JSON.parse(text))).toEqual(['at', 'text']);
    expect(JSON.parse(text).text).toBe(first);
    for (const content of [
      '',
      'half',
      '{"at":1}',
      JSON.stringify({ at: Date.now(), text: 'x'.repeat(300) }),
    ]) {
      writeFileSync(join(folder, file), content);
      const { code, asked } = await call(get);
      expect([code, asked.length]).toEqual([0, 5]);
    }
  });

  it('is looked up anew with --no-cache, and then not kept', async () => {
    const { call, folder } = await open();
    expect((await call([...get, '--no-cache'])).asked.toSorted()).toEqual(anew);
    expect(() => readdirSync(folder)).toThrow('ENOENT');
    await call(get);
    expect((await call([...get, '--no-cache'])).asked.toSorted()).toEqual(anew);
  });

  it('is looked up anew where what it meant is gone, or is called otherwise', async () => {
    const { call, change, set } = await open();
    await call(get);
    await set({ switches: { troubles: [{ path: `/sources/${first}`, status: 404, times: 1 }] } });
    const gone = await call(get);
    expect([gone.code, gone.asked[0], gone.asked.length]).toEqual([0, `GET /sources/${first} 404`, 6]);
    await change(first, { slug: 'old_one', name: 'Old one' });
    await change(second, { slug: 'source_2998' });
    const moved = await call(get);
    expect([moved.code, moved.stdout]).toEqual([0, `${second}\n`]);
    expect((await call(get)).asked).toEqual([`GET /sources/${second} 200`]);
  });

  it('is never what a change goes by, which forgets it', async () => {
    const { call, change, folder } = await open();
    const named = ['sources', 'labels', 'list', 'Source 2998', '--fields', 'key'];
    expect((await call(named)).code).toBe(0);
    // Both are called so now: a look-up may go by what it knew, a change asks which is meant.
    await change(second, { name: 'Source 2998' });
    expect((await call(named)).asked).toEqual([`GET /sources/${first} 200`]);
    const update = await call(['sources', 'update', 'Source 2998', '--disable', '--yes', '--json']);
    expect([update.code, update.stderr]).toEqual([2, expect.stringContaining('ambiguous_name')]);
    await change(second, { name: 'Another' });
    const made = await call(['sources', 'update', 'Source 2998', '--disable', '--yes', '--json']);
    expect([made.code, JSON.parse(made.stdout)]).toEqual([0, expect.objectContaining({ id: first })]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is no reason to fail where nothing can be kept', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'segment-known-')), 'file');
    writeFileSync(file, '');
    const { call } = await open();
    const { code, stdout } = await call(get, { XDG_CACHE_HOME: file });
    expect([code, stdout]).toEqual([0, `${first}\n`]);
  });
});

describe('an id', () => {
  it('of the usual form is asked for alone', async () => {
    const { call } = await open();
    const id = 'rh5BDZp6QDHvXFCkibm1pR';
    const { asked } = await call(['sources', 'get', id]);
    expect(asked).toEqual([`GET /sources/${id} 404`, ...Array<string>(3).fill('GET /sources 200')]);
  });

  it('that may be a name is there as soon as it is answered, whatever the list does', async () => {
    const server = await serve((request, reply) => {
      // The list is never answered.
      if (request.path.startsWith('/sources/my-own-id')) {
        json(reply, 200, { data: { source: { id: 'my-own-id', slug: 'shop' }, trackingPlanId: null } });
      }
    }, onTestFinished);
    const { run } = await openScene();
    const env = { SEGMENT_API_URL: server.url };
    const { code, stdout } = await run(['sources', 'get', 'my-own-id', '--fields', 'slug'], { env });
    expect([code, stdout]).toEqual([0, 'shop\n']);
  });
});

describe('a profile', () => {
  it('without a type of id is asked for under all of them at once', async () => {
    const asked: string[] = [];
    const server = await serve((request, reply) => {
      asked.push(request.path);
      // The first question is answered once the second one is here.
      const isThere = request.path.includes('email');
      const found = { data: [], cursor: { has_more: false, limit: 25, next: '' }, traits: {} };
      const body = isThere ? found : { error: { code: 'not_found', message: 'not found' } };
      const answer = () =>
        asked.length < 2 ? setTimeout(answer, 5) : json(reply, isThere ? 200 : 404, body);
      answer();
    }, onTestFinished);
    const { run } = await openScene();
    const env = { SEGMENT_PROFILE_URL: server.url };
    await run(['profile', 'get', 'ada@example.com'], { env });
    expect(asked.slice(0, 2).map((url) => /(user_id|email)/.exec(url)?.[0])).toEqual(['user_id', 'email']);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.slice(2).every((path) => path.includes('email'))).toBe(true);
  });
});
