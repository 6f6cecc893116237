import * as z from 'zod/mini';
import { AuthError, CliError } from '../errors.ts';
import { parseJson } from '../spec/parse-json.ts';
import { isVisibleAscii } from '../spec/visible-ascii.ts';
import { type Http, type HttpReply, TransportError } from './http.ts';
import { ownText } from './json-reply.ts';
import { readPrivateKey, signAssertion } from './oauth-assertion.ts';
import { isRetriedStatus, judgeFailure, type RetryOutcome, retryOutcome, type StopOutcome } from './retry.ts';
import { retryAfterMs } from './retry-after.ts';

/** A token, or the reason there is none in the words of a send: try again later, or stop. */
export type TokenResult = { readonly kind: 'token'; readonly token: string } | RetryOutcome | StopOutcome;

/** Access tokens for one scope, fetched when needed and kept until half their life. */
export interface TokenSource {
  token(signal?: AbortSignal): Promise<TokenResult>;
  /** After the API refused `refused`: a newer token. Callers that were refused together share one fetch. */
  renew(refused: string, signal?: AbortSignal): Promise<TokenResult>;
}

/** What the Tracking API and the Public API want to see in a token (docs/segment-api/tracking.md#oauth). */
export type OAuthScope = 'tracking_api:write' | 'public_api:read_write';

/** A token as it is kept between calls. Times are epoch milliseconds. */
export interface KeptToken {
  readonly accessToken: string;
  /** Half its life: from here on a new one is asked for. */
  readonly renewAt: number;
  readonly expiresAt: number;
}

/** Keeps tokens by a name that holds no secret. */
export interface TokenKeeper {
  get(name: string): Promise<KeptToken | undefined>;
  set(name: string, token: KeptToken): Promise<void>;
}

export interface OAuthOptions {
  /** The region's auth server, e.g. `https://oauth2.segment.io`. */
  readonly authServer: string;
  readonly clientId: string;
  readonly keyId: string;
  /** PEM, PKCS#8 or PKCS#1, as openssl writes it. */
  readonly privateKeyFile: string;
  readonly scope: OAuthScope;
  readonly cache: TokenKeeper;
  readonly now: () => Date;
  /** Told every token before it is used, so that it can be kept out of all output. */
  readonly onToken?: (token: string) => void;
}

/** docs/segment-api/tracking.md#oauth: Node's SDK waits this long for a token. */
const tokenTimeoutMs = 10_000;
/** A clock wrong by less is not what the server minds. */
const noticeableSkewMs = 5_000;

export function createTokenSource(http: Http, options: OAuthOptions): TokenSource {
  const server = options.authServer.replace(/\/+$/, '');
  let fetching: Promise<TokenResult> | undefined;
  let latest: KeptToken | undefined;

  const fetchToken = async (signal?: AbortSignal): Promise<TokenResult> => {
    const result = await requestToken(http, server, options, signal);
    if (result.kind !== 'kept') return result;
    latest = result.token;
    await options.cache.set(await cacheName(server, options), latest);
    return handOut(latest);
  };
  const handOut = ({ accessToken }: KeptToken): TokenResult => {
    options.onToken?.(accessToken);
    return { kind: 'token', token: accessToken };
  };
  const fetchShared = (signal?: AbortSignal): Promise<TokenResult> => {
    fetching ??= fetchToken(signal)
      .catch(outcomeOf)
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  };

  return {
    async token(signal) {
      latest ??= await options.cache.get(await cacheName(server, options));
      const isFresh = latest !== undefined && options.now().getTime() < latest.renewAt;
      return latest !== undefined && isFresh ? handOut(latest) : fetchShared(signal);
    },
    async renew(refused, signal) {
      return latest !== undefined && latest.accessToken !== refused ? handOut(latest) : fetchShared(signal);
    },
  };
}

/** A damaged key file or a broken connection, as an outcome of the send that needed the token. */
function outcomeOf(error: unknown): TokenResult {
  if (error instanceof TransportError) {
    const outcome = judgeFailure(error);
    if (outcome.kind === 'retry' || outcome.kind === 'stop') return outcome;
  }
  if (error instanceof CliError) return { kind: 'stop', error };
  throw error;
}

