import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../../src/api/api-object.ts';
import { NotFoundError } from '../../../src/errors.ts';
import { findSource } from '../../../src/store/source-setting.ts';
import { type NamedKind, resolveNamed } from '../../../src/workspace/names/resolve-named.ts';
import { errorOf, openScene } from '../../helpers/reading.ts';

function object(value: Record<string, unknown>): ApiObject {
  return { value, text: JSON.stringify(value) };
}

const stranger = object({ id: 'src_stranger', slug: '', name: null });
const nameless: NamedKind = {
  noun: 'source',
  names: ['id', 'slug', 'name'],
  get: async () => stranger,
  list: async () => [stranger],
  getCommand: 'segment sources get',
  listCommand: 'segment sources list',
};

describe('an empty name', () => {
  // Shorter than an id, so that it is only looked for in the list.
  it.each(['', ' ', 'null'])(
    '%j is nobody’s, where the only source has no slug and no name',
    async (name) => {
      await expect(resolveNamed(name, nameless)).rejects.toMatchObject({ code: 'source_not_found' });
    },
  );

  it('is not that of a stored source without slug and id', () => {
    const source = { writeKey: 'a', addedAt: '' };
    expect(findSource(new Map([['web', source]]), '')).toBeUndefined();
    expect(findSource(new Map([['web', { ...source, slug: '', id: ' ' }]]), ' ')).toBeUndefined();
    expect(findSource(new Map([['web', { ...source, slug: '', id: '' }]]), '')).toBeUndefined();
    expect(findSource(new Map([['web', { ...source, slug: 'web_store' }]]), 'web_store')).toBe('web');
  });

  it('of a variable that holds a blank counts as unset, and finds no source either', async () => {
    const { run } = await openScene();
    const result = await run(['api', '/sources/{source}', '--json'], { env: { SEGMENT_SOURCE: ' ' } });
    expect(result.code).toBe(2);
    expect(errorOf(result).code).toBe('source_missing');
  });
});

describe('a name that looks like an id', () => {
  it.each([400, 403, 404, 405, 409, 422])(
    'is looked for in the list where the API answers %i to the id',
    async (status) => {
      const { run, set } = await openScene();
      await set({ switches: { troubles: [{ path: '/sources/web_store', status }] } });
      const { code, stdout } = await run(['sources', 'labels', 'list', 'web_store', '--fields', 'value']);
      expect([code, stdout]).toEqual([0, 'prod\n']);
    },
  );

  it.each([
    [401, 4, 'token_refused'],
    [429, 7, 'rate_limited'],
    [503, 7, 'server_unavailable'],
  ])('is not, where it answers %i', async (status, exitCode, code) => {
    const { run, set } = await openScene();
    await set({ switches: { troubles: [{ path: '/sources/web_store', status }] } });
    const result = await run(['sources', 'labels', 'list', 'web_store', '--json']);
    expect([result.code, result.stdout, errorOf(result).code]).toEqual([exitCode, '', code]);
  });

  it('and that nothing has ends with 5 and the reason of the refusal', async () => {
    const { run, set } = await openScene();
    await set({ switches: { troubles: [{ path: '/warehouses/nothing_like_it', status: 403 }] } });
    const result = await run(['warehouses', 'get', 'nothing_like_it', '--json']);
    expect([result.code, result.stdout]).toEqual([5, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'warehouse_not_found',
      details: [expect.stringMatching(/^asked for as an id: .*\(403\)/)],
    });
    const missing = await run(['warehouses', 'get', 'nothing_at_all', '--json']);
    expect(errorOf(missing)).toMatchObject({ code: 'warehouse_not_found', details: [] });
  });
});

describe('names that are near', () => {
  it.each([
    [['sources', 'get', 'web_stoer'], 'Did you mean “web_store”?'],
    [['sources', 'get', 'sRcWebStore11111111112'], 'Did you mean “sRcWebStore11111111111”?'],
    [['sources', 'get', 'shopping'], 'Did you mean “shopping_app”?'],
    [['destinations', 'get', 'Campagns'], 'Did you mean “Campaigns”?'],
    [['warehouses', 'get', 'postgers'], 'Did you mean “postgres”?'],
    [['tracking-plans', 'get', 'Web stor'], 'Did you mean “Web store”?'],
    [['spaces', 'get', 'sandbx'], 'Did you mean “sandbox”?'],
    [['audiences', 'list', '--space', 'sandbx'], 'Did you mean “sandbox”?'],
    [['violations', '--source', 'violatons'], 'Did you mean “violations”?'],
    [['sources', 'get', 'zzzzzzzz'], 'See: segment sources list'],
  ])('%j', async (args, hint) => {
    const { run } = await openScene();
    const result = await run([...args, '--json']);
    expect([result.code, errorOf(result).hint]).toEqual([5, expect.stringContaining(hint)]);
  });

  it('are all named where they are as near', async () => {
    const sources = ['a', 'b', 'c', 'd'].map((letter) =>
      object({ id: `src_1${letter}`, slug: `shop_${letter}`, name: 'x' }),
    );
    const error = await resolveNamed('shop_', { ...nameless, list: async () => sources }).catch(
      (thrown) => thrown,
    );
    expect(error.hint).toBe('Did you mean “shop_a” or “shop_b” or “shop_c”? See: segment sources list');
  });
});

describe('a name that several have', () => {
  const odd = object({ id: "a'b $(c)", slug: '', name: 'Odd\n#1' });
  const twins: NamedKind = { ...nameless, get: nothing, list: async () => Array(25).fill(odd) };

  it('is answered with commands that a shell takes as they are, and no more than fit a screen', async () => {
    const { code, details } = await resolveNamed('Odd\n#1', twins).catch((error) => error);
    expect([code, details.length, details.at(-1)]).toEqual(['ambiguous_name', 21, 'and 5 more']);
    expect(details[0]).toContain('# Odd\\n#1');
    const { stdout } = spawnSync('sh', ['-c', `segment() { printf '%s|' "$@"; }; ${details[0]}`]);
    expect(String(stdout)).toBe("sources|get|a'b $(c)|");
  });
});

async function nothing(): Promise<ApiObject> {
  throw new NotFoundError('none');
}
