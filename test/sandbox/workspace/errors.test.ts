import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeTable } from '../../../src/sandbox/workspace/route-table.ts';
import { openSandbox } from '../../helpers/sandbox.ts';
import { call, get } from './api.ts';

const web = 'sRcWebStore11111111111';
/** A path of each endpoint, with things that exist. */
const sample: Readonly<Record<string, string>> = {
  sourceId: web,
  writeKey: 'webstorewebstorewebstorewebstore',
  warehouseId: 'wHsReportingDb11111111',
  destinationId: '66be7aeca665bd11f8908630',
  trackingPlanId: 'tp_web_store',
  transformationId: '2JdPbYh3T5fXo9rM8vE4sUuBnZa',
  userId: 'uSrAnn1111111111111111',
  userGroupId: 'gRpAdmins1111111111111',
  spaceId: 'spa_sandbox',
  audienceId: 'aud_dormant',
  key: 'team',
  value: 'web',
};
const guarded = routeTable.filter(({ isPublic }) => isPublic !== true);
const pathOf = (pattern: string): string => pattern.replace(/\{(\w+)\}/g, (_, name) => sample[name] ?? 'x');

describe('the token', () => {
  it.each(guarded.map(({ method, path }) => [method, path]))('%s %s needs one', async (method, path) => {
    const sandbox = await openSandbox();
    const { status, body } = await call(sandbox, method, pathOf(path), undefined, {});
    expect([status, body]).toEqual([
      401,
      { errors: [{ type: 'unauthorized', message: 'The token is missing or invalid.' }] },
    ]);
  });

  it.each([
    ['Bearer', 401],
    ['Bearer ', 401],
    ['sgp_bare', 401],
    ['Basic c2dwOg==', 401],
    ['bearer sgp_x', 200],
    ['Bearer   sgp_x', 200],
  ])('%s gives %i', async (authorization, status) => {
    const sandbox = await openSandbox();
    expect((await call(sandbox, 'GET', '/', undefined, { authorization })).status).toBe(status);
  });

  it('is checked before anything else is told', async () => {
    const sandbox = await openSandbox();
    expect((await call(sandbox, 'GET', '/sources/nope', undefined, {})).status).toBe(401);
    expect((await call(sandbox, 'PATCH', '/sources/nope', '{', {})).status).toBe(401);
  });

  it('is not needed for an echo, which does not repeat it', async () => {
    const sandbox = await openSandbox();
    const { data } = await get(sandbox, '/echo?message=hello');
    expect([data.method, data.message, data.headers.authorization]).toEqual(['get', 'hello', undefined]);
    expect((await call(sandbox, 'GET', '/echo?message=x', undefined, {})).status).toBe(200);
  });
});

describe('what is not there', () => {
  it.each([
    ['/sources/404', "Source with id '404' not found."],
    ['/sources/a%2Fb', "Source with id 'a/b' not found."],
    ['/sources/%E0%A4%A', "Source with id '%E0%A4%A' not found."],
    ['/sources/__proto__/settings', "Source with id '__proto__' not found."],
    ['/warehouses/x/syncs', "Warehouse with id 'x' not found."],
    [
      '/warehouses/wHsReportingDb11111111/connected-sources/sRcShoppingApp11111111/syncs',
      "Source with id 'sRcShoppingApp11111111' not found.",
    ],
    ['/destinations/x', "Destination with id 'x' not found."],
    ['/destination/x/filters', "Destination with id 'x' not found."],
    ['/catalog/sources/x', "Source metadata with id 'x' not found."],
    ['/tracking-plans/x/rules', "Tracking Plan with id 'x' not found."],
    ['/transformations/x', "Transformation with id 'x' not found."],
    ['/users/x', "User with id 'x' not found."],
    ['/groups/x', "User Group with id 'x' not found."],
    ['/spaces/spa_sandbox/audiences/x', "Audience with id 'x' not found."],
  ])('%s is named', async (path, message) => {
    const sandbox = await openSandbox();
    const { status, body } = await get(sandbox, path);
    expect([status, body]).toEqual([404, { errors: [{ type: 'not-found', message, data: null }] }]);
  });

  it.each([
    ['GET', '/sources/x/schema-settings'],
    ['GET', '/destinations/x/filters'],
    ['POST', '/catalog/sources'],
    ['DELETE', '/roles'],
    ['GET', '/delivery-overview/ingress-success'],
    ['GET', '/event-volume'],
    ['POST', '/source/x'],
  ])('%s %s is no endpoint, and gets an error of the API', async (method, path) => {
    const sandbox = await openSandbox();
    const { status, errors } = await call(sandbox, method, path);
    expect([status, errors[0]?.type]).toEqual([404, 'not-found']);
  });
});

