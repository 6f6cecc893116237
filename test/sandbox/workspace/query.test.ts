import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  listOf,
  type QueryNode,
  readQuery,
  textOf,
  treeAt,
  withBodyParameters,
} from '../../../src/sandbox/workspace/query.ts';

/** A tree as plain values, to compare with. */
function plain(node: QueryNode): unknown {
  return typeof node === 'string'
    ? node
    : Object.fromEntries([...node].map(([name, below]) => [name, plain(below)]));
}

describe('the spellings of a query', () => {
  it.each([
    ['dots', 'pagination.count=3&pagination.cursor=Mw%3D%3D&groupBy.0=eventName&groupBy.1=source'],
    ['brackets', 'pagination[count]=3&pagination[cursor]=Mw==&groupBy[0]=eventName&groupBy[1]=source'],
    [
      'encoded brackets',
      'pagination%5Bcount%5D=3&pagination%5Bcursor%5D=Mw%3D%3D&groupBy%5B0%5D=eventName&groupBy%5B1%5D=source',
    ],
    ['mixed', 'pagination[count]=3&pagination.cursor=Mw==&groupBy.0=eventName&groupBy[1]=source'],
    ['empty brackets', 'pagination[count]=3&pagination[cursor]=Mw==&groupBy[]=eventName&groupBy[]=source'],
    ['commas', 'pagination.count=3&pagination.cursor=Mw==&groupBy=eventName,source'],
    ['a repeated name', 'pagination.count=3&pagination.cursor=Mw==&groupBy=eventName&groupBy=source'],
  ])('%s are read', (_spelling, text) => {
    const query = readQuery(`/events/volume?${text}`);
    const pagination = treeAt(query, 'pagination');
    expect(pagination && [textOf(pagination, 'count'), textOf(pagination, 'cursor')]).toEqual(['3', 'Mw==']);
    expect(listOf(query, 'groupBy')).toEqual(['eventName', 'source']);
  });

  it.each([
    ['filter[eventName].0=a&filter[eventName].1=b,c', { filter: { eventName: { 0: 'a', 1: 'b,c' } } }],
    ['rules[0][type]=TRACK&rules[0][key]=x', { rules: { 0: { type: 'TRACK', key: 'x' } } }],
    ['a=1&a=2&a=3', { a: { 0: '1', 1: '2', 2: '3' } }],
    ['a=1&a.b=2', { a: { b: '2' } }],
    ['', {}],
    ['&=&', { 0: '' }],
    ['a.b.c.d.e.f=too+deep&g=1', { g: '1' }],
  ])('%s is a tree', (text, tree) => {
    expect(plain(readQuery(`/x?${text}`))).toEqual(tree);
  });

  it('keeps a comma that stands in a list with numbers', () => {
    expect(listOf(readQuery('/x?eventName.0=a,b'), 'eventName')).toEqual(['a,b']);
  });

  it('takes the parameters of a body, and those of the query over them', () => {
    const query = withBodyParameters(readQuery('/x?period=2026-01-01'), {
      pagination: { count: 3 },
      period: 'other',
      deep: { er: { and: { deeper: { still: { gone: 1 } } } } },
    });
    expect(textOf(query, 'period')).toBe('2026-01-01');
    expect(plain(query)).toMatchObject({ pagination: { count: '3' } });
    expect(withBodyParameters(query, [1])).toBe(query);
  });

  it('never touches a prototype and never throws', () => {
    readQuery('/x?__proto__[polluted]=1&constructor.prototype.polluted=1');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.constantFrom('a', '[', ']', '.', '=', '&', '0', '%', ',')),
        (text, parts) => {
          plain(readQuery(`/x?${text}`));
          plain(readQuery(`/x?${parts.join('')}`));
        },
      ),
    );
  });

  it('looks at no more than a thousand parameters', () => {
    const query = readQuery(`/x?${Array.from({ length: 5_000 }, (_, index) => `a[]=${index}`).join('&')}`);
    expect(listOf(query, 'a')).toHaveLength(1_000);
  });
});
