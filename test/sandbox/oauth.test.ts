import { generateKeyPairSync } from 'node:crypto';
import { Analytics } from '@segment/analytics-node';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { openSandbox, post } from '../helpers/sandbox.ts';

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const first = pair();
const second = pair();
const foreign = pair();

const apps = [
  {
    clientId: 'app',
    keys: [
      { keyId: 'one', publicKey: first.publicKey },
      { keyId: 'two', publicKey: second.publicKey },
    ],
  },
];

let time = Date.parse('2026-01-01T00:00:00Z');
const seconds = () => Math.floor(time / 1_000);
const open = () => {
  time = Date.parse('2026-01-01T00:00:00Z');
  return openSandbox({ oauthApps: apps, now: () => new Date(time) });
};

interface Wish {
  readonly key?: string;
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly form?: Record<string, string>;
  readonly type?: string;
}

let serial = 0;

async function ask(
  { url }: { url: string },
  { key = first.privateKey, header = {}, claims = {}, form = {}, type }: Wish = {},
) {
  const { createPrivateKey } = await import('node:crypto');
  serial += 1;
  const assertion = await new SignJWT({
    iss: 'app',
    sub: 'app',
    aud: url,
    iat: seconds(),
    exp: seconds() + 60,
    jti: `id-${serial}`,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'one', ...header })
    .sign(createPrivateKey(key));
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'tracking_api:write',
    ...form,
  });
  const reply = await fetch(`${url}/token`, {
    method: 'POST',
    body: body.toString(),
    headers: { 'content-type': type ?? 'application/x-www-form-urlencoded' },
  });
  // A test that reads a part which is not there fails.
  const answer = (await reply.json()) as { access_token: string; error?: string; error_description?: string };
  return { status: reply.status, body: answer, headers: reply.headers };
}

