import { describe, expect, it } from 'vitest';
import { pagingOf } from '../../src/api/paging.ts';
import { readQueryPairs, withPair, writeQueryPairs } from '../../src/api/query.ts';

const read = (api: 'public' | 'profile', reply: string, path = '/x') => pagingOf(api, path)?.read(reply, 0);

describe('the pages of the Public API', () => {
  it.each([
    ['{"data":{"sources":[{"id":1},{"id":2}],"pagination":{"current":"MA==","next":"MQ=="}}}', 2, 'MQ=='],
    ['{"data":{"sources":[],"pagination":{"current":"MA==","next":"MQ=="}}}', 0, 'MQ=='],
    ['{"data":{"emails":["a@example.com"],"pagination":{"next":null}}}', 1, undefined],
    ['{"data":{"labels":[{"key":"a"}]}}', 1, undefined],
    ['{"data":{"path":"/v2","query":{"groupBy":["x"]},"result":[1],"pagination":{"next":""}}}', 1, undefined],
    ['{"data":{"users":[1]},"pagination":{"next":"Mg=="}}', 1, 'Mg=='],
  ])('%s', (reply, count, next) => {
    const page = read('public', reply);
    expect([page?.items.length, page?.end.next, page?.end.isMore]).toEqual([count, next, next !== undefined]);
  });

  it.each([
    ['{"data":{"a":[1],"pagination":{"next":7}}}', 0],
    ['{"data":{"a":[1],"pagination":{"totalEntries":2}}}', 0],
    ['{"data":{"a":[1],"pagination":{"totalEntries":5,"next":null}}}', 3],
  ])('%s says that there is more, and not where', (reply, before) => {
    const page = pagingOf('public', '/x')?.read(reply, before);
    expect(page?.end).toEqual({ next: undefined, current: undefined, isMore: true });
  });

  it('errors beside a list are no page, and an empty list of errors is none', () => {
    expect(read('public', '{"errors":[{"message":"token expired"}],"data":{"a":[]}}')).toBeUndefined();
    expect(read('public', '{"errors":[],"data":{"a":[1]}}')?.items).toEqual(['1']);
  });

  it('what came before counts, where it is known', () => {
    const reply = '{"data":{"a":[1],"pagination":{"current":"Mw==","totalEntries":4}}}';
    const ends = [3, undefined].map((before) => pagingOf('public', '/x')?.read(reply, before)?.end);
    expect(ends).toEqual([
      { next: undefined, current: 'Mw==', isMore: false },
      { next: undefined, current: 'Mw==', isMore: false },
    ]);
  });

  it.each(['{"data":{"source":{"id":1}}}', '{"data":{"a":[],"b":[]}}', '{"data":[]}', '[]', '{}', 'null'])(
    '%s is no list',
    (reply) => expect(read('public', reply)).toBeUndefined(),
  );

  it('items keep their spelling', () => {
    expect(
      read('public', '{"data":{"a":[{"n":12345678901234567890, "m":10.00},"x\\u0041"]}}')?.items,
    ).toEqual(['{"n":12345678901234567890, "m":10.00}', '"x\\u0041"']);
  });

  it('the syncs of a Reverse ETL subscription take cursor and count flat', () => {
    const flat = pagingOf('public', '/reverse-etl-models/m/subscriptionId/s/syncs');
    expect([flat?.cursor, flat?.size]).toEqual(['cursor', { name: 'count', largest: 1_000 }]);
    expect(pagingOf('public', '/sources')?.cursor).toBe('pagination.cursor');
  });
});

describe('the pages of the Profile API', () => {
  it.each([
    ['{"data":[{"id":1}],"cursor":{"has_more":true,"next":"map_1"}}', ['{"id":1}'], 'map_1'],
    ['{"data":[],"cursor":{"has_more":false,"next":"map_1"}}', [], undefined],
    [
      '{"traits":{"plan":"pro","n":10.00},"cursor":{"has_more":true,"next":"z"}}',
      ['{"plan":"pro"}', '{"n":10.00}'],
      'z',
    ],
    ['{"data":[{"to_collection":"users"}]}', ['{"to_collection":"users"}'], undefined],
  ])('%s', (reply, items, next) => {
    expect(read('profile', reply)).toEqual({ items, end: { next, isMore: next !== undefined } });
  });

  it.each([
    ['{"data":[],"cursor":{"has_more":true,"next":""}}'],
    ['{"data":[],"cursor":{"has_more":true}}'],
    ['{"traits":{},"cursor":{"has_more":true,"next":7}}'],
    ['{"data":[],"cursor":{"next":{}}}'],
  ])('%s says that there is more, and not where', (reply) => {
    expect(read('profile', reply)?.end).toEqual({ next: undefined, isMore: true });
  });

  it('metadata is no list, and the size of a page is that of its route', () => {
    expect(read('profile', '{"metadata":{"created_at":"2026-01-01"}}')).toBeUndefined();
    const size = (route: string) => pagingOf('profile', `/v1/x/${route}`)?.size;
    expect(['traits', 'events/', 'external_ids', 'links', 'other'].map(size)).toEqual([
      { name: 'limit', largest: 200 },
      { name: 'limit', largest: 100 },
      { name: 'limit', largest: 25 },
      { name: 'limit', largest: 20 },
      undefined,
    ]);
  });
});

describe('parameters of a query', () => {
  it('keep their spelling, and are found in bracket style too', () => {
    const pairs = readQueryPairs('pagination[count]=3&pagination%5Bcursor%5D=Mw==&x=a+b&&y');
    expect(pairs.map(({ name }) => name)).toEqual(['pagination.count', 'pagination.cursor', 'x', 'y']);
    expect(writeQueryPairs(withPair(pairs, 'pagination.cursor', 'NQ=='))).toBe(
      '?pagination[count]=3&x=a+b&y&pagination.cursor=NQ%3D%3D',
    );
    expect(readQueryPairs('a%ZZ=1')).toEqual([{ name: 'a%ZZ', text: 'a%ZZ=1' }]);
    expect(writeQueryPairs([])).toBe('');
  });
});
