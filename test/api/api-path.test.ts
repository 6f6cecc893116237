import { describe, expect, it } from 'vitest';
import { apiPath, fillPath, readApiPath } from '../../src/api/api-path.ts';
import { openHttp } from '../../src/api/http.ts';
import type { ApiRequest } from '../../src/api/json-api.ts';
import { profilePath } from '../../src/api/profiles/profile-id.ts';
import { UsageError } from '../../src/errors.ts';
import { json, serve } from '../helpers/http-server.ts';

describe('a path from a template', () => {
  it.each([
    ['abc', 'abc'],
    ['a/b', 'a%2Fb'],
    ['a b?c#d', 'a%20b%3Fc%23d'],
    ['a\\b', 'a%5Cb'],
    ['50%', '50%25'],
    ["it's (1)*!", 'it%27s%20%281%29%2A%21'],
    ['ß\t\n', '%C3%9F%09%0A'],
    ['...', '...'],
    ['a..b', 'a..b'],
    ['..a', '..a'],
    ['.hidden', '.hidden'],
    ['\ud800', '%EF%BF%BD'],
  ])('encodes %j', (id, part) => {
    const path = apiPath`/sources/${id}/settings`;
    expect(path).toBe(`/sources/${part}/settings`);
    expect(new URL(`https://api.invalid${path}`).pathname).toBe(path);
  });

  it('fills the parameters of an endpoint, and the compiler knows their names', () => {
    const template = '/spaces/{spaceId}/profiles/{id_type}:{id}';
    expect(fillPath(template, { id: 'a:b/c', spaceId: 's 1', id_type: 'user_id' })).toBe(
      '/spaces/s%201/profiles/user_id:a%3Ab%2Fc',
    );
    expect(fillPath('/sources', {})).toBe('/sources');
    expect(fillPath('/x/{id}', { id: '{id}$&' })).toBe('/x/%7Bid%7D%24%26');
    // @ts-expect-error a parameter is missing
    expect(() => fillPath('/labels/{key}/{value}', { key: 'k' })).toThrow(UsageError);
    // @ts-expect-error a parameter is misspelt
    expect(() => fillPath('/sources/{sourceId}', { sourceID: 'x' })).toThrow(UsageError);
  });

  const dots = ['.', '..', '%2e', '%2E%2e', '.%2E', '%2e.', '%252e%252E', '../x', 'x/..', 'a/./b', '..\\x'];
  const encodedSlashes = ['..%2fx', 'x%5C..', '.\t.', '\n..'];
  it.each([...dots, ...encodedSlashes, '', ' ', '\t\n', '\u00a0'])('refuses %j, wherever it stands', (id) => {
    for (const make of [
      () => fillPath('/sources/{sourceId}', { sourceId: id }),
      () => fillPath('/labels/{key}/{value}', { key: 'x', value: id }),
      () => apiPath`/sources/${id}`,
      () => apiPath`/sources/${id}/settings`,
      () => apiPath`/sources/x/writekey/${id}`,
    ]) {
      expect(make).toThrow(UsageError);
      expect(make).toThrow(expect.objectContaining({ code: 'path_invalid', exitCode: 2 }));
    }
  });

  it('keeps dots that are a part of a part', () => {
    const id = { collection: 'users', type: 'user_id', value: '..' } as const;
    expect(profilePath('spa_1', id, 'traits')).toBe(
      '/v1/spaces/spa_1/collections/users/profiles/user_id:../traits',
    );
    expect(() => profilePath('..', id, 'traits')).toThrow(UsageError);
  });

  it('is no text: one that was put together by hand does not compile', () => {
    const id = '..';
    // @ts-expect-error
    const request: ApiRequest = { path: `/sources/${id}` };
    expect(request.path).toBe('/sources/..');
  });
});

describe('a path that was typed', () => {
  it.each([
    ['/', '/'],
    ['sources', '/sources'],
    ['/sources/a%2Fb', '/sources/a%2Fb'],
    ['/sources/a\\b', '/sources/a%5Cb'],
    ["/a/~x!$&'()*+,;=:@-_.y", "/a/~x!$&'()*+,;=:@-_.y"],
    ['/a/"<>^`{|}[]', '/a/%22%3C%3E%5E%60%7B%7C%7D%5B%5D'],
    ['/a/50%', '/a/50%'],
    ['/a/ß \t\u0001', '/a/%C3%9F%20%09%01'],
  ])('%j is called as it is', (typed, path) => {
    expect(readApiPath(typed)).toBe(path);
    expect(new URL(`https://api.invalid${path}`).pathname).toBe(path);
  });

  it.each(['/..', '/a/.', 'a//b', '/a/', '//', '/a/%20/b', '/a/%2e%2e/b', '/a\\..\\b', '/a/..%5cb', '/.\r.'])(
    'refuses %j',
    (typed) => expect(() => readApiPath(typed)).toThrow(UsageError),
  );
});

describe('the transport', () => {
  it.each(['/a/..', '/a/./b', '/a/%2E%2e/b', '/a\\b', '/a/.\t./b', '/a b'])(
    'sends no request for %j, which a URL makes another path of',
    async (path) => {
      const { url, requests } = await serve((_request, reply) => json(reply, 200, {}));
      const http = openHttp({ env: {}, userAgent: 'test' });
      await expect(http.send({ method: 'DELETE', url: `${url}${path}` })).rejects.toThrow(UsageError);
      for (const same of ['', '/', '/a/b?x=/../y', '/a..b'])
        expect((await http.send({ method: 'GET', url: `${url}${same}` })).status).toBe(200);
      await http.close();
      expect(requests.map(({ path: seen }) => seen)).toEqual(['/', '/', '/a/b?x=/../y', '/a..b']);
    },
  );
});
