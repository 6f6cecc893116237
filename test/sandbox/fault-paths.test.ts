import { describe, expect, it } from 'vitest';
import { isPathOf } from '../../src/sandbox/faults/path-pattern.ts';
import { type FaultRule, readFaultPlan } from '../../src/sandbox/faults/plan.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { isInSandbox } from '../../src/segment/endpoints/endpoint.ts';
import { endpoints } from '../../src/segment/endpoints/endpoints.ts';
import { basic, openSandbox, post } from '../helpers/sandbox.ts';
import { call, get } from './workspace/api.ts';

const web = 'sRcWebStore11111111111';
const traits = '/v1/spaces/spa_1/collections/users/profiles/user_id:u1/traits';

/** The path of the one rule of a plan as it is kept, or why it is refused. */
function kept(path: string, more: Partial<FaultRule> = {}): string | undefined {
  const read = readFaultPlan({ rules: [{ path, status: 500, ...more }] });
  return read.kind === 'valid' ? read.plan.rules[0]?.path : read.message;
}

describe('the path of a fault rule', () => {
  it.each([
    ['/v1/batch', '/v1/batch'],
    ['/v1/batch*', '/v1/batch*'],
    ['/v1/b*', '/v1/b*'],
    ['/*', '/*'],
    ['*', '/*'],
    ['/b', '/v1/b'],
    ['/track', '/v1/track'],
    ['track', '/v1/track'],
    ['v1/import', '/v1/import'],
    ['/v1/track/', '/v1/track'],
    ['//v1/track', '/v1/track'],
    ['http://127.0.0.1:4010/v1/batch', '/v1/batch'],
    ['https://api.segment.io/v1/batch/', '/v1/batch'],
    ['/sources*', '/sources*'],
    ['/sources/', '/sources'],
    ['/sources/*', '/sources/*'],
    ['/v1/sources*', '/sources*'],
    ['https://api.segmentapis.com/sources', '/sources'],
    ['/', '/'],
    [`/sources/${web}/settings`, `/sources/${web}/settings`],
    ['/functions*', '/functions*'],
    ['/spaces/*', '/spaces/*'],
    ['/v1/spaces/*', '/v1/spaces/*'],
    ['/v1/namespaces/*', '/v1/namespaces/*'],
    ['/spaces/spa_1/collections/*', '/v1/spaces/spa_1/collections/*'],
    [traits, traits],
    [
      '/v1/spaces/s/collections/users/profiles/use_1/events',
      '/v1/spaces/s/collections/users/profiles/use_1/events',
    ],
  ])('%s is %s', (path, expected) => expect(kept(path)).toBe(expected));

  it.each([
    ['/sourcez*', 'near it: /sources'],
    ['/v1/btach', 'near it: /v1/batch'],
    ['/V1/Track', 'near it: /v1/track'],
    ['/v2/track', 'near it: /v1/track'],
    ['/v1/tracks', 'near it: /v1/track'],
    ['/_/reset', ''],
    ['/health', ''],
    ['/v1/*/x', 'a * can only stand at the end'],
    ['*/track', 'a * can only stand at the end'],
    ['/v1/track?x=1', 'a rule looks at the path alone, without a query'],
    ['/v1/track#x', 'a rule looks at the path alone, without a query'],
    ['/sources/{sourceId}', 'write an id in place of {…}, or a * at the end'],
    ['/sources//settings', 'it has an empty part'],
    ['/nothing/of/the/kind/at/all', 'paths are those of segment api ls'],
  ])('%s is refused, because no request has it', (path, why) => {
    expect(kept(path)).toMatch(/^rules\.0: no request has the path “.*”; .+\.$/);
    expect(kept(path)).toContain(why);
  });

  it('may be of any endpoint that there is', () => {
    const strange = endpoints
      .filter((endpoint) => endpoint.api !== 'tracking' || isInSandbox(endpoint))
      .map(({ api, path }) => [api, path.replace(/\{\w+\}/g, 'x')] as const)
      .filter(([api, path]) => kept(path) !== path || !isPathOf(api, path));
    expect(strange).toEqual([]);
    for (let end = 1; end < traits.length; end += 1)
      expect(isPathOf('profile', `${traits.slice(0, end)}*`), traits.slice(0, end)).toBe(true);
  });

  it('cannot be of one source, where requests name none', () => {
    const message = 'rules.0: requests to /sources* are of no source, so the rule must be for all sources.';
    expect(kept('/sources*', { source: 'web' })).toBe(message);
    expect(kept('/v1/spaces/*', { writeKey: 'w' })).toContain('are of no source');
    expect(readFaultPlan({ rules: [{ path: '/sources*', status: 500 }] }, { source: 'web' })).toEqual({
      kind: 'invalid',
      message,
    });
    expect(kept('/v1/track', { source: 'web' })).toBe('/v1/track');
  });

  it.each([
    [{ first: 3, after: 3 }, 'rules.0: no request is among the first 3 and after the first 3.'],
    [{ first: 4, after: 3 }, '/v1/track'],
  ])('with %j', (more, expected) => expect(kept('/v1/track', more)).toBe(expected));
});

/** A sandbox with one rule, a profile of u1, and the status of a call of each API. */
async function withRule(rule: FaultRule) {
  const sandbox = await openSandbox();
  await send(sandbox, 'identify');
  sandbox.faults.set({ rules: [rule] });
  const profile = () => fetch(`${sandbox.url}${traits}`, { headers: { authorization: basic('any') } });
  const statuses = async () => [
    (await send(sandbox, 'track')).status,
    (await profile()).status,
    (await get(sandbox, '/sources')).status,
    (await get(sandbox, '/users')).status,
  ];
  return { sandbox, profile, statuses };
}

