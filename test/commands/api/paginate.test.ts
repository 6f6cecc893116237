import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { json, serve } from '../../helpers/http-server.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const manySources = (count: number) => ({
  base: 'empty',
  sources: Array.from({ length: count }, (_, index) => ({
    id: `sRc${String(index).padStart(19, '0')}`,
    slug: `source_${index}`,
    metadataId: 'IqDTy1TpoU',
  })),
});
const linesOf = (text: string) => text.trimEnd().split('\n');
const idsOf = (text: string) => linesOf(text).map((line) => JSON.parse(line).id);

describe('--paginate', () => {
  it('prints the items of every page, as the API wrote them', async () => {
    const { run, api, set } = await openScene(manySources(450));
    const all = JSON.parse(await api('/sources?pagination.count=1000')).data.sources;
    await set({ switches: { pageSizeCap: 200 } });
    const { code, stdout, stderr } = await run(['api', 'sources', '--paginate', '-v']);
    expect([code, linesOf(stdout).map((line) => JSON.parse(line))]).toEqual([0, all]);
    expect(stderr.match(/GET /g)).toHaveLength(3);
    const small = await run(['api', 'sources?pagination[count]=100', '--paginate', '-v']);
    expect([idsOf(small.stdout), small.stderr.match(/GET /g)?.length]).toEqual([idsOf(stdout), 5]);
  });

  it('--slurp makes one array of them, for a person too', async () => {
    const { run } = await openScene(manySources(250));
    const { stdout } = await run(['api', 'sources', '--paginate', '--slurp']);
    expect([JSON.parse(stdout).length, linesOf(stdout).length]).toEqual([251, 1]);
    const screen = terminal(80);
    await run(['api', 'sources', '--paginate', '--slurp'], { io: screen });
    expect(JSON.parse(screen.stdout.text)).toEqual(JSON.parse(stdout));
    expect(screen.stdout.text).toContain('\n  {\n    "id": ');
    const nothing = await run(['api', '/labels', '--paginate', '--slurp']);
    expect([nothing.code, JSON.parse(nothing.stdout)]).toEqual([0, []]);
  });

  it('10,000 items: the first are printed before the last page is asked for', async () => {
    const { run } = await openScene(manySources(10_000));
    const all = await run(['api', 'sources', '--paginate']);
    expect(new Set(idsOf(all.stdout)).size).toBe(10_001);
    // A reader that goes away after the first page ends the command.
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const head = await run(['api', 'sources', '--paginate', '-v'], { io: { stdout } });
    expect([head.code, head.stderr.match(/GET /g)?.length]).toEqual([0, 1]);
  });

  it('follows cursor.next of the Profile API, traits one by one', async () => {
    const { run } = await openScene();
    const traits = Object.fromEntries(Array.from({ length: 230 }, (_, index) => [`t${index}`, index]));
    await run(['-w', 'sandbox', 'identify', 'u1', '--traits', JSON.stringify(traits)]);
    const path = '/v1/spaces/{space}/collections/users/profiles/user_id:u1/traits';
    const { code, stdout, stderr } = await run(['api', '--api', 'profile', path, '--paginate', '-v']);
    expect(code).toBe(0);
    expect(Object.assign({}, ...linesOf(stdout).map((line) => JSON.parse(line)))).toEqual(traits);
    expect(stderr.match(/GET /g)).toHaveLength(2);
  });

  it('a page that fails: the items before it stay, and no error among them', async () => {
    const server = await serve((_request, reply, before) => {
      if (before === 0) json(reply, 200, { data: { x: [1, 2], pagination: { next: 'a' } } });
      else json(reply, 403, { errors: [{ message: 'No.' }] });
    });
    const { run } = await openScene();
    const result = await run(['api', '/x', '--paginate'], { env: { SEGMENT_API_URL: server.url } });
    expect([result.code, result.stdout]).toEqual([4, '1\n2\n']);
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/x?pagination.count=1000',
      '/x?pagination.count=1000&pagination.cursor=a',
    ]);
  });

  it('an API that goes round in circles is left: exit 6', async () => {
    const server = await serve((_request, reply) =>
      json(reply, 200, { data: { x: [1], pagination: { next: 'a' } } }),
    );
    const { run } = await openScene();
    const result = await run(['api', '/x', '--paginate', '--json'], { env: { SEGMENT_API_URL: server.url } });
    expect([result.code, errorOf(result).code, server.requests.length]).toEqual([6, 'cursor_repeated', 2]);
  });

  it.each([
    ['a total', { data: { x: [1], pagination: { totalEntries: 2 } } }, [], 1],
    [
      'a total, in the middle of a list',
      { data: { x: [1], pagination: { totalEntries: 2 } } },
      ['?pagination.cursor=a'],
      0,
    ],
    ['a cursor that is a number', { data: { x: [1], pagination: { next: 2 } } }, [], 1],
  ])('more that is announced by %s, without a cursor', async (_what, body, query, fails) => {
    const server = await serve((_request, reply) => json(reply, 200, body));
    const { run } = await openScene();
    const args = ['api', `/x${query[0] ?? ''}`, '--paginate', '--json'];
    const result = await run(args, { env: { SEGMENT_API_URL: server.url } });
    expect([result.code, result.stdout]).toEqual([fails * 6, '1\n']);
    if (fails > 0) expect(errorOf(result).code).toBe('cursor_missing');
  });

  it('what is no list: exit 2', async () => {
    const { run } = await openScene();
    const result = await run(['api', '/', '--paginate', '--json']);
    expect([result.code, result.stdout, errorOf(result).code]).toEqual([2, '', 'not_a_list']);
  });
});
