import { describe, expect, it } from 'vitest';
import { openHttp } from '../../src/api/http.ts';
import { createPace, createProfileApi, type ProfileApi } from '../../src/api/profiles/client.ts';
import {
  lowerCaseId,
  type ProfileId,
  profileIdText,
  profilePath,
  readProfileId,
} from '../../src/api/profiles/profile-id.ts';
import {
  getLinks,
  getMetadata,
  listEvents,
  listExternalIds,
  listTraits,
  traitsText,
} from '../../src/api/profiles/routes.ts';
import { CliError } from '../../src/errors.ts';
import { json, serve } from '../helpers/http-server.ts';

const ada: ProfileId = { collection: 'users', type: 'user_id', value: 'ada' };
const cursor = (next = '') => ({ url: 'https://elsewhere.example/?next=lure', has_more: next !== '', next });

function open(url: string, waits: number[] = [], monotonic = () => performance.now()): ProfileApi {
  return createProfileApi({
    http: openHttp({ env: {}, userAgent: 'test' }),
    baseUrl: url,
    token: 'secret',
    tokenOrigin: 'SEGMENT_PROFILE_TOKEN',
    spaceId: 'spa_1',
    region: 'us',
    now: () => new Date(),
    monotonic,
    random: () => 0.5,
    sleep: async (milliseconds) => void waits.push(milliseconds),
    onWait: () => {},
  });
}

async function all<T>(pages: AsyncIterable<{ readonly items: readonly T[] }>): Promise<T[]> {
  const found: T[] = [];
  for await (const { items } of pages) found.push(...items);
  return found;
}

async function errorOf(work: Promise<unknown>): Promise<CliError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CliError) return error;
  throw new Error('it did not fail with a CliError', { cause: error });
}

describe('the id of a profile', () => {
  it.each([
    ['user_id:ada', 'users', 'user_id', 'ada', 'user_id:ada'],
    ['phone_number:+5555550123', 'users', 'phone_number', '+5555550123', 'phone_number:%2B5555550123'],
    ['email:a b@c.d', 'users', 'email', 'a b@c.d', 'email:a%20b%40c.d'],
    ['user_id:auth0|x/..?#%', 'users', 'user_id', 'auth0|x/..?#%', 'user_id:auth0%7Cx%2F..%3F%23%25'],
    ['user_id:a:b', 'users', 'user_id', 'a:b', 'user_id:a%3Ab'],
    ["user_id:o'neil!(*)", 'users', 'user_id', "o'neil!(*)", 'user_id:o%27neil%21%28%2A%29'],
    ['user_id:Zoë', 'users', 'user_id', 'Zoë', 'user_id:Zo%C3%AB'],
    ['user_id:\ud800', 'users', 'user_id', '\ud800', 'user_id:%EF%BF%BD'],
    ['group_id:acme', 'accounts', 'group_id', 'acme', 'group_id:acme'],
    ['use_2bXk', 'users', undefined, 'use_2bXk', 'use_2bXk'],
    ['grp_2bXk', 'accounts', undefined, 'grp_2bXk', 'grp_2bXk'],
    ['segment_id:use_2bXk', 'users', 'segment_id', 'use_2bXk', 'segment_id:use_2bXk'],
  ])('%s', (text, collection, type, value, path) => {
    const id = readProfileId(text);
    expect(id).toEqual({ collection, type, value });
    expect(id && [profileIdText(id), profilePath('spa_1', id, 'traits')]).toEqual([
      text,
      `/v1/spaces/spa_1/collections/${collection}/profiles/${path}/traits`,
    ]);
  });

  it.each(['ada', '', ':', ':ada', 'user_id:', '../x', 'use_'])('is not “%s”', (text) =>
    expect(readProfileId(text)).toBeUndefined(),
  );

  it('is in the collection that was named', () => {
    expect(readProfileId('group_id:acme', 'users')?.collection).toBe('users');
    expect(readProfileId('use_1', 'accounts')?.collection).toBe('accounts');
  });

  it.each([
    ['user_id:Ada', 'user_id:ada'],
    ['User_ID:ada', 'user_id:ada'],
    ['user_id:ada', undefined],
    ['use_2bXk', undefined],
    ['segment_id:use_2bXk', undefined],
  ])('%s has the lower-case spelling %s', (text, wanted) => {
    const id = readProfileId(text);
    const lower = id && lowerCaseId(id);
    expect(lower && profileIdText(lower)).toBe(wanted);
  });
});

