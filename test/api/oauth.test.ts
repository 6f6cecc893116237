import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openHttp } from '../../src/api/http.ts';
import { createTokenSource, type KeptToken, type OAuthOptions } from '../../src/api/oauth.ts';
import { type HttpServer, json, serve } from '../helpers/http-server.ts';
import { closedPort } from '../helpers/raw-server.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' = 'pkcs8') =>
  key.export({ type, format: 'pem' }).toString();

function keyFile(text = pem(privateKey)): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-oauth-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'key.pem');
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

function setUp(authServer: string, more: Partial<OAuthOptions> = {}) {
  const http = openHttp({ env: {}, userAgent: 'test', connections: 4 });
  onTestFinished(() => http.close());
  const kept = new Map<string, KeptToken>();
  const told: string[] = [];
  const clock = { now: Date.parse('2026-11-22T12:00:00Z') };
  const options: OAuthOptions = {
    authServer,
    clientId: 'app-1',
    keyId: 'key-1',
    privateKeyFile: more.privateKeyFile ?? keyFile(),
    scope: 'tracking_api:write',
    cache: {
      get: (name) => Promise.resolve(kept.get(name)),
      set: (name, token) => Promise.resolve(void kept.set(name, token)),
    },
    now: () => new Date(clock.now),
    onToken: (token) => told.push(token),
    ...more,
  };
  return {
    source: createTokenSource(http, options),
    again: () => createTokenSource(http, options),
    kept,
    told,
    clock,
    http,
    options,
  };
}

/** Hands out t1, t2, … for `life` seconds each. */
const tokenServer = (life = 3600, headers: Record<string, string> = {}): Promise<HttpServer> =>
  serve((_request, reply, before) =>
    json(reply, 200, { access_token: `t${before + 1}`, expires_in: life, token_type: 'Bearer' }, headers),
  );

const form = (server: HttpServer, index = 0) => new URLSearchParams(server.requests[index]?.body ?? '');

describe('the token request (docs/segment-api/tracking.md#oauth)', () => {
  test('is a signed form, checked with another library', async () => {
    const server = await tokenServer();
    const { source, clock } = setUp(`${server.url}/`);
    expect(await source.token()).toEqual({ kind: 'token', token: 't1' });
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/token', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ]);
    const fields = form(server);
    expect([...fields.keys()].sort()).toEqual([
      'client_assertion',
      'client_assertion_type',
      'grant_type',
      'scope',
    ]);
    expect(fields.get('grant_type')).toBe('client_credentials');
    expect(fields.get('client_assertion_type')).toBe(
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    );
    expect(fields.get('scope')).toBe('tracking_api:write');
    const { payload, protectedHeader } = await jwtVerify(fields.get('client_assertion') ?? '', publicKey, {
      audience: server.url,
      subject: 'app-1',
      issuer: 'app-1',
      algorithms: ['RS256'],
      currentDate: new Date(clock.now),
      requiredClaims: ['iat', 'exp', 'jti'],
    });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThan(60);
    expect(Number.isInteger(payload.iat)).toBe(true);
  });

  test('every assertion has its own jti', async () => {
    const server = await tokenServer();
    const { source } = setUp(server.url);
    await source.token();
    await source.renew('t1');
    const ids = [0, 1].map(
      (index) =>
        JSON.parse(
          atob(
            form(server, index)
              .get('client_assertion')
              ?.split('.')[1]
              ?.replaceAll('-', '+')
              .replaceAll('_', '/') ?? '',
          ),
        ).jti,
    );
    expect(new Set(ids).size).toBe(2);
  });

  test('the other scope, and a key in the older PEM form', async () => {
    const server = await tokenServer();
    const { source } = setUp(server.url, {
      scope: 'public_api:read_write',
      privateKeyFile: keyFile(pem(privateKey, 'pkcs1')),
    });
    expect(await source.token()).toMatchObject({ kind: 'token' });
    expect(form(server).get('scope')).toBe('public_api:read_write');
  });
});

describe('keeping the token', () => {
  test('until half its life, across calls, and it is told before it is used', async () => {
    const server = await tokenServer(1000);
    const { source, again, clock, told, kept } = setUp(server.url);
    await source.token();
    clock.now += 499_000;
    expect(await source.token()).toEqual({ kind: 'token', token: 't1' });
    expect(await again().token()).toEqual({ kind: 'token', token: 't1' });
    clock.now += 1000;
    expect(await source.token()).toEqual({ kind: 'token', token: 't2' });
    expect(told).toEqual(['t1', 't1', 't1', 't2']);
    expect([...kept.values()]).toMatchObject([{ accessToken: 't2' }]);
  });

  test('the name it is kept under differs by scope and server and shows neither client nor key', async () => {
    const server = await tokenServer();
    const { source, kept, http, options } = setUp(server.url);
    await source.token();
    await createTokenSource(http, { ...options, scope: 'public_api:read_write' }).token();
    expect(kept.size).toBe(2);
    expect([...kept.keys()].join()).not.toMatch(/app-1|key-1/);
  });

  test('eight workers that ask at once, or were refused together, share one request', async () => {
    const server = await tokenServer();
    const { source } = setUp(server.url);
    await Promise.all(Array.from({ length: 8 }, () => source.token()));
    expect(server.requests).toHaveLength(1);
    const renewed = await Promise.all(Array.from({ length: 8 }, () => source.renew('t1')));
    expect(new Set(renewed.map((result) => result.kind === 'token' && result.token))).toEqual(
      new Set(['t2']),
    );
    expect(await source.renew('t1')).toEqual({ kind: 'token', token: 't2' });
    expect(server.requests).toHaveLength(2);
  });
});

