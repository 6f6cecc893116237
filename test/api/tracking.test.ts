import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apiPath } from '../../src/api/api-path.ts';
import { openHttp } from '../../src/api/http.ts';
import type { TokenResult, TokenSource } from '../../src/api/oauth.ts';
import { retryOutcome } from '../../src/api/retry.ts';
import { createTracking, type Tracking } from '../../src/api/tracking.ts';
import { AuthError } from '../../src/errors.ts';
import { json, serve } from '../helpers/http-server.ts';
import { closedPort } from '../helpers/raw-server.ts';

function open(url: string, writeKey: string, tokens?: TokenSource): Tracking {
  const http = openHttp({ env: {}, userAgent: 'test', connections: 2 });
  onTestFinished(() => http.close());
  return createTracking(
    http,
    { url, writeKey, tokens },
    { region: 'us', keyOrigin: 'SEGMENT_WRITE_KEY', now: () => new Date() },
  );
}

/** Hands out `tokens` one after the other and counts the renewals. */
function tokenSource(...tokens: readonly TokenResult[]): TokenSource & { renewed: string[] } {
  const renewed: string[] = [];
  const at = (index: number) => tokens[index] ?? tokens.at(-1) ?? { kind: 'token', token: 'none' };
  return {
    renewed,
    token: () => Promise.resolve(at(0)),
    renew(refused) {
      renewed.push(refused);
      return Promise.resolve(at(renewed.length));
    },
  };
}

const body = Buffer.from('{"batch":[]}');
const token = (value: string): TokenResult => ({ kind: 'token', token: value });

describe('with a write key', () => {
  test('Basic with an empty password, no retry count at first (docs/segment-api/tracking.md#write-keys, T01, T20)', async () => {
    const server = await serve((_request, reply) =>
      json(reply, 200, { success: true }, { date: 'Sun, 22 Nov 2026 12:00:00 GMT' }),
    );
    const outcome = await open(server.url, 'abc123').post({ path: apiPath`/v1/batch`, body, attempt: 0 });
    expect(outcome).toEqual({ kind: 'acknowledged', status: 200, serverDate: expect.any(String) });
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: apiPath`/v1/batch`,
      body: '{"batch":[]}',
      headers: { authorization: 'Basic YWJjMTIzOg==', 'content-type': 'application/json' },
    });
    expect(request?.headers).not.toHaveProperty('x-retry-count');
    expect(request?.headers).not.toHaveProperty('content-encoding');
  });

  test('X-Retry-Count from the second try on (T02)', async () => {
    const server = await serve((_request, reply, before) => json(reply, before < 2 ? 500 : 200, {}));
    const tracking = open(server.url, 'key');
    const kinds = [];
    for (const attempt of [0, 1, 2])
      kinds.push((await tracking.post({ path: apiPath`/v1/track`, body, attempt })).kind);
    expect(kinds).toEqual(['retry', 'retry', 'acknowledged']);
    expect(server.requests.map(({ headers }) => headers['x-retry-count'])).toEqual([undefined, '1', '2']);
  });

  test('a gzip body is named as one', async () => {
    const server = await serve((_request, reply) => json(reply, 200, {}));
    await open(server.url, 'key').post({
      path: apiPath`/v1/batch`,
      body: gzipSync(body),
      gzip: true,
      attempt: 0,
    });
    expect(server.requests[0]?.headers['content-encoding']).toBe('gzip');
  });

  test('a prefix of the host is kept', async () => {
    const server = await serve((_request, reply) => json(reply, 200, {}));
    await open(`${server.url}/segment`, 'key').post({ path: apiPath`/v1/track`, body, attempt: 0 });
    expect(server.requests[0]?.path).toBe('/segment/v1/track');
  });

  test('nobody there is an outcome, not an exception', async () => {
    const outcome = await open(await closedPort(), 'key').post({
      path: apiPath`/v1/track`,
      body,
      attempt: 0,
    });
    expect(outcome).toMatchObject({
      kind: 'retry',
      status: undefined,
      error: { code: 'network_connection', exitCode: 7 },
    });
  });

  test('401 stops with exit 4 and says where the key came from', async () => {
    const server = await serve((_request, reply) => json(reply, 401, { message: 'no' }));
    const outcome = await open(server.url, 'key').post({ path: apiPath`/v1/track`, body, attempt: 0 });
    expect(outcome).toMatchObject({
      kind: 'stop',
      error: { exitCode: 4, message: expect.stringContaining('SEGMENT_WRITE_KEY') },
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('with OAuth', () => {
  test('Bearer', async () => {
    const server = await serve((_request, reply) => json(reply, 200, {}));
    await open(server.url, 'key', tokenSource(token('t1'))).post({
      path: apiPath`/v1/track`,
      body,
      attempt: 0,
    });
    expect(server.requests[0]?.headers.authorization).toBe('Bearer t1');
  });

  test.each([401, 403, 511])('%i: a new token once, then it goes through (T05b)', async (status) => {
    const server = await serve((request, reply) =>
      json(reply, request.headers.authorization === 'Bearer t1' ? status : 200, {}),
    );
    const tokens = tokenSource(token('t1'), token('t2'));
    expect(
      await open(server.url, 'key', tokens).post({ path: apiPath`/v1/track`, body, attempt: 0 }),
    ).toMatchObject({ kind: 'acknowledged' });
    expect(tokens.renewed).toEqual(['t1']);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2']);
  });

  test.each([401, 403, 511])('%i twice: stop, exit 4', async (status) => {
    const server = await serve((_request, reply) => json(reply, status, {}));
    const outcome = await open(server.url, 'key', tokenSource(token('t1'), token('t2'))).post({
      path: apiPath`/v1/track`,
      body,
      attempt: 0,
    });
    expect(outcome).toMatchObject({ kind: 'stop', error: { exitCode: 4, code: 'oauth_refused', status } });
    expect(server.requests).toHaveLength(2);
  });

  test.each([501, 505])('%i is no matter of tokens', async (status) => {
    const server = await serve((_request, reply) => json(reply, status, {}));
    const tokens = tokenSource(token('t1'));
    expect(
      await open(server.url, 'key', tokens).post({ path: apiPath`/v1/track`, body, attempt: 0 }),
    ).toMatchObject({ kind: 'stop' });
    expect(tokens.renewed).toEqual([]);
  });

  test('no token: the outcome is why, and nothing is sent', async () => {
    const server = await serve((_request, reply) => json(reply, 200, {}));
    const later = retryOutcome('the OAuth server answered 503', { status: 503 });
    expect(
      await open(server.url, 'key', tokenSource(later)).post({ path: apiPath`/v1/track`, body, attempt: 0 }),
    ).toBe(later);
    const never = { kind: 'stop', error: new AuthError('no') } as const;
    expect(
      await open(server.url, 'key', tokenSource(never)).post({ path: apiPath`/v1/track`, body, attempt: 0 }),
    ).toBe(never);
    expect(server.requests).toEqual([]);
  });
});
