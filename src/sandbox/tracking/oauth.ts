import { createPublicKey, type KeyObject, randomBytes, verify } from 'node:crypto';
import { regionUrls } from '../../segment/hosts.ts';
import { isJsonObject } from '../../spec/message.ts';
import type { HttpCall } from '../http.ts';
import { readBody } from '../read-body.ts';

/** An OAuth application with the public keys registered for it; Segment allows two at once (docs/segment-api/tracking.md#oauth). */
export interface SandboxOauthApp {
  readonly clientId: string;
  readonly keys: readonly { readonly keyId: string /** PEM */; readonly publicKey: string }[];
  /** Seconds a token is good for; a day by default, the shortest that Segment offers. */
  readonly tokenLifetime?: number;
}

export interface Oauth {
  /** Answers `POST /token`. */
  answer(c: HttpCall): Promise<Response>;
  /** True for a token of this sandbox that still lives and may write to the Tracking API. */
  isValidToken(token: string): boolean;
}

const scopes: ReadonlySet<string> = new Set([
  'tracking_api:write',
  'functions:write',
  'public_api:read_write',
]);
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Seconds. "Must live under 60 s", and the documented example lives exactly 60 (docs/segment-api/tracking.md#oauth). */
const longestAssertion = 60;
/** Seconds by which two clocks may differ. */
const leeway = 5;
const oneDay = 86_400;

interface Refusal {
  readonly status: 400 | 401 | 415;
  readonly error: string;
  readonly description: string;
}

const refusal = (error: string, description: string, status: Refusal['status'] = 400): Refusal => ({
  status,
  error,
  description,
});

/** The token endpoint of docs/segment-api/tracking.md#the-sandbox: client credentials with a signed assertion. */
export function createOauth(apps: readonly SandboxOauthApp[], region: 'us' | 'eu', now: () => Date): Oauth {
  const keys = readKeys(apps);
  /** Token to the second it ends. */
  const tokens = new Map<string, number>();
  /** Assertion id to the second from which it may be forgotten. */
  const usedIds = new Map<string, number>();
  const seconds = (): number => now().getTime() / 1_000;

  function check(
    form: URLSearchParams,
    audiences: readonly string[],
  ): { app: SandboxOauthApp; scope: string } | Refusal {
    if (form.get('grant_type') !== 'client_credentials') {
      return refusal('unsupported_grant_type', 'grant_type must be client_credentials');
    }
    if (form.get('client_assertion_type') !== assertionType) {
      return refusal('invalid_request', `client_assertion_type must be ${assertionType}`);
    }
    const scope = form.get('scope') ?? '';
    const wanted = scope.split(' ').filter((part) => part !== '');
    if (wanted.length === 0 || wanted.some((part) => !scopes.has(part))) {
      return refusal('invalid_scope', `scope must be of ${[...scopes].join(', ')}`);
    }
    const assertion = readAssertion(form.get('client_assertion') ?? '');
    if (assertion === undefined)
      return refusal('invalid_request', 'client_assertion is not a JWT signed with RS256');
    const found = keys.get(`${assertion.subject}\n${assertion.keyId}`);
    if (found === undefined || !isSigned(assertion, found.key)) {
      return refusal(
        'invalid_client',
        'The application, its key id and the signature do not belong together',
        401,
      );
    }
    const fault = findFault(assertion.claims, audiences, seconds(), usedIds);
    return fault ?? { app: found.app, scope };
  }

  return {
    async answer(c) {
      c.header('cache-control', 'no-store');
      const fail = ({ status, error, description }: Refusal) =>
        c.json({ error, error_description: description }, status);
      if (c.req.method !== 'POST') return fail(refusal('invalid_request', 'Use POST'));
      if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) {
        return fail(
          refusal('invalid_request', 'The content type must be application/x-www-form-urlencoded', 415),
        );
      }
      const read = await readBody(c.env);
      if (read.kind !== 'read') return fail(refusal('invalid_request', 'The form cannot be read'));
      const host = c.req.header('host') ?? '';
      const checked = check(new URLSearchParams(read.body.toString('utf8')), [
        `http://${host}`,
        // An assertion made for the real auth server is good here too.
        regionUrls[region].oauth,
      ]);
      if ('error' in checked) return fail(checked);

      const expiresIn = checked.app.tokenLifetime ?? oneDay;
      const token = `sandbox_${randomBytes(24).toString('base64url')}`;
      forgetExpired(tokens, seconds());
      if (checked.scope.split(' ').includes('tracking_api:write')) tokens.set(token, seconds() + expiresIn);
      return c.json({
        access_token: token,
        token_type: 'Bearer',
        expires_in: expiresIn,
        scope: checked.scope,
      });
    },
    isValidToken: (token) => (tokens.get(token) ?? 0) > seconds(),
  };
}

interface RegisteredKey {
  readonly app: SandboxOauthApp;
  readonly key: KeyObject;
}

function readKeys(apps: readonly SandboxOauthApp[]): Map<string, RegisteredKey> {
  const keys = new Map<string, RegisteredKey>();
  for (const app of apps) {
    for (const { keyId, publicKey } of app.keys) {
      keys.set(`${app.clientId}\n${keyId}`, { app, key: createPublicKey(publicKey) });
    }
  }
  return keys;
}

interface Assertion {
  readonly subject: string;
  readonly keyId: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

function readAssertion(text: string): Assertion | undefined {
  const [head, body, signature, ...rest] = text.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0)
    return undefined;
  const header = readPart(head);
  const claims = readPart(body);
  if (header?.alg !== 'RS256' || typeof header.kid !== 'string' || typeof claims?.sub !== 'string')
    return undefined;
  return {
    subject: claims.sub,
    keyId: header.kid,
    claims,
    signed: Buffer.from(`${head}.${body}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function readPart(base64url: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSigned({ signed, signature }: Assertion, key: KeyObject): boolean {
  return key.asymmetricKeyType === 'rsa' && verify('RSA-SHA256', signed, key, signature);
}

/** The rules for the claims of docs/segment-api/tracking.md#oauth, with the words by which SDKs recognise a wrong clock. */
function findFault(
  { aud, iat, exp, jti }: Readonly<Record<string, unknown>>,
  audiences: readonly string[],
  now: number,
  usedIds: Map<string, number>,
): Refusal | undefined {
  if (typeof aud !== 'string' || !audiences.includes(aud)) {
    return refusal('invalid_request', `aud must be ${audiences.join(' or ')}`);
  }
  // Fractions of a second are fine: the Node SDK sends them.
  if (typeof iat !== 'number' || typeof exp !== 'number')
    return refusal('invalid_request', 'iat and exp must be numbers');
  if (exp - iat > longestAssertion + leeway)
    return refusal('invalid_request', 'The assertion lives longer than 60 seconds');
  if (iat > now + leeway) return refusal('invalid_request', 'Token used before issued');
  if (exp < now - leeway) return refusal('invalid_request', 'Token is expired');
  if (typeof jti !== 'string' || jti === '') return refusal('invalid_request', 'jti is missing');
  forgetExpired(usedIds, now);
  if (usedIds.has(jti)) return refusal('invalid_request', 'jti was used before');
  usedIds.set(jti, exp + leeway);
  return undefined;
}

function forgetExpired(entries: Map<string, number>, now: number): void {
  for (const [name, end] of entries) if (end < now) entries.delete(name);
}