describe('a clock that is wrong', () => {
  test('is corrected from the Date header, once', async () => {
    const serverNow = Date.parse('2026-11-22T13:00:00Z');
    const server = await serve((request, reply) => {
      const assertion = new URLSearchParams(request.body).get('client_assertion') ?? '';
      jwtVerify(assertion, publicKey, { currentDate: new Date(serverNow) }).then(
        () =>
          json(
            reply,
            200,
            { access_token: 'late', expires_in: 60 },
            { date: new Date(serverNow).toUTCString() },
          ),
        () =>
          json(
            reply,
            400,
            { error: 'invalid_request', error_description: 'Token is expired' },
            { date: new Date(serverNow).toUTCString() },
          ),
      );
    });
    expect(await setUp(server.url).source.token()).toEqual({ kind: 'token', token: 'late' });
    expect(server.requests).toHaveLength(2);
  });

  test('is named when it did not help', async () => {
    const server = await serve((_request, reply) =>
      json(reply, 401, { error: 'invalid_client' }, { date: 'Sun, 22 Nov 2026 13:00:00 GMT' }),
    );
    const result = await setUp(server.url).source.token();
    expect(result).toMatchObject({
      kind: 'stop',
      error: { exitCode: 4, details: [expect.stringContaining('3600 s')] },
    });
    expect(server.requests).toHaveLength(2);
  });
});

describe('no token', () => {
  const date = { date: 'Sun, 22 Nov 2026 12:00:00 GMT' };

  test.each([400, 401, 403, 404, 415])('%i: exit 4, with the words of the server', async (status) => {
    const server = await serve((_request, reply) =>
      json(reply, status, { error: 'invalid_client', error_description: 'unknown kid' }, date),
    );
    const result = await setUp(server.url).source.token();
    expect(result).toMatchObject({
      kind: 'stop',
      error: { exitCode: 4, status, message: expect.stringContaining('invalid_client: unknown kid') },
    });
    expect(server.requests).toHaveLength(1);
  });

  test.each([429, 500, 503])('%i: later', async (status) => {
    const server = await serve((_request, reply) => json(reply, status, {}, { ...date, 'retry-after': '4' }));
    expect(await setUp(server.url).source.token()).toMatchObject({
      kind: 'retry',
      status,
      retryAfterMs: 4000,
    });
  });

  test.each([
    {},
    { access_token: '', expires_in: 1 },
    { access_token: 't' },
    { access_token: 't', expires_in: -1 },
    [],
  ])('200 with %j: later', async (body) => {
    const server = await serve((_request, reply) => json(reply, 200, body));
    expect(await setUp(server.url).source.token()).toMatchObject({ kind: 'retry', status: 200 });
  });

  test('nobody there: later', async () => {
    expect(await setUp(await closedPort()).source.token()).toMatchObject({
      kind: 'retry',
      status: undefined,
    });
  });

  test('a redirect is not followed with the assertion', async () => {
    const other = await tokenServer();
    const server = await serve((_request, reply) =>
      reply.writeHead(307, { location: `${other.url}/token` }).end(),
    );
    expect(await setUp(server.url).source.token()).toMatchObject({
      kind: 'stop',
      error: { code: 'oauth_redirected' },
    });
    expect(other.requests).toEqual([]);
  });

  test.each([
    ['is missing', () => join(tmpdir(), 'no-such-folder', 'key.pem'), 'oauth_key_unreadable'],
    ['is a folder', () => tmpdir(), 'oauth_key_unreadable'],
    ['is empty', () => keyFile(''), 'oauth_key_invalid'],
    ['is no PEM', () => keyFile('hello'), 'oauth_key_invalid'],
    [
      'is a public key',
      () => keyFile(publicKey.export({ type: 'spki', format: 'pem' }).toString()),
      'oauth_key_public',
    ],
    [
      'is an EC key',
      () => keyFile(pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)),
      'oauth_key_invalid',
    ],
    [
      'has a passphrase',
      () =>
        keyFile(
          privateKey
            .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
            .toString(),
        ),
      'oauth_key_encrypted',
    ],
  ])('a key file that %s: exit 2, and nothing is sent', async (_name, file, code) => {
    const server = await tokenServer();
    const result = await setUp(server.url, { privateKeyFile: file() }).source.token();
    expect(result).toMatchObject({ kind: 'stop', error: { code, exitCode: 2 } });
    expect(server.requests).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)('a key file that may not be read', async () => {
    const file = keyFile();
    chmodSync(file, 0);
    expect(await setUp('http://127.0.0.1:1', { privateKeyFile: file }).source.token()).toMatchObject({
      error: { code: 'oauth_key_unreadable' },
    });
  });
});