type TokenReply = { readonly kind: 'kept'; readonly token: KeptToken } | RetryOutcome | StopOutcome;

async function requestToken(
  http: Http,
  server: string,
  options: OAuthOptions,
  signal?: AbortSignal,
): Promise<TokenReply> {
  const privateKey = await readPrivateKey(options.privateKeyFile);
  const signer = { clientId: options.clientId, keyId: options.keyId, audience: server };
  let skewMs = 0;
  for (let attempt = 0; ; attempt += 1) {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAssertion(privateKey, signer, new Date(options.now().getTime() - skewMs)),
      scope: options.scope,
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const url = `${server}/token`;
    const timeoutMs = tokenTimeoutMs;
    const reply = await http.send({ method: 'POST', url, headers, body, timeoutMs, signal, sensitive: true });
    if (reply.status === 200) return readToken(reply, options.now());
    const serverTime = Date.parse(reply.headers.date ?? '');
    const seenSkewMs = Number.isNaN(serverTime) ? 0 : options.now().getTime() - serverTime;
    // A wrong clock makes every assertion expired or not yet valid; the reply itself tells the right time.
    if (
      attempt === 0 &&
      (reply.status === 400 || reply.status === 401) &&
      Math.abs(seenSkewMs) > noticeableSkewMs
    ) {
      skewMs = seenSkewMs;
      continue;
    }
    return refusal(reply, server, options, seenSkewMs);
  }
}

/** Seconds of life come as a number (docs/segment-api/tracking.md#oauth); anything else is no token. */
const tokenReply = z.looseObject({
  access_token: z.string().check(z.refine(isVisibleAscii)),
  expires_in: z.number().check(z.positive()),
});

function readToken(reply: HttpReply, now: Date): TokenReply {
  const { success, data } = tokenReply.safeParse(parseJson(reply.body));
  if (!success) {
    const facts = { status: 200, code: 'oauth_reply_unreadable' };
    return retryOutcome('the OAuth server answered 200 without a token', facts);
  }
  const life = data.expires_in * 1000;
  const at = now.getTime();
  return {
    kind: 'kept',
    token: { accessToken: data.access_token, renewAt: at + life / 2, expiresAt: at + life },
  };
}

function refusal(
  reply: HttpReply,
  server: string,
  { clientId, keyId, now }: OAuthOptions,
  skewMs: number,
): RetryOutcome | StopOutcome {
  const { status, headers } = reply;
  if (isRetriedStatus(status)) {
    const wait = retryAfterMs(headers, now());
    return retryOutcome(`the OAuth server answered ${status}`, { status, retryAfterMs: wait });
  }
  const body = parseJson(reply.body);
  const words = [ownText(body, 'error'), ownText(body, 'error_description')]
    .filter((part) => part !== undefined)
    .join(': ');
  const clock =
    Math.abs(skewMs) > noticeableSkewMs
      ? [`The clock of this machine differs from the server’s by ${Math.round(Math.abs(skewMs) / 1000)} s.`]
      : [];
  const redirected = status >= 300 && status <= 399;
  return {
    kind: 'stop',
    error: new AuthError(
      `${new URL(server).host} did not return a token (${status}${words === '' ? '' : `: ${words.slice(0, 200)}`}).`,
      {
        code: redirected ? 'oauth_redirected' : 'oauth_token_refused',
        hint: redirected
          ? 'Check SEGMENT_OAUTH_URL: the auth server does not redirect.'
          : `Check the application ${clientId}, the key id ${keyId}, the private key that belongs to it, and the region.`,
        details: clock,
        status,
      },
    ),
  };
}

/** Tells applications, servers and scopes apart without holding anything worth stealing. */
async function cacheName(server: string, { clientId, keyId, scope }: OAuthOptions): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update([server, clientId, keyId, scope].join('\n')).digest('hex').slice(0, 32);
}