describe('input', () => {
  it.each([
    ['/events/volume', ['granularity', 'startTime', 'endTime']],
    [
      '/events/volume?granularity=WEEK&startTime=x&endTime=y&groupBy.0=event&groupBy.1=source&groupBy.2=z&pagination.count=0',
      ['granularity', 'startTime', 'endTime', 'groupBy.0', 'groupBy.2', 'pagination.count'],
    ],
    [
      '/delivery-overview/failed-delivery?filter.zzz=1',
      ['sourceId', 'destinationConfigId', 'granularity', 'startTime', 'endTime', 'filter.zzz'],
    ],
    [
      '/destinations/66be7aeca665bd11f8908630/delivery-metrics?granularity=DAYS&endTime=x',
      ['sourceId', 'granularity', 'endTime'],
    ],
    ['/audit-events?startTime=x&endTime=y&pagination.count=x', ['pagination.count', 'startTime', 'endTime']],
    ['/usage/mtu/daily?pagination.count=1001', ['period', 'pagination.count']],
    ['/functions?pagination.cursor=MQ==', ['resourceType', 'pagination.count']],
  ])('%s has an entry for each problem', async (path, fields) => {
    const { status, errors } = await call(await openSandbox(), 'GET', path);
    expect([status, errors.map(({ field }) => field)]).toEqual([422, fields]);
  });

  it.each([
    ['PATCH', `/sources/${web}`, { enabled: 'yes' }, [['enabled', '"enabled" must be a boolean']]],
    ['PATCH', `/sources/${web}`, { nmae: 'x' }, [['nmae', '"nmae" is not allowed']]],
    ['PATCH', `/sources/${web}`, { slug: '' }, [['slug', '"slug" must be at least 1 characters long']]],
    [
      'PATCH',
      `/sources/${web}`,
      { name: 1, settings: [] },
      [
        ['name', '"name" must be a string'],
        ['settings', '"settings" must be an object'],
      ],
    ],
    ['PATCH', `/sources/${web}`, [], [['', '"value" must be an object']]],
    [
      'POST',
      '/sources',
      {},
      [
        ['slug', '"slug" is required'],
        ['enabled', '"enabled" is required'],
        ['metadataId', '"metadataId" is required'],
      ],
    ],
    [
      'PATCH',
      `/sources/${web}/settings`,
      { track: { commonEventOnViolations: 'Block' } },
      [
        [
          'track.commonEventOnViolations',
          '"commonEventOnViolations" must be one of [ALLOW, BLOCK, OMIT_PROPERTIES]',
        ],
      ],
    ],
    [
      'PATCH',
      `/sources/${web}/settings`,
      { forwardingViolationsTo: '' },
      [['forwardingViolationsTo', '"forwardingViolationsTo" is not allowed to be empty']],
    ],
    [
      'PATCH',
      `/sources/${web}/settings`,
      { forwardingBlockedEventsTo: 'nobody' },
      [['forwardingBlockedEventsTo', '"forwardingBlockedEventsTo" must be the id of a source']],
    ],
    ['POST', `/sources/${web}/labels`, {}, [['labels', '"labels" is required']]],
    [
      'PUT',
      `/sources/${web}/labels`,
      { labels: [{ key: 'team' }] },
      [['labels.0.value', '"value" is required']],
    ],
    [
      'POST',
      `/sources/${web}/labels`,
      { labels: [{ key: 'no', value: 'such' }] },
      [['labels.0', "Label 'no:such' does not exist in this workspace"]],
    ],
  ])('%s %s refuses %j', async (method, path, body, expected) => {
    const sandbox = await openSandbox();
    const before = await get(sandbox, '/sources');
    const { status, errors } = await call(sandbox, method, path, body);
    expect(status).toBe(422);
    expect(errors.map(({ field, message }) => [field, message])).toEqual(expected);
    expect(errors.every(({ type }) => type === 'input-validation')).toBe(true);
    expect((await get(sandbox, '/sources')).data).toEqual(before.data);
  });

  it.each([
    ['/usage/api-calls/daily', 'period'],
    ['/usage/mtu/sources/daily?period=january', 'period'],
    ['/usage/mtu/daily?period=2026-02-30', 'period'],
    ['/events/volume?startTime=2026-01-01&endTime=2026-01-02', 'granularity'],
    ['/events/volume?granularity=WEEK&startTime=2026-01-01&endTime=2026-01-02', 'granularity'],
    ['/events/volume?granularity=DAY&endTime=2026-01-02', 'startTime'],
    ['/events/volume?granularity=DAY&startTime=2026-01-02&endTime=2026-01-02', 'endTime'],
    ['/events/volume?granularity=MINUTE&startTime=2020-01-02&endTime=2026-01-02', 'startTime'],
    ['/events/volume?granularity=DAY&startTime=2026-01-01&endTime=2026-01-02&groupBy=user', 'groupBy.0'],
    ['/audit-events?startTime=yesterday', 'startTime'],
    ['/tracking-plans?type=OTHER', 'type'],
    ['/destinations/66be7aeca665bd11f8908630/delivery-metrics', 'sourceId'],
    [
      `/destinations/66be7aeca665bd11f8908630/delivery-metrics?sourceId=${web}&granularity=SECOND`,
      'granularity',
    ],
    [
      `/destinations/66be7aeca665bd11f8908630/delivery-metrics?sourceId=${web}&startTime=2020-01-01`,
      'startTime',
    ],
    ['/delivery-overview/successfully-received', 'sourceId'],
    [`/delivery-overview/successful-delivery?sourceId=${web}`, 'destinationConfigId'],
    [`/delivery-overview/failed-on-ingest?sourceId=${web}`, 'granularity'],
    [
      `/delivery-overview/successfully-received?sourceId=${web}&granularity=DAY&startTime=2020-01-01&endTime=2020-01-02`,
      'startTime',
    ],
    ['/echo', 'message'],
    ['/echo?message=x&statusCode=9', 'statusCode'],
  ])('%s is refused with the field %s', async (path, field) => {
    const sandbox = await openSandbox();
    const { status, errors } = await get(sandbox, path);
    expect([status, errors[0]?.type, errors[0]?.field]).toEqual([422, 'input-validation', field]);
  });

  it.each([
    ['{', 'application/json', 400],
    ['', 'application/json', 200],
    ['{}', 'text/plain', 400],
    ['{}', 'application/vnd.segment.v1+json', 200],
    ['{}', 'application/vnd.segment.v1alpha+json; charset=utf-8', 200],
    ['['.repeat(200_000), 'application/json', 422],
    [`{"settings":${'['.repeat(90)}${']'.repeat(90)}}`, 'application/json', 422],
    [`{"settings":{"a":${'['.repeat(90)}${']'.repeat(90)}}}`, 'application/json', 200],
    [`{"settings":{"a":${'['.repeat(200)}${']'.repeat(200)}}}`, 'application/json', 422],
    [`{"name":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413],
  ])('a body that starts with %.20s as %s gives %i', async (body, type, status) => {
    const sandbox = await openSandbox();
    const answer = await call(sandbox, 'PATCH', `/sources/${web}`, body, {
      authorization: 'Bearer x',
      'content-type': type,
    });
    expect(answer.status).toBe(status);
    if (status >= 400) expect(answer.errors).toHaveLength(1);
    expect((await get(sandbox, '/sources')).status).toBe(200);
  });

  it.each([
    'application/json',
    'application/vnd.segment.v1+json',
    'application/vnd.segment.v1beta+json',
    'application/vnd.segment.v1alpha+json',
    'application/vnd.segment.alpha+json',
    'application/vnd.segment.stable+json',
    '*/*',
  ])('is answered as application/json for Accept: %s', async (accept) => {
    const sandbox = await openSandbox();
    const { status, headers } = await call(sandbox, 'GET', '/', undefined, {
      authorization: 'Bearer x',
      accept,
    });
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
  });

  it('never breaks the sandbox, whatever it is', async () => {
    const sandbox = await openSandbox();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...guarded.filter(({ method }) => method !== 'GET')),
        fc.json({ maxDepth: 4 }),
        async ({ method, path }, body) => {
          const { status } = await call(sandbox, method, pathOf(path), body);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 100 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...guarded.filter(({ method }) => method === 'GET')),
        fc.dictionary(
          fc.constantFrom(
            'period',
            'startTime',
            'endTime',
            'granularity',
            'sourceId',
            'groupBy',
            'pagination.count',
            'filter[x]',
          ),
          fc.oneof(fc.string(), fc.constantFrom('DAY', '2026-01-01', '1', web, 'eventName')),
        ),
        async ({ path }, query) => {
          const { status } = await get(sandbox, `${pathOf(path)}?${new URLSearchParams(query)}`);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the echo', () => {
  it.each([
    ['triggerError=true', 400, ['bad-request']],
    ['triggerMultipleErrors=true', 422, ['input-validation', 'input-validation']],
    ['triggerUnexpectedError=true', 500, ['internal']],
    ['statusCode=429', 429, ['RequestError']],
    ['statusCode=418', 418, ['bad-request']],
    ['statusCode=404', 404, ['not-found']],
  ])('%s gives %i', async (query, status, types) => {
    const sandbox = await openSandbox();
    const answer = await get(sandbox, `/echo?message=x&${query}`);
    expect([answer.status, answer.errors.map(({ type }) => type)]).toEqual([status, types]);
  });
});

describe('GET /', () => {
  it('leads a browser to the page, and nobody else', async () => {
    const sandbox = await openSandbox();
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const browser = await call(sandbox, 'GET', '/', undefined, { accept });
    expect([browser.status, browser.headers.get('location')]).toEqual([302, '/_/']);
    expect((await call(sandbox, 'GET', '/', undefined, { accept, authorization: 'Bearer x' })).data).toEqual({
      workspace: { id: 'wSpSandbox111111111111', slug: 'sandbox', name: 'Sandbox' },
    });
    expect((await call(sandbox, 'GET', '/sources', undefined, { accept })).status).toBe(401);
  });

  it('is not meant for other methods', async () => {
    const sandbox = await openSandbox();
    expect((await call(sandbox, 'POST', '/', {})).status).toBe(404);
  });

  it('collapses slashes, as one client sends two', async () => {
    const sandbox = await openSandbox();
    const { status, data } = await get(sandbox, '//sources?page=1');
    expect([status, data.sources.length]).toEqual([200, 5]);
  });

  it('grants nothing to pages of other origins', async () => {
    const sandbox = await openSandbox();
    const { headers } = await call(sandbox, 'GET', '/sources', undefined, {
      authorization: 'Bearer x',
      origin: 'https://evil.example',
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect((await fetch(`${sandbox.url}/sources`, { method: 'OPTIONS' })).status).toBe(401);
  });
});