const send = (sandbox: RunningSandbox, type: string) =>
  post(sandbox, `/v1/${type}`, { userId: 'u1', event: 'E', traits: { a: 1 } }, { authorization: basic('k') });

describe('a rule about a path', () => {
  it.each([
    [undefined, [500, 200, 200, 200]],
    ['/*', [500, 200, 200, 200]],
    ['/v1/*', [500, 200, 200, 200]],
    ['/v1/spaces/*', [200, 500, 200, 200]],
    ['/sources*', [200, 200, 500, 200]],
    ['/u*', [200, 200, 200, 500]],
  ])('%s makes the requests of one API fail', async (path, expected) => {
    const { statuses, sandbox } = await withRule({ status: 500, ...(path === undefined ? {} : { path }) });
    expect(await statuses()).toEqual(expected);
    expect(sandbox.faults.list()[0]?.rules[0]).toMatchObject({ seen: 1, hits: 1 });
  });

  it('answers in the words of the Public API', async () => {
    const { sandbox } = await withRule({ path: '/sources*', status: 429, retryAfter: 2, times: 1 });
    const refused = await get(sandbox, '/sources');
    expect([refused.status, refused.headers.get('retry-after'), refused.body]).toEqual([
      429,
      '2',
      { errors: [{ type: 'RequestError', message: 'Fault on demand: 429' }] },
    ]);
    expect((await get(sandbox, '/sources')).data.sources).toHaveLength(6);
  });

  it('answers in the words of the Profile API', async () => {
    const { profile } = await withRule({ path: '/v1/spaces/*', status: 429, message: 'Slow down' });
    expect(await (await profile()).json()).toEqual({
      error: { code: 'rate_limit_error', message: 'Slow down' },
    });
  });

  it('makes no change, unless it stores', async () => {
    const { sandbox } = await withRule({ path: `/sources/${web}`, status: 502 });
    const rename = (name: string) => call(sandbox, 'PATCH', `/sources/${web}`, { name });
    const name = async () => {
      sandbox.faults.clear();
      return (await get(sandbox, `/sources/${web}`)).data.source.name;
    };
    expect((await rename('Lost')).status).toBe(502);
    expect(await name()).toBe('Web store');
    sandbox.faults.set({ rules: [{ path: `/sources/${web}`, status: 502, stores: true }] });
    expect((await rename('Kept')).status).toBe(502);
    expect(await name()).toBe('Kept');
    sandbox.faults.set({ rules: [{ path: `/sources/${web}`, reset: 'after' }] });
    await expect(rename('Kept again')).rejects.toThrow();
    expect(await name()).toBe('Kept again');
    sandbox.faults.set({ rules: [{ path: `/sources/${web}`, truncated: 10 }] });
    await expect(rename('Cut')).rejects.toThrow();
    expect(await name()).toBe('Cut');
  });

  it('only delays an answer, which is whole then', async () => {
    const { sandbox } = await withRule({ path: '/sources*', latency: 1 });
    const { status, headers, data } = await get(sandbox, '/sources');
    expect([status, data.sources.length, headers.get('x-ratelimit-consumed')]).toEqual([200, 6, '1']);
    expect((await call(sandbox, 'GET', '/sources', undefined, {})).status).toBe(401);
    expect((await get(sandbox, '/suppressions')).status).toBe(501);
  });

  it.each([
    ['/v1/spaces/spa_1/collections/users/profiles/email:a@b.example/traits', '%40'],
    ['/v1/spaces/spa_1/collections/users/profiles/email:a%40b.example/traits', '@'],
    ['/v1/spaces/spa_1/collections/users/profiles/email:a@b*', '%40'],
  ])('%s is compared without percent signs', async (path, sign) => {
    const { sandbox } = await withRule({ path, status: 418 });
    const asked = `/v1/spaces/spa_1/collections/users/profiles/email:a${sign}b.example/traits`;
    expect((await fetch(`${sandbox.url}${asked}`)).status).toBe(418);
  });
});

describe('the path of a trouble', () => {
  it.each(['/sources*', '/sources', '*', '/*', '/', '/functions', `/sources/${web}/settings`])(
    '%s is one',
    async (path) => {
      const sandbox = await openSandbox();
      const change = { switches: { troubles: [{ path, status: 503 }] } };
      expect((await call(sandbox, 'PATCH', '/_/workspace', change)).status).toBe(200);
    },
  );

  it.each([
    ['/sourcez', 'near it: /sources'],
    ['/sources/', 'near it: /sources'],
    ['/v1/track', ''],
    ['sources', 'near it: /sources'],
    ['/sources?x=1', 'near it: /sources'],
  ])('%s is refused, because no call has it', async (path, near) => {
    const sandbox = await openSandbox();
    const change = { switches: { troubles: [{ path, status: 503 }] } };
    const { status, body } = await call(sandbox, 'PATCH', '/_/workspace', change);
    expect([status, body]).toEqual([
      400,
      {
        success: false,
        code: 'invalid_request',
        message: expect.stringContaining(`switches.troubles.0.path: no call has the path “${path}”; ${near}`),
      },
    ]);
    await expect(openSandbox({ seed: { name: 'x', value: change } })).rejects.toThrow(
      `switches.troubles[0].path: no call has the path “${path}”`,
    );
  });
});