describe('POST /token', () => {
  it('gives a token for a good assertion', async () => {
    const { status, body, headers } = await ask(await open());
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        access_token: expect.stringMatching(/^sandbox_.{32}$/),
        token_type: 'Bearer',
        expires_in: 86_400,
        scope: 'tracking_api:write',
      },
    });
    expect(headers.get('date')).not.toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each<[string, Wish, number, string]>([
    ['the second key', { key: second.privateKey, header: { kid: 'two' } }, 200, ''],
    ['no iss', { claims: { iss: undefined } }, 200, ''],
    ['the auth server of the region as aud', { claims: { aud: 'https://oauth2.segment.io' } }, 200, ''],
    ['fractions of a second', { claims: { iat: 1_767_225_595.25, exp: 1_767_225_655.25 } }, 200, ''],
    ['several scopes', { form: { scope: 'tracking_api:write functions:write' } }, 200, ''],
    ['a foreign key', { key: foreign.privateKey }, 401, 'invalid_client'],
    ['the key of another id', { key: first.privateKey, header: { kid: 'two' } }, 401, 'invalid_client'],
    ['an unknown application', { claims: { sub: 'other' } }, 401, 'invalid_client'],
    ['the other region', { claims: { aud: 'https://oauth2.eu1.segmentapis.com' } }, 400, 'invalid_request'],
    [
      'aud with a slash at the end',
      { claims: { aud: 'https://oauth2.segment.io/' } },
      400,
      'invalid_request',
    ],
    ['no exp', { claims: { exp: undefined } }, 400, 'invalid_request'],
    ['a life of ten minutes', { claims: { exp: 1_767_225_600 + 600 } }, 400, 'invalid_request'],
    ['expired', { claims: { iat: 1_767_225_600 - 100, exp: 1_767_225_600 - 40 } }, 400, 'invalid_request'],
    [
      'not yet issued',
      { claims: { iat: 1_767_225_600 + 100, exp: 1_767_225_600 + 160 } },
      400,
      'invalid_request',
    ],
    ['no jti', { claims: { jti: undefined } }, 400, 'invalid_request'],
    ['another grant', { form: { grant_type: 'password' } }, 400, 'unsupported_grant_type'],
    ['another kind of assertion', { form: { client_assertion_type: 'x' } }, 400, 'invalid_request'],
    ['no JWT', { form: { client_assertion: 'x.y.z' } }, 400, 'invalid_request'],
    ['an unknown scope', { form: { scope: 'everything' } }, 400, 'invalid_scope'],
    ['no scope', { form: { scope: '' } }, 400, 'invalid_scope'],
    ['JSON instead of a form', { type: 'application/json' }, 415, 'invalid_request'],
  ])('%s', async (_name, wish, status, error) => {
    const reply = await ask(await open(), wish);
    expect([reply.status, reply.body.error ?? '']).toEqual([status, error]);
    if (status !== 200) expect(reply.body.error_description).toEqual(expect.any(String));
  });

  it('refuses an unsigned assertion and one signed with the public key as a secret', async () => {
    const sandbox = await open();
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = encode({ sub: 'app', aud: sandbox.url, iat: seconds(), exp: seconds() + 60, jti: 'x' });
    const { createHmac } = await import('node:crypto');
    for (const alg of ['none', 'HS256']) {
      const signed = `${encode({ alg, typ: 'JWT', kid: 'one' })}.${claims}`;
      const signature =
        alg === 'none' ? '' : createHmac('sha256', first.publicKey).update(signed).digest('base64url');
      expect((await ask(sandbox, { form: { client_assertion: `${signed}.${signature}` } })).status).toBe(400);
    }
    const relabelled = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${claims}.${createHmac('sha256', first.publicKey).update('x').digest('base64url')}`;
    expect((await ask(sandbox, { form: { client_assertion: relabelled } })).status).toBe(401);
  });

  it('takes each jti once, and case matters', async () => {
    const sandbox = await open();
    const codes = [];
    for (const jti of ['same', 'same', 'SAME']) codes.push((await ask(sandbox, { claims: { jti } })).status);
    expect(codes).toEqual([200, 400, 200]);
  });

  it('is POST only', async () => {
    expect((await fetch(`${(await open()).url}/token`)).status).toBe(400);
  });
});

describe('a Bearer token', () => {
  const send = (sandbox: Awaited<ReturnType<typeof open>>, token: string, body: object) =>
    post(
      sandbox,
      '/v1/batch',
      { batch: [{ type: 'track', event: 'E', userId: 'u' }], ...body },
      { authorization: `Bearer ${token}` },
    );

  it('opens the Tracking API with a write key in the body, until it ends', async () => {
    const sandbox = await open();
    const token = (await ask(sandbox)).body.access_token;
    expect((await send(sandbox, token, { writeKey: 'k' })).status).toBe(200);
    expect(await send(sandbox, token, {})).toMatchObject({
      status: 400,
      body: expect.stringContaining('invalid write key'),
    });
    expect((await send(sandbox, `${token}x`, { writeKey: 'k' })).status).toBe(401);
    time += 86_399_000;
    expect((await send(sandbox, token, { writeKey: 'k' })).status).toBe(200);
    time += 2_000;
    expect((await send(sandbox, token, { writeKey: 'k' })).status).toBe(401);
    expect(sandbox.journal.counts.stored).toBe(2);
  });

  it('of another scope does not', async () => {
    const sandbox = await open();
    const token = (await ask(sandbox, { form: { scope: 'public_api:read_write' } })).body.access_token;
    expect((await send(sandbox, token, { writeKey: 'k' })).status).toBe(401);
  });

  it('is what the official SDK gets and uses', async () => {
    const sandbox = await openSandbox({ oauthApps: apps });
    const analytics = new Analytics({
      writeKey: 'k',
      host: sandbox.url,
      oauthSettings: { clientId: 'app', clientKey: first.privateKey, keyId: 'one', authServer: sandbox.url },
    });
    analytics.track({ userId: 'u', event: 'By Bearer' });
    await analytics.closeAndFlush();
    expect(
      [...sandbox.journal.messages].map(({ event, writeKey, headers }) => [
        event,
        writeKey,
        headers.authorization?.split(' ')[0],
      ]),
    ).toEqual([['By Bearer', 'k', 'Bearer']]);
  });
});
