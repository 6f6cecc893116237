import { describe, expect, it } from 'vitest';
import { basic, openSandbox, post } from '../../helpers/sandbox.ts';
import { call, get } from './api.ts';

const json = { 'content-type': 'application/json' };
const withSwitches = (switches: object, more: object = {}) =>
  openSandbox({ seed: { name: 'switches', value: { switches, ...more } } });

describe('rate limits', () => {
  it('are told with every answer and enforced only when they are on', async () => {
    const sandbox = await openSandbox({ now: () => new Date('2026-03-05T12:00:30Z') });
    const path = '/warehouses/wHsReportingDb11111111/syncs';
    for (const consumed of ['1', '2', '3']) {
      const { status, headers } = await get(sandbox, path);
      expect([status, headers.get('x-ratelimit-consumed')]).toEqual([200, consumed]);
      expect(headers.get('x-ratelimit-reset')).toBe('Thu, 05 Mar 2026 12:01:30 GMT');
      expect(headers.has('x-ratelimit-limit')).toBe(false);
    }
    expect((await get(sandbox, path)).headers.get('x-ratelimit-remaining')).toBe('0');
    expect((await get(sandbox, '/sources')).headers.get('x-ratelimit-remaining')).toBe('5999');
  });

  it('answer 429 with the documented body until the window is over, per token and endpoint', async () => {
    let now = new Date('2026-03-05T12:00:00Z');
    const seed = { name: 'x', value: { switches: { rateLimits: true } } };
    const sandbox = await openSandbox({ now: () => now, seed });
    const ask = (token = 'a', id = 'wHsReportingDb11111111') =>
      call(sandbox, 'GET', `/warehouses/${id}/syncs`, undefined, { authorization: `Bearer ${token}` });
    await ask();
    // The limit is of the endpoint, not of one warehouse.
    await ask('a', 'wHsArchive111111111111');
    now = new Date('2026-03-05T12:00:20Z');
    const refused = await ask();
    expect([refused.status, refused.body]).toEqual([
      429,
      {
        errors: [
          {
            type: 'RequestError',
            message: 'Too many requests',
            data: { remainingPoints: 0, msBeforeNext: 40_000, consumedPoints: 3 },
          },
        ],
      },
    ]);
    expect((await ask('b')).status).toBe(200);
    expect((await get(sandbox, '/sources')).status).toBe(200);
    now = new Date('2026-03-05T12:01:00Z');
    expect((await ask()).status).toBe(200);
  });
});

describe('troubles', () => {
  it('refuse calls by path, for so many times', async () => {
    const sandbox = await withSwitches({
      troubles: [
        { path: '/audit-events', status: 403 },
        { path: '/sources*', method: 'GET', status: 503, times: 2 },
        { path: '/users', status: 429 },
        { path: '/groups', delayMs: 30 },
      ],
    });
    const audit = await get(sandbox, '/audit-events');
    expect([audit.status, audit.errors[0]?.type]).toEqual([403, 'forbidden']);
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await get(sandbox, '/sources')).status);
    expect(statuses).toEqual([503, 503, 200, 200]);
    const users = await get(sandbox, '/users');
    expect([users.status, users.headers.get('x-ratelimit-remaining')]).toEqual([429, '0']);
    expect(users.errors[0]?.data).toMatchObject({ remainingPoints: 0, consumedPoints: 1 });
    expect((await get(sandbox, '/groups')).status).toBe(200);
    expect((await get(sandbox, '/roles')).status).toBe(200);
  });
});

describe('the plan', () => {
  it.each([
    ['Protocols', ['/tracking-plans', '/tracking-plans/tp_web_store/rules', '/transformations']],
    ['Audit Trail', ['/audit-events']],
    ['Destination Subscriptions', ['/destinations/66be7aeca665bd11f8908630/subscriptions']],
    ['Spaces', ['/spaces', '/spaces/spa_sandbox']],
    ['Audience', ['/spaces/spa_sandbox/audiences']],
    ['Computed Trait', ['/spaces/spa_sandbox/computed-traits']],
  ])('without %s gives 403 there and nowhere else', async (missing, paths) => {
    const all = [
      'Protocols',
      'Audit Trail',
      'Destination Subscriptions',
      'Spaces',
      'Audience',
      'Computed Trait',
    ];
    const sandbox = await withSwitches({}, { features: all.filter((feature) => feature !== missing) });
    for (const path of paths) {
      const { status, errors } = await get(sandbox, path);
      expect([path, status, errors]).toEqual([
        path,
        403,
        [{ type: 'forbidden', message: `The plan of this workspace does not include ${missing}.` }],
      ]);
    }
    for (const path of ['/', '/sources', '/destinations', '/users', '/labels'])
      expect((await get(sandbox, path)).status).toBe(200);
  });
});