describe('the requests', () => {
  it('carry the token as the user of Basic auth, to the path of the profile', async () => {
    const { url, requests } = await serve((_request, reply) =>
      json(reply, 200, { data: [], traits: {}, metadata: {}, cursor: cursor() }),
    );
    const api = open(url);
    await all(listTraits(api, ada, { traitClass: 'audience', include: ['a', 'b'], withSources: true }));
    await all(listTraits(api, ada, { limit: 3 }));
    await all(listExternalIds(api, ada, { include: ['user_id'] }));
    await all(
      listEvents(api, ada, {
        since: new Date('2026-02-01T00:00:00Z'),
        until: new Date('2026-02-02T00:00:00Z'),
        include: ['Order Completed'],
        exclude: ['A', 'B'],
        sort: 'asc',
      }),
    );
    await getLinks(api, ada);
    await getMetadata(api, ada);
    const profile = '/v1/spaces/spa_1/collections/users/profiles/user_id:ada';
    expect(requests.map(({ path }) => path)).toEqual([
      `${profile}/traits?class=audience&include=a%2Cb&verbose=true&limit=200`,
      `${profile}/traits?limit=3`,
      `${profile}/external_ids?include=user_id&limit=25`,
      `${profile}/events?start=2026-02-01T00%3A00%3A00.000Z&end=2026-02-02T00%3A00%3A00.000Z&include=Order%20Completed&exclude=A%2CB&sort=asc&limit=100`,
      `${profile}/links?limit=20`,
      `${profile}/metadata`,
    ]);
    expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(
      new Set([`Basic ${Buffer.from('secret:').toString('base64')}`]),
    );
    expect(requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('the pages of a list', () => {
  it('begin at cursor.next; its url is never followed', async () => {
    const { url, requests } = await serve((_request, reply, before) =>
      json(reply, 200, {
        traits: { [`t${before}`]: before },
        cursor: cursor(before < 2 ? `t${before + 1}&x=1` : ''),
      }),
    );
    const traits = await all(listTraits(open(url), ada));
    expect(traitsText(traits)).toBe('{"t0":0,"t1":1,"t2":2}');
    expect(requests.map(({ path }) => new URL(path, url).searchParams.get('next'))).toEqual([
      null,
      't1&x=1',
      't2&x=1',
    ]);
  });

  it('are no larger than what is wanted, and end there', async () => {
    const { url, requests } = await serve((_request, reply) =>
      json(reply, 200, { data: [{ id: 'a' }], cursor: cursor('map_1') }),
    );
    const pages: boolean[] = [];
    for await (const { hasMore } of listExternalIds(open(url), ada, { limit: 1 })) pages.push(hasMore);
    expect([pages, requests.length]).toEqual([[true], 1]);
  });

  it('end with a word when they go round in circles', async () => {
    const { url, requests } = await serve((_request, reply, before) =>
      json(reply, 200, { data: [{ id: String(before) }], cursor: cursor(before % 2 === 0 ? 'one' : 'two') }),
    );
    const error = await errorOf(all(listEvents(open(url), ada)));
    expect([error.exitCode, error.code, requests.length]).toEqual([6, 'cursor_repeated', 3]);
  });

  it('end at has_more false, whatever next says', async () => {
    const { url, requests } = await serve((_request, reply) =>
      json(reply, 200, { data: [{}], cursor: { has_more: false, next: 'more', url: '' } }),
    );
    expect(await all(listEvents(open(url), ada))).toHaveLength(1);
    expect(requests).toHaveLength(1);
  });

  it('keep every digit of a number', async () => {
    const body =
      '{"traits":{"big":12345678901234567890,"price":10.00,"__proto__":{"a":1e400}},"cursor":{"has_more":false,"next":""}}';
    const { url } = await serve((_request, reply) => void reply.writeHead(200).end(body));
    expect(traitsText(await all(listTraits(open(url), ada)))).toBe(
      '{"big":12345678901234567890,"price":10.00,"__proto__":{"a":1e400}}',
    );
  });

  it.each([{}, { traits: [] }, []])('are not what something else answers: %j', async (body) => {
    const { url } = await serve((_request, reply) => json(reply, 200, body));
    const api = open(url);
    for (const work of [all(listTraits(api, ada)), all(listEvents(api, ada)), getLinks(api, ada)]) {
      const error = await errorOf(work);
      expect([error.exitCode, error.code]).toEqual([2, 'reply_unexpected']);
    }
    expect(await errorOf(getMetadata(api, ada))).toMatchObject({ code: 'reply_unexpected' });
  });
});

describe('a refusal', () => {
  const refusal = { error: { code: 'x', message: 'The parameter `limit` is odd.' } };

  it.each([
    [400, 6, 'input_refused'],
    [401, 4, 'profile_token_refused'],
    [403, 4, 'not_included'],
    [404, 5, 'profile_not_found'],
    [405, 6, 'api_refused'],
    [302, 6, 'redirected'],
    [501, 6, 'api_refused'],
  ])('%i ends with %i, %s, after one request', async (status, exitCode, code) => {
    const { url, requests } = await serve((_request, reply) =>
      json(reply, status, refusal, { 'request-id': 'req-7' }),
    );
    const error = await errorOf(getMetadata(open(url), ada));
    expect({ ...error }).toMatchObject({ exitCode, code, status, requestId: 'req-7' });
    expect(requests).toHaveLength(1);
  });

  it('401 names the credential, where it came from, and the space', async () => {
    const { url } = await serve((_request, reply) => json(reply, 401, refusal));
    const { message, hint } = await errorOf(getMetadata(open(url), ada));
    expect(message).toContain('from SEGMENT_PROFILE_TOKEN for space spa_1');
    expect(hint).toContain('--region eu');
    expect(message + hint).not.toContain('secret');
  });

  it('400 shows what the API answered', async () => {
    const { url } = await serve((_request, reply) => json(reply, 400, refusal));
    expect((await errorOf(getMetadata(open(url), ada))).details).toEqual(['The parameter `limit` is odd.']);
  });

  it('404 suggests the lower-case spelling, as a word of a shell', async () => {
    const { url } = await serve((_request, reply) => json(reply, 404, refusal));
    const { message, hint } = await errorOf(getMetadata(open(url), { ...ada, value: 'Ada L' }));
    expect([message, hint]).toEqual([
      'There is no profile user_id:Ada L among the users of space spa_1.',
      "Segment looks ids up in lower case. Try: segment profile get 'user_id:ada l'",
    ]);
  });

  it('404 of something else is a wrong host', async () => {
    const { url } = await serve((_request, reply) => void reply.writeHead(404).end('<h1>Not Found</h1>'));
    expect(await errorOf(getMetadata(open(url), ada))).toMatchObject({ exitCode: 6, code: 'wrong_host' });
  });

  it.each([
    [429, 'rate_limited'],
    [503, 'server_unavailable'],
    [500, 'server_unavailable'],
  ])('%i is tried again, and ends with 7 when it stays', async (status, code) => {
    const waits: number[] = [];
    const { url, requests } = await serve((_request, reply, before) =>
      before < 2 || before > 2 ? json(reply, status, refusal) : json(reply, 200, { metadata: {} }),
    );
    await getMetadata(open(url, waits), ada);
    expect([requests.length, waits.length]).toEqual([3, 2]);
    expect(await errorOf(getMetadata(open(url, waits), ada))).toMatchObject({ exitCode: 7, code });
  });
});

describe('the pace', () => {
  it('lets a hundred begin at once, and no more within any second', async () => {
    let clock = 0;
    const pace = createPace(100, {
      monotonic: () => clock,
      sleep: async (milliseconds) => {
        clock += milliseconds;
      },
    });
    const starts: number[] = [];
    await Promise.all(Array.from({ length: 350 }, () => pace().then(() => starts.push(clock))));
    expect(starts.filter((start) => start === 0)).toHaveLength(100);
    for (const start of starts)
      expect(starts.filter((other) => other >= start && other < start + 1_000).length).toBeLessThanOrEqual(
        100,
      );
    expect(Math.max(...starts)).toBe(3_000);
  });

  it('is kept by every request of a client', async () => {
    const { url } = await serve((_request, reply) => json(reply, 200, { metadata: {} }));
    const waits: number[] = [];
    const api = open(url, waits, () => 0);
    await Promise.all(Array.from({ length: 103 }, () => getMetadata(api, ada)));
    expect(waits).toEqual([1_000, 1_000, 1_000]);
  });

  it('goes on behind one who gave up', async () => {
    let clock = 0;
    const pace = createPace(1, {
      monotonic: () => clock,
      sleep: async (milliseconds, signal) => {
        signal?.throwIfAborted();
        clock += milliseconds;
      },
    });
    await pace();
    const gone = pace(AbortSignal.abort()).catch(() => 'gone');
    await pace();
    expect([await gone, clock]).toEqual(['gone', 1_000]);
  });
});
