import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../../src/api/api-object.ts';
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