describe('the other switches', () => {
  it.each([
    ['redirect', 307, 'https://eu1.api.segmentapis.com/sources?pagination.count=1'],
    ['message', 400, null],
  ])('play the wrong region by %s', async (wrongRegion, status, location) => {
    const sandbox = await withSwitches({ wrongRegion });
    const answer = await get(sandbox, '/sources?pagination.count=1');
    expect([answer.status, answer.headers.get('location'), answer.errors]).toEqual([
      status,
      location,
      [
        {
          type: 'wrong-region',
          message:
            "Requests for this workspace must be sent to Segment's EU-hosted API: https://eu1.api.segmentapis.com",
        },
      ],
    ]);
  });

  it('keep the redirect on Segment’s host, whatever the path', async () => {
    const sandbox = await withSwitches({ wrongRegion: 'redirect' });
    const { headers } = await get(sandbox, '//sources');
    expect(headers.get('location')).toBe('https://eu1.api.segmentapis.com/sources');
  });

  it('hide write keys from a member', async () => {
    const sandbox = await withSwitches({ memberToken: true });
    const { sources } = (await get(sandbox, '/sources')).data;
    expect(sources.flatMap(({ writeKeys }: { writeKeys: string[] }) => writeKeys)).toEqual([]);
    expect(
      (await call(sandbox, 'POST', '/sources/sRcWebStore11111111111/writekey')).data.source.writeKeys,
    ).toEqual([]);
  });

  it('cap pages, and say null where nothing follows', async () => {
    const sandbox = await withSwitches({ pageSizeCap: 2, lastPage: 'null' });
    const { data } = await get(sandbox, '/catalog/warehouses?pagination.count=100');
    expect(data.pagination).toEqual({ current: 'MA==', next: 'Mg==', previous: null, totalEntries: 7 });
    const { data: users } = await get(sandbox, '/users');
    expect(users.pagination).toEqual({ current: 'MA==', next: null, previous: null, totalEntries: 2 });
    expect((await get(sandbox, '/audit-events?pagination.count=100')).data.pagination).toMatchObject({
      previous: null,
    });
  });

  it('restrict tokens, and take a bare one', async () => {
    const sandbox = await withSwitches({ tokens: ['good'], bareToken: true });
    const ask = async (authorization: string) =>
      (await call(sandbox, 'GET', '/', undefined, { authorization })).status;
    expect([await ask('Bearer good'), await ask('good'), await ask('Bearer bad'), await ask('bad')]).toEqual([
      200, 200, 401, 401,
    ]);
  });
});

describe('/_/workspace', () => {
  it('shows and sets the switches, and no token', async () => {
    const sandbox = await withSwitches({ tokens: ['secret_token'] });
    const before = await call(sandbox, 'GET', '/_/workspace', undefined, {});
    expect(before.body).toMatchObject({
      workspace: { slug: 'sandbox' },
      features: expect.arrayContaining(['Protocols']),
      switches: { tokens: 1, rateLimits: false, troubles: [] },
    });
    expect(JSON.stringify(before.body)).not.toContain('secret_token');
    const change = {
      features: [],
      switches: { tokens: null, troubles: [{ path: '/users', status: 500, times: 1 }] },
    };
    expect((await call(sandbox, 'PATCH', '/_/workspace', change, json)).status).toBe(200);
    expect((await get(sandbox, '/tracking-plans')).status).toBe(403);
    expect([(await get(sandbox, '/users')).status, (await get(sandbox, '/users')).status]).toEqual([
      500, 200,
    ]);
    await call(sandbox, 'POST', '/_/reset', {}, json);
    expect((await get(sandbox, '/users')).status).toBe(401);
  });

  it.each([
    [{ switches: { rateLimit: true } }, json, 400],
    [{ features: ['Everything'] }, json, 400],
    ['{', json, 400],
    [{}, { 'content-type': 'text/plain' }, 415],
    [{}, { ...json, origin: 'https://evil.example' }, 403],
  ])('refuses %j', async (body, headers, status) => {
    const sandbox = await openSandbox();
    expect((await call(sandbox, 'PATCH', '/_/workspace', body, headers)).status).toBe(status);
  });
});

it('the workspace API stays out of the journal of messages', async () => {
  const sandbox = await openSandbox();
  await get(sandbox, '/sources');
  await post(sandbox, '/v1/track', { userId: 'u', event: 'x' }, { authorization: basic('k') });
  expect(sandbox.journal.requests.length).toBe(1);
});
