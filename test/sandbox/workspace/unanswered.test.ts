import * as sdk from '@segment/public-api-sdk-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../../src/sandbox/start.ts';
import { unansweredEndpoints } from '../../../src/sandbox/workspace/route-table.ts';
import { type Endpoint, isInSandbox } from '../../../src/segment/endpoints/endpoint.ts';
import { endpoints } from '../../../src/segment/endpoints/endpoints.ts';
import { findEndpoint, pathPattern } from '../../../src/segment/endpoints/find-endpoint.ts';
import { olderEndpoints } from '../../../src/segment/endpoints/older.ts';
import { basic } from '../../helpers/sandbox.ts';
import { call } from './api.ts';

type Send = (...values: readonly string[]) => Promise<unknown>;

/** Every GET of the official client, as `FunctionsApi.listFunctions`. Its methods are generated, and say what they send. */
function readsOf(url: string): [name: string, send: () => Promise<unknown>][] {
  return Object.entries(sdk).flatMap(([name, Api]) => {
    if (!/^[A-Z]\w+Api$/.test(name) || typeof Api !== 'function') return [];
    const api: Record<string, unknown> = Reflect.construct(Api, [url]);
    api.accessToken = 'sgp_official';
    return Object.entries(Object.getOwnPropertyDescriptors(Api.prototype)).flatMap(([method, { value }]) => {
      if (typeof value !== 'function' || !String(value).includes("method: 'GET'")) return [];
      const send: Send = value.bind(api);
      const values = ['x', 'x', 'x', 'x', 'x', 'x', 'x', 'x'];
      return [[`${name}.${method}`, () => send(...values)] as [string, () => Promise<unknown>]];
    });
  });
}

/** What the client was answered, whether it calls it an error or not. */
interface Exchange {
  readonly statusCode: number;
  readonly body: object;
  readonly request: { readonly uri: { readonly href: string; readonly pathname: string } };
}

async function exchange(send: () => Promise<unknown>): Promise<Exchange> {
  const outcome: unknown = await send().catch((error: unknown) => error);
  const { response } = outcome as { readonly response?: Exchange };
  if (response === undefined) throw outcome;
  return response;
}

/** Version 47 of the client, the newest that npm has, calls a few that the newest of all does not. */
const olderAt = (pathname: string) =>
  Object.values<Endpoint>(olderEndpoints).find((one) => pathPattern(one, '[^/]+').test(pathname));

const isEnvelope = (body: unknown) =>
  Object.hasOwn(Object(body), 'data') !== Object.hasOwn(Object(body), 'errors');

describe('every GET of the official client', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  const names = readsOf('http://127.0.0.1').map(([name]) => name);
  it('is found', () => expect(names.length).toBeGreaterThan(75));

  it.each(names)('%s gets the envelope, 401 without a token, 501 where there is no answer', async (name) => {
    const send = readsOf(sandbox.url).find(([other]) => other === name)?.[1];
    if (send === undefined) throw new Error(`there is no ${name}`);
    const { statusCode, body, request } = await exchange(send);
    const { href, pathname } = request.uri;
    const endpoint = findEndpoint('public', 'GET', pathname) ?? olderAt(pathname);
    expect(endpoint, `GET ${pathname} is known`).toBeDefined();
    expect(isEnvelope(body), JSON.stringify(body)).toBe(true);
    expect(statusCode === 501).toBe(endpoint?.sandbox !== true);
    expect([200, 404, 422, 501]).toContain(statusCode);

    const stranger = await fetch(href);
    expect(stranger.status).toBe(endpoint?.isPublic === true ? statusCode : 401);
    expect(isEnvelope(await stranger.json())).toBe(true);
  });
});

const fill = (path: string) => path.replace(/\{(\w+)\}/g, (_, name) => filling[name] ?? 'x');
const filling: Readonly<Record<string, string>> = {
  id_type: 'user_id',
  space: 'spa_sandbox',
  collection: 'users',
};

describe('an endpoint that the sandbox does not answer', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ seed: { name: 'seed', value: { features: [] } } });
  });
  afterAll(() => sandbox.close());

  it.each(unansweredEndpoints.map(({ method, path }) => [method, path]))('%s %s', async (method, path) => {
    const { status, body, headers } = await call(sandbox, method, fill(path));
    const message = `The sandbox does not answer ${method} ${path}. What it answers: segment api ls --api public`;
    expect([status, body]).toEqual([501, { errors: [{ type: 'not-implemented', message }] }]);
    expect([headers.get('x-ratelimit-consumed'), headers.get('x-ratelimit-remaining')]).toEqual([
      '1',
      expect.stringMatching(/^\d+$/),
    ]);
    expect(headers.get('x-ratelimit-reset')).toMatch(/ GMT$/);
    const refused = { errors: [{ type: 'unauthorized', message: 'The token is missing or invalid.' }] };
    const broken = method === 'GET' ? undefined : '{';
    expect(await call(sandbox, method, fill(path), broken, {})).toMatchObject({ status: 401, body: refused });
  });

  it('may be in trouble like any other', async () => {
    const troubled = await startSandbox({
      seed: { name: 'seed', value: { switches: { troubles: [{ path: '/functions*', status: 503 }] } } },
    });
    expect((await call(troubled, 'GET', '/functions')).status).toBe(503);
    await troubled.close();
  });

  it.each(['/functions/x/nothing', '/regulations/x/y/z/0', '/reverse-etl-models/x/y', '/sources/x/y'])(
    'beside it, %s gets the 404 of the API',
    async (path) => {
      expect(await call(sandbox, 'GET', path)).toMatchObject({
        status: 404,
        body: { errors: [{ type: 'not-found' }] },
      });
      expect((await call(sandbox, 'GET', path, undefined, {})).status).toBe(401);
    },
  );
});

describe('what segment api ls says of the sandbox', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
    await fetch(`${sandbox.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: basic('k') },
      body: '{"userId":"x","event":"E"}',
    });
  });
  afterAll(() => sandbox.close());

  const credentials = { public: 'Bearer any', profile: basic('any'), tracking: basic('k') };
  /** True unless the answer says that there is nothing of the kind, whatever is asked of it. */
  async function isAnswered({ api, method, path }: Endpoint): Promise<boolean> {
    const reply = await fetch(`${sandbox.url}${fill(path)}`, {
      method,
      headers: { authorization: credentials[api], 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: '{"userId":"x","event":"E"}' }),
    });
    const text = await reply.text();
    if (api === 'public') return reply.status !== 501;
    return !(reply.status === 404 && /The sandbox has no|resource/i.test(text));
  }

  it.each(endpoints.map((endpoint) => [endpoint.api, endpoint.method, endpoint.path, endpoint] as const))(
    'holds: %s %s %s',
    async (_api, _method, _path, endpoint) => {
      expect(await isAnswered(endpoint)).toBe(isInSandbox(endpoint));
    },
  );
});
