import { describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../../src/sandbox/start.ts';
import { openSandbox, rawExchange } from '../../helpers/sandbox.ts';
import { askProfiles, sendAll } from './profile-client.ts';

const now = new Date('2026-02-20T12:00:00.000Z');
const at = (text: string) => ({ timestamp: text, sentAt: now.toISOString() });

/** A sandbox whose clock stands still, with one user, one account and a bit of history. */
async function openFilled(): Promise<RunningSandbox> {
  const sandbox = await openSandbox({ now: () => now });
  await sendAll(sandbox, [
    {
      type: 'identify',
      messageId: 'i1',
      userId: 'u1',
      anonymousId: 'anon-1',
      traits: { email: 'ada@example.com', plan: 'pro', age: 36, big: 12345678901234567890n.toString() },
    },
    {
      type: 'page',
      messageId: 'p1',
      anonymousId: 'anon-1',
      name: 'Docs',
      properties: { title: 'Docs' },
      context: { library: { name: 'x' } },
      ...at('2026-02-18T00:00:00Z'),
    },
    {
      type: 'track',
      messageId: 't1',
      userId: 'u1',
      event: 'Order Completed',
      properties: { revenue: 9.5 },
      ...at('2026-02-19T00:00:00Z'),
    },
  ]);
  await sendAll(
    sandbox,
    [
      { type: 'group', messageId: 'g1', userId: 'u1', groupId: 'acme', traits: { name: 'Acme', seats: 5 } },
      { type: 'identify', messageId: 'i2', userId: 'u1', traits: { plan: 'free' } },
      {
        type: 'track',
        messageId: 't2',
        userId: 'u1',
        event: 'Opened',
        context: { groupId: 'acme' },
        ...at('2026-02-17T00:00:00Z'),
      },
    ],
    'app',
  );
  return sandbox;
}

const user = 'users/profiles/user_id:u1';
const account = 'accounts/profiles/group_id:acme';
const id27 = /^(use|grp)_[0-9A-Za-z]{27}$/;

describe('the routes', () => {
  it('traits', async () => {
    const sandbox = await openFilled();
    const { status, body } = await askProfiles(sandbox, `${user}/traits`);
    expect(status).toBe(200);
    expect(body).toEqual({
      traits: { age: 36, big: '12345678901234567890', email: 'ada@example.com', plan: 'free' },
      cursor: {
        url: expect.stringMatching(/^\/v1\/spaces\/spa_1\/collections\/users\/profiles\/use_\w{27}\/traits$/),
        has_more: false,
        next: '',
        limit: 10,
      },
    });
  });

  it('traits, verbose', async () => {
    const sandbox = await openFilled();
    const { body } = await askProfiles(sandbox, `${user}/traits?verbose=true&include=plan,age`);
    expect(body.traits).toEqual({
      age: { value: 36, source_id: 'web', updated_at: now.toISOString() },
      plan: { value: 'free', source_id: 'app', updated_at: now.toISOString() },
    });
  });

  it('traits of an account', async () => {
    const sandbox = await openFilled();
    const { body } = await askProfiles(sandbox, `${account}/traits?verbose=false`);
    expect(body.traits).toEqual({ name: 'Acme', seats: 5 });
  });

  it('external_ids', async () => {
    const sandbox = await openFilled();
    const { body } = await askProfiles(sandbox, `${user}/external_ids`);
    const common = {
      source_id: 'web',
      collection: 'users',
      created_at: now.toISOString(),
      encoding: 'none',
      first_message_id: 'i1',
    };
    expect(body).toEqual({
      data: [
        { ...common, id: 'u1', type: 'user_id' },
        { ...common, id: 'ada@example.com', type: 'email' },
        { ...common, id: 'anon-1', type: 'anonymous_id' },
      ],
      cursor: { url: expect.stringMatching(/\/external_ids$/), has_more: false, next: '', limit: 25 },
    });
    const some = await askProfiles(sandbox, `${user}/external_ids?include=user_id,anonymous_id&limit=1`);
    expect(some.body.data.map(({ type }: { type: string }) => type)).toEqual(['user_id']);
    expect(some.body.cursor).toMatchObject({
      has_more: true,
      next: expect.stringMatching(/^map_[0-9A-Za-z]{27}$/),
    });
  });

  it('events', async () => {
    const sandbox = await openFilled();
    const { body } = await askProfiles(sandbox, `${user}/events`);
    const related = { users: expect.stringMatching(id27) };
    const userId = { collection: 'users', type: 'user_id', id: 'u1', encoding: 'none' };
    expect(body).toEqual({
      data: [
        {
          external_ids: [userId],
          context: {},
          type: 'track',
          message_id: 't1',
          source_id: 'web',
          timestamp: '2026-02-19T00:00:00.000Z',
          properties: { revenue: 9.5 },
          event: 'Order Completed',
          related,
        },
        {
          external_ids: [{ collection: 'users', type: 'anonymous_id', id: 'anon-1', encoding: 'none' }],
          context: { library: { name: 'x' } },
          type: 'track',
          message_id: 'p1',
          source_id: 'web',
          timestamp: '2026-02-18T00:00:00.000Z',
          properties: { title: 'Docs' },
          event: 'Page Viewed',
          related,
        },
        {
          external_ids: [userId, { collection: 'accounts', type: 'group_id', id: 'acme', encoding: 'none' }],
          context: { groupId: 'acme' },
          type: 'track',
          message_id: 't2',
          source_id: 'app',
          timestamp: '2026-02-17T00:00:00.000Z',
          properties: {},
          event: 'Opened',
          related,
        },
      ],
      cursor: { url: expect.stringMatching(/\/events$/), has_more: false, next: '', limit: 10 },
    });
  });

  it('events of an account', async () => {
    const sandbox = await openFilled();
    const { body } = await askProfiles(sandbox, `${account}/events`);
    expect(body.data.map(({ event }: { event: string }) => event)).toEqual(['Opened']);
    expect(body.data[0].related.users).toMatch(/^use_/);
  });

  it.each([
    ['sort=asc', ['t2', 'p1', 't1']],
    ['sort=desc', ['t1', 'p1', 't2']],
    ['include=Page Viewed', ['p1']],
    ['include=Page%20Viewed,Opened', ['p1', 't2']],
    ['exclude=Page+Viewed', ['t1', 't2']],
    ['include=Opened&exclude=Opened', []],
    ['start=2026-02-18', ['t1', 'p1']],
    ['end=2026-02-18', ['p1', 't2']],
    ['start=2026-02-18T00:00:00.001Z', ['t1']],
    ['start=2026-02-18T01:00:00+01:00', ['t1', 'p1']],
    ['start=2026-02-18&end=2026-02-18T23:59:59Z', ['p1']],
    ['start=2026-03-01', []],
    ['limit=2', ['t1', 'p1']],
  ])('events?%s', async (query, ids) => {
    const sandbox = await openFilled();
    const { body } = await askProfiles(sandbox, `${user}/events?${query}`);
    expect(body.data.map(({ message_id }: { message_id: string }) => message_id)).toEqual(ids);
  });

  it('events go back fourteen days', async () => {
    const sandbox = await openSandbox({ now: () => now });
    const day = 86_400_000;
    const ages = [0, 13.9, 14, 14.1, 400];
    await sendAll(
      sandbox,
      ages.map((age) => ({
        type: 'track',
        event: `${age}`,
        userId: 'u1',
        ...at(new Date(now.getTime() - age * day).toISOString()),
      })),
    );
    const { body } = await askProfiles(sandbox, `${user}/events?start=2020-01-01&sort=asc`);
    expect(body.data.map(({ event }: { event: string }) => event)).toEqual(['14', '13.9', '0']);
  });

  it('events take the sender’s clock error out', async () => {
    const sandbox = await openSandbox({ now: () => new Date('2026-02-20T19:11:01.266Z') });
    await sendAll(sandbox, [
      {
        type: 'track',
        event: 'E',
        userId: 'u1',
        sentAt: '2026-02-20T19:11:01.169Z',
        timestamp: '2026-02-20T19:11:01.152Z',
      },
    ]);
    const { body } = await askProfiles(sandbox, `${user}/events`);
    // The documented sample (docs/segment-api/profile.md#test-vectors), moved to another day.
    expect(body.data[0].timestamp).toBe('2026-02-20T19:11:01.249Z');
  });

  it('the cursor of events is the documented one', async () => {
    const sandbox = await openSandbox({ now: () => new Date('2017-12-21T00:00:00Z') });
    const time = '2017-12-20T07:37:16.867Z';
    await sendAll(sandbox, [
      { type: 'track', event: 'A', userId: 'u1', messageId: 'later', timestamp: '2017-12-20T08:00:00Z' },
      {
        type: 'track',
        event: 'B',
        userId: 'u1',
        messageId: 'ajs-721aa71c436eba952bb5fcb32eeb71c3-clean',
        timestamp: time,
      },
    ]);
    const { body } = await askProfiles(sandbox, `${user}/events?limit=1`);
    expect(body.cursor.next).toBe(
      'MTUxMzc1NTQzNjg2NzAwMDAwMDo6YWpzLTcyMWFhNzFjNDM2ZWJhOTUyYmI1ZmNiMzJlZWI3MWMzLWNsZWFu',
    );
    const rest = await askProfiles(sandbox, `${user}/events?next=${body.cursor.next}`);
    expect(rest.body.data.map(({ event }: { event: string }) => event)).toEqual(['B']);
  });

  it('metadata', async () => {
    const sandbox = await openFilled();
    const { body } = await askProfiles(sandbox, `${user}/metadata?verbose=true`);
    expect(body).toEqual({
      metadata: {
        created_at: now.toISOString(),
        updated_at: now.toISOString(),
        expires_at: null,
        first_message_id: 'i1',
        first_source_id: 'web',
        last_message_id: 't2',
        last_source_id: 'app',
      },
    });
  });

  it('links, both ways', async () => {
    const sandbox = await openFilled();
    const links = await askProfiles(sandbox, `${user}/links`);
    expect(links.body).toEqual({
      data: [
        {
          to_collection: 'accounts',
          external_ids: [
            {
              id: 'acme',
              type: 'group_id',
              source_id: 'app',
              collection: 'accounts',
              created_at: now.toISOString(),
              encoding: 'none',
            },
          ],
        },
      ],
    });
    const back = await askProfiles(sandbox, `${account}/links?limit=20`);
    expect(back.body.data).toMatchObject([{ to_collection: 'users', external_ids: [{ id: 'u1' }, {}, {}] }]);
  });

  it('links are twenty at most', async () => {
    const sandbox = await openSandbox();
    await sendAll(
      sandbox,
      Array.from({ length: 25 }, (_, index) => ({ type: 'group', userId: `u${index}`, groupId: 'acme' })),
    );
    expect((await askProfiles(sandbox, `${account}/links`)).body.data).toHaveLength(20);
    expect((await askProfiles(sandbox, `${account}/links?limit=3`)).body.data).toHaveLength(3);
  });

  it('class leaves audiences or computed traits', async () => {
    const sandbox = await openSandbox({ identity: { audiences: ['vip'], computedTraits: ['ltv'] } });
    await sendAll(sandbox, [{ type: 'identify', userId: 'u1', traits: { vip: true, ltv: 9, plan: 'x' } }]);
    const traits = async (query: string) =>
      (await askProfiles(sandbox, `${user}/traits?${query}`)).body.traits;
    expect(await traits('class=audience')).toEqual({ vip: true });
    expect(await traits('class=computed_trait')).toEqual({ ltv: 9 });
    expect(await traits('class=computed_trait&include=vip')).toEqual({});
    expect(await traits('')).toEqual({ ltv: 9, plan: 'x', vip: true });
  });

  it('keeps every digit and any depth of a trait and a property', async () => {
    const sandbox = await openSandbox();
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    const fields = `{"n":12345678901234567890,"x":1.0,"deep":${deep}}`;
    const body = `{"writeKey":"web","batch":[{"type":"identify","userId":"u1","traits":${fields}},{"type":"track","event":"E","userId":"u1","properties":${fields}}]}`;
    await fetch(`${sandbox.url}/v1/batch`, { method: 'POST', body });
    expect((await askProfiles(sandbox, `${user}/traits`)).text).toContain(
      `"deep":${deep},"n":12345678901234567890,"x":1.0`,
    );
    expect((await askProfiles(sandbox, `${user}/events`)).text).toContain(`"properties":${fields}`);
    const listed = await fetch(`${sandbox.url}/_/profiles`);
    expect(await listed.text()).toContain(`"n":12345678901234567890`);
  });
});

describe('looking up', () => {
  it.each([
    ['user_id:u1', 200],
    ['email:ada@example.com', 200],
    ['email:ada%40example.com', 200],
    ['anonymous_id:anon-1', 200],
    ['user_id%3Au1', 200],
    ['email:Ada@example.com', 404],
    ['user_id:U1', 404],
    ['USER_ID:u1', 404],
    ['user_id:u2', 404],
    ['u1', 404],
    ['user_id', 404],
    ['user_id:', 404],
    [':u1', 404],
    ['group_id:acme', 404],
    ['use_000000000000000000000000000', 404],
    ['segment_id:u1', 404],
  ])('users/profiles/%s: %i', async (identifier, status) => {
    const sandbox = await openFilled();
    const answer = await askProfiles(sandbox, `users/profiles/${identifier}/metadata`);
    expect(answer.status).toBe(status);
    if (status === 404)
      expect(answer.body).toEqual({ error: { code: 'not_found', message: 'Profile was not found.' } });
  });

  it('by the internal id, bare and named, in its own collection', async () => {
    const sandbox = await openFilled();
    const { body } = await askProfiles(sandbox, `${user}/traits`);
    const id = body.cursor.url.split('/')[7];
    for (const spelled of [id, `segment_id:${id}`]) {
      expect(await askProfiles(sandbox, `users/profiles/${spelled}/traits`)).toMatchObject({
        status: 200,
        body,
      });
      expect((await askProfiles(sandbox, `accounts/profiles/${spelled}/traits`)).status).toBe(404);
    }
    expect(await askProfiles(sandbox, body.cursor.url)).toMatchObject({ status: 200, body });
  });

  it('a profile that became part of another answers under its old id', async () => {
    const sandbox = await openSandbox();
    await sendAll(sandbox, [{ type: 'identify', userId: 'u1', traits: { a: 1 } }]);
    await sendAll(sandbox, [{ type: 'identify', anonymousId: 'x', traits: { b: 1 } }]);
    const before = await askProfiles(sandbox, 'users/profiles/anonymous_id:x/traits');
    await sendAll(sandbox, [{ type: 'track', event: 'E', userId: 'u1', anonymousId: 'x' }]);
    const after = await askProfiles(sandbox, before.body.cursor.url);
    expect(after.body.traits).toEqual({ a: 1, b: 1 });
    expect(after.body.cursor.url).not.toBe(before.body.cursor.url);
  });

  it('a plus sign must be encoded', async () => {
    const sandbox = await openSandbox({ identity: { customIdentifiers: [{ key: 'phone_number' }] } });
    await sendAll(sandbox, [{ type: 'identify', userId: 'u', traits: { phoneNumber: '+5555550123' } }]);
    expect((await askProfiles(sandbox, 'users/profiles/phone_number:%2B5555550123/traits')).status).toBe(200);
    expect((await askProfiles(sandbox, 'users/profiles/phone_number:+5555550123/traits')).status).toBe(404);
  });

  it.each([
    'a/b',
    'a//b',
    '..',
    '.',
    'a?b#c',
    'a%2fb',
    '100%',
    'a b',
    'a:b:c',
    ':',
    'ünï ✓ 🙂',
    '__proto__',
    'constructor',
    'a\u0000b',
    "'; drop table --",
    '<script>',
    'ß',
    'ﬁ',
    'x'.repeat(3_000),
  ])('finds the hostile id %j by its encoded spelling', async (userId) => {
    const sandbox = await openSandbox();
    await sendAll(sandbox, [{ type: 'identify', userId, traits: { ok: true } }]);
    const answer = await askProfiles(sandbox, `users/profiles/user_id:${encodeURIComponent(userId)}/traits`);
    expect(answer.body.traits).toEqual({ ok: true });
    const ids = await askProfiles(
      sandbox,
      `users/profiles/user_id:${encodeURIComponent(userId)}/external_ids`,
    );
    expect(ids.body.data[0].id).toBe(userId);
  });

  it('takes the older spelling of spaces, and a slash at the end', async () => {
    const sandbox = await openFilled();
    const wanted = await askProfiles(sandbox, `${user}/traits`);
    for (const path of [
      '/v1/namespaces/spa_1/collections/users/profiles/user_id:u1/traits',
      '/v1/spaces/spa_1/collections/users/profiles/user_id:u1/traits/',
      '//v1/spaces/spa_1/collections//users/profiles/user_id:u1/traits',
    ])
      expect(await askProfiles(sandbox, path)).toMatchObject({ status: 200, body: wanted.body });
  });
});

describe('refusals', () => {
  it.each<[string, string, number, string, RegExp]>([
    ['GET', `${user}/traits?limit=0`, 400, 'validation_error', /`limit` must be between 1 and 200/],
    ['GET', `${user}/traits?limit=201`, 400, 'validation_error', /`limit`/],
    ['GET', `${user}/traits?limit=ten`, 400, 'validation_error', /`limit`/],
    ['GET', `${user}/traits?limit=-1`, 400, 'validation_error', /`limit`/],
    ['GET', `${user}/traits?limit=1.5`, 400, 'validation_error', /`limit`/],
    ['GET', `${user}/traits?class=other`, 400, 'validation_error', /`class`/],
    ['GET', `${user}/traits?verbose=yes`, 400, 'validation_error', /`verbose`/],
    ['GET', `${user}/external_ids?limit=26`, 400, 'validation_error', /between 1 and 25/],
    ['GET', `${user}/external_ids?verbose=1`, 400, 'validation_error', /`verbose`/],
    ['GET', `${user}/external_ids?next=map_x`, 400, 'validation_error', /`next`/],
    ['GET', `${user}/events?limit=101`, 400, 'validation_error', /between 1 and 100/],
    ['GET', `${user}/events?sort=up`, 400, 'validation_error', /`sort`/],
    ['GET', `${user}/events?start=yesterday`, 400, 'validation_error', /`start`/],
    ['GET', `${user}/events?end=2026-13-01`, 400, 'validation_error', /`end`/],
    ['GET', `${user}/events?next=zzz`, 400, 'validation_error', /`next`/],
    ['GET', `${user}/metadata?verbose=2`, 400, 'validation_error', /`verbose`/],
    ['GET', `${user}/links?limit=21`, 400, 'validation_error', /between 1 and 20/],
    [
      'GET',
      'users!/profiles/user_id:u1/traits',
      400,
      'validation_error',
      /^The parameter `collection` has invalid character\(s\) `!`$/,
    ],
    ['GET', 'users/profiles/user_id:%ff/traits', 400, 'validation_error', /`identifier`/],
    ['GET', 'users/profiles/user_id:%/traits', 400, 'validation_error', /`identifier`/],
    ['GET', 'things/profiles/user_id:u1/traits', 404, 'not_found', /resource/],
    ['GET', `${user}/other`, 404, 'not_found', /resource/],
    ['GET', `${user}/traits/x`, 404, 'not_found', /resource/],
    ['GET', user, 404, 'not_found', /resource/],
    ['GET', 'users/profiles', 404, 'not_found', /resource/],
    ['GET', '/v1/spaces/spa_1', 404, 'not_found', /resource/],
    ['GET', '/v1/spaces/', 404, 'not_found', /resource/],
    ['GET', '/v1/spaces/spa_1/other/users/profiles/user_id:u1/traits', 404, 'not_found', /resource/],
    ['POST', `${user}/traits`, 405, 'invalid_request_error', /GET/],
    ['PUT', `${user}/traits`, 405, 'invalid_request_error', /GET/],
    ['PATCH', `${user}/traits`, 405, 'invalid_request_error', /GET/],
    ['DELETE', `${user}/external_ids`, 405, 'invalid_request_error', /GET/],
    ['GET', `${user}/external_ids/delete`, 405, 'invalid_request_error', /POST/],
  ])('%s %s: %i %s', async (method, path, status, code, message) => {
    const sandbox = await openFilled();
    const answer = await askProfiles(sandbox, path, { method });
    expect(answer.body).toEqual({ error: { code, message: expect.stringMatching(message) } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('content-type')).toBe('application/json');
  });

  it.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['no token', { authorization: 'Basic' }],
    ['an empty token', { authorization: `Basic ${btoa(':')}` }],
    ['a password alone', { authorization: `Basic ${btoa(':token')}` }],
    ['another scheme', { authorization: 'Bearer token' }],
  ])('401 with %s', async (_name, headers) => {
    const sandbox = await openFilled();
    for (const path of [`${user}/traits`, 'nothing/here', `${user}/traits?limit=0`]) {
      const answer = await askProfiles(sandbox, path, { token: '', headers });
      expect(answer.status).toBe(401);
      expect(answer.body.error.code).toBe('authentication_error');
      expect(answer.headers.get('request-id')).toBeTruthy();
    }
  });

  it('401 with a token that is not one of the space’s', async () => {
    const sandbox = await openSandbox({ profileTokens: ['one', 'two'] });
    await sendAll(sandbox, [{ type: 'identify', userId: 'u1' }]);
    for (const [token, status] of [
      ['one', 200],
      ['two', 200],
      ['three', 401],
      ['One', 401],
    ] as const)
      expect((await askProfiles(sandbox, `${user}/traits`, { token })).status).toBe(status);
  });

  it('429 beyond the rate, for each space by itself', async () => {
    let time = now.getTime();
    const sandbox = await openSandbox({ now: () => new Date(time), profileRateLimit: 3 });
    const ask = async (space: string) =>
      (await askProfiles(sandbox, `/v1/spaces/${space}/collections/${user}/traits`)).body.error.code;
    const all = async (space: string, times: number) => {
      const codes = [];
      for (let index = 0; index < times; index += 1) codes.push(await ask(space));
      return codes;
    };
    expect(await all('a', 4)).toEqual(['not_found', 'not_found', 'not_found', 'rate_limit_error']);
    expect(await all('b', 1)).toEqual(['not_found']);
    time += 1_000;
    expect(await all('a', 1)).toEqual(['not_found']);
  });

  it('a hundred requests a second as soon as the sandbox limits rates, and none without', async () => {
    for (const [options, statuses] of [
      [{ rateLimit: 1_000, now: () => now }, new Set([404, 429])],
      [{ now: () => now }, new Set([404])],
    ] as const) {
      const sandbox = await openSandbox(options);
      const answers = await Promise.all(
        Array.from({ length: 101 }, () => askProfiles(sandbox, `${user}/traits`)),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(statuses);
      expect(answers.filter(({ status }) => status === 404).length).toBeGreaterThanOrEqual(100);
    }
  });

  it('gives no page of the web leave to read', async () => {
    const sandbox = await openFilled();
    const headers = { origin: 'https://example.com', 'access-control-request-headers': 'authorization' };
    const preflight = await askProfiles(sandbox, `${user}/traits`, { method: 'OPTIONS', headers });
    const get = await askProfiles(sandbox, `${user}/traits`, { headers });
    expect(get.status).toBe(200);
    for (const answer of [preflight, get]) {
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(preflight.status).toBe(405);
  });

  it('gives an unauthorised preflight no leave either', async () => {
    const sandbox = await openFilled();
    const answer = await askProfiles(sandbox, `${user}/traits`, { method: 'OPTIONS', token: '' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers HEAD as GET, without a body', async () => {
    const sandbox = await openFilled();
    const answer = await askProfiles(sandbox, `${user}/traits`, { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, text: '' });
  });

  it.each([
    'Host: evil.example',
    'Host: 10.244.0.5:4010',
    'X: y',
    'Host: localhost:80\r\nHost: evil.example',
  ])('answers only under its own host: %j', async (host) => {
    const sandbox = await openFilled();
    for (const path of [`/v1/spaces/s/collections/${user}/traits`, '/_/profiles']) {
      const answer = await rawExchange(
        sandbox,
        `GET ${path} HTTP/1.1\r\n${host}\r\nAuthorization: Basic ${btoa('t:')}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).not.toContain('ada@example.com');
    }
  });
});

describe('a space', () => {
  it('holds every source, or one alone', async () => {
    const sandbox = await openSandbox({
      sources: [
        { name: 'web', writeKey: 'k1' },
        { name: 'app', writeKey: 'k2' },
      ],
    });
    await sendAll(sandbox, [{ type: 'identify', userId: 'u1', traits: { from: 'web', web: 1 } }], 'k1');
    await sendAll(sandbox, [{ type: 'identify', userId: 'u1', traits: { from: 'app', app: 1 } }], 'k2');
    const traits = async (space: string) =>
      (await askProfiles(sandbox, `/v1/spaces/${space}/collections/${user}/traits`)).body.traits;
    expect(await traits('anything')).toEqual({ from: 'app', web: 1, app: 1 });
    expect(await traits('source:web')).toEqual({ from: 'web', web: 1 });
    expect(await traits('source%3Ak1')).toEqual({ from: 'web', web: 1 });
    expect(await traits('source:app')).toEqual({ from: 'app', app: 1 });
    expect(await traits('source:nobody')).toBeUndefined();
  });

  it('does not know what Segment drops', async () => {
    const sandbox = await openSandbox();
    await sendAll(sandbox, [
      { type: 'track', userId: 'u1' },
      { type: 'identify', userId: 'u2', messageId: 'x', traits: { a: 1 } },
      { type: 'identify', userId: 'u2', messageId: 'x', traits: { a: 2 } },
    ]);
    expect((await askProfiles(sandbox, `${user}/metadata`)).status).toBe(404);
    expect((await askProfiles(sandbox, 'users/profiles/user_id:u2/traits')).body.traits).toEqual({ a: 1 });
  });
});

describe('deleting an identifier', () => {
  const remove = (sandbox: RunningSandbox, body: unknown, path = user) =>
    askProfiles(sandbox, `${path}/external_ids/delete`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const email = { delete_external_ids: [{ id: 'ada@example.com', type: 'email' }] };

  it('takes it off the profile, which keeps all else', async () => {
    const sandbox = await openFilled();
    const before = await askProfiles(sandbox, `${user}/traits`);
    expect(await remove(sandbox, email)).toMatchObject({ status: 200, body: { code: 'success' } });
    expect((await askProfiles(sandbox, 'users/profiles/email:ada@example.com/traits')).status).toBe(404);
    expect((await askProfiles(sandbox, `${user}/traits`)).body).toEqual(before.body);
    const ids = await askProfiles(sandbox, `${user}/external_ids`);
    expect(ids.body.data.map(({ type }: { type: string }) => type)).toEqual(['user_id', 'anonymous_id']);
    expect((await remove(sandbox, email)).body.error.code).toBe('eid_not_found');
  });

  it.each<[string, unknown, string, number, string]>([
    [
      'a group_id',
      { delete_external_ids: [{ id: 'acme', type: 'group_id' }] },
      user,
      400,
      'unsupported_eid_type',
    ],
    [
      'the id it is looked up by',
      { delete_external_ids: [{ id: 'U1', type: 'user_id' }] },
      user,
      400,
      'bad_request',
    ],
    ['nothing', {}, user, 400, 'bad_request'],
    ['no JSON', '{', user, 400, 'bad_request'],
    ['an empty list', { delete_external_ids: [] }, user, 400, 'bad_request'],
    [
      'two',
      { delete_external_ids: [...email.delete_external_ids, { id: 'x', type: 'email' }] },
      user,
      400,
      'bad_request',
    ],
    ['no type', { delete_external_ids: [{ id: 'x' }] }, user, 400, 'bad_request'],
    ['a lookup by e-mail', email, 'users/profiles/email:ada@example.com', 400, 'bad_request'],
    ['a lookup without a type', email, 'users/profiles/u1', 400, 'bad_request'],
    ['an account', email, account, 400, 'bad_request'],
    ['nobody’s', { delete_external_ids: [{ id: 'x', type: 'email' }] }, user, 404, 'eid_not_found'],
    ['nobody', email, 'users/profiles/user_id:nobody', 404, 'not_found'],
  ])('refuses %s', async (_name, body, path, status, code) => {
    const sandbox = await openFilled();
    const answer = await remove(sandbox, body, path);
    expect(answer.body.error.code).toBe(code);
    expect(answer.status).toBe(status);
  });

  it('is not there for a space without the beta, nor without a token', async () => {
    const sandbox = await openSandbox({ deleteIdentifiers: false });
    expect(await remove(sandbox, email)).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    });
    const path = `${user}/external_ids/delete`;
    const answer = await askProfiles(sandbox, path, { method: 'POST', token: '' });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } });
  });

  it('takes another user_id where a profile may have two, not the one it is looked up by', async () => {
    const sandbox = await openSandbox({ identity: { limits: { user_id: 2 } } });
    await sendAll(sandbox, [{ type: 'identify', userId: 'u1', anonymousId: 'a' }]);
    await sendAll(sandbox, [{ type: 'identify', userId: 'u2', anonymousId: 'a' }]);
    const other = { delete_external_ids: [{ id: 'u2', type: 'user_id' }] };
    expect((await remove(sandbox, other)).status).toBe(200);
    expect((await askProfiles(sandbox, 'users/profiles/user_id:u2/traits')).status).toBe(404);
  });
});
