import { CancelledError, type CliError, TemporaryError } from '../errors.ts';
import { parseJson } from '../spec/parse-json.ts';
import type { HttpReply } from './http.ts';
import { ownField } from './json-reply.ts';
import {
  isHtml,
  isInvalidWriteKey,
  messageOf,
  type ReplyFacts,
  refusedAsMalformed,
  refusedAsTooLarge,
  refusedCredential,
  refusedRequest,
} from './refusal.ts';
import { retryAfterMs } from './retry-after.ts';
import type { TransportError } from './transport-error.ts';

/**
 * What a reply, or its absence, means for the request (docs/rules.md#numbers). `error` is what to throw when nothing
 * more is tried: it says what to do and carries the exit code.
 */
export type SendOutcome =
  | { readonly kind: 'acknowledged'; readonly status: number; readonly serverDate: string | undefined }
  | RetryOutcome
  /** Too large or unreadable as a whole: halve it until the culprit is alone. */
  | { readonly kind: 'split'; readonly reason: string; readonly status: number; readonly error: CliError }
  /** OAuth: get a new token once, then stop. */
  | { readonly kind: 'renew_token'; readonly error: CliError }
  | StopOutcome;

export interface RetryOutcome {
  readonly kind: 'retry';
  readonly reason: string;
  readonly status: number | undefined;
  /** What the server asked for, in milliseconds; undefined leaves it to the backoff. */
  readonly retryAfterMs: number | undefined;
  /** Worth it only after something was acknowledged: nobody listens on this machine. */
  readonly onceTaking?: boolean;
  readonly error: CliError;
}

export interface StopOutcome {
  readonly kind: 'stop';
  readonly error: CliError;
}

const retriedStatuses = new Set([408, 410, 425, 429, 460]);
const hopelessServerErrors = new Set([501, 505, 511]);

/** True for the statuses that are tried again (docs/rules.md#numbers). */
export function isRetriedStatus(status: number): boolean {
  return retriedStatuses.has(status) || (status >= 500 && status <= 599 && !hopelessServerErrors.has(status));
}

/** True where a new access token may open what this one did not (docs/segment-api/tracking.md#oauth). */
export function isRefusedToken(status: number): boolean {
  return status === 401 || status === 403 || status === 511;
}

/** Judges a Tracking API reply. Pure. */
export function judgeReply(reply: HttpReply, facts: ReplyFacts): SendOutcome {
  const { status, headers } = reply;
  if (status >= 200 && status <= 299) return judgeSuccess(reply, facts);
  if (isRetriedStatus(status)) {
    const reason = status === 429 ? 'rate limited (429)' : `the server answered ${status}`;
    return retryOutcome(reason, { status, retryAfterMs: retryAfterMs(headers, facts.now) });
  }
  if (facts.oauth && isRefusedToken(status)) {
    return { kind: 'renew_token', error: refusedCredential(reply, facts) };
  }
  if (status === 400) return judgeBadRequest(reply, facts);
  if (status === 413) {
    return { kind: 'split', reason: 'too large (413)', status, error: refusedAsTooLarge(reply) };
  }
  if (status === 401 || status === 403) return { kind: 'stop', error: refusedCredential(reply, facts) };
  return { kind: 'stop', error: refusedRequest(reply, facts) };
}

/** Judges a request that got no whole reply. What no waiting changes ends with 7 as well: nothing was sent, and nothing is lost. */
export function judgeFailure(error: TransportError): SendOutcome {
  if (error.kind === 'aborted')
    return { kind: 'stop', error: new CancelledError('Interrupted.', { cause: error }) };
  const facts = { hint: error.hint, code: `network_${error.kind}`, cause: error };
  if (error.retry === 'never')
    return { kind: 'stop', error: retryOutcome(error.message, { ...facts, retryable: false }).error };
  return {
    ...retryOutcome(error.message, facts),
    ...(error.retry === 'once_taking' && { onceTaking: true }),
  };
}

interface RetryFacts {
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
  readonly hint?: string | undefined;
  /** False for what no waiting changes. */
  readonly retryable?: boolean;
  readonly code?: string;
  readonly cause?: unknown;
}

/** An outcome that is tried again, with the error for the day when the tries are used up. */
export function retryOutcome(
  reason: string,
  { status, retryAfterMs: wait, hint, retryable = true, code, cause }: RetryFacts,
): RetryOutcome {
  const sentence = reason.endsWith('.') ? reason : `Nothing was acknowledged: ${reason}.`;
  return {
    kind: 'retry',
    reason,
    status,
    retryAfterMs: wait,
    error: new TemporaryError(sentence, {
      code: code ?? (status === 429 ? 'rate_limited' : 'server_unavailable'),
      hint: hint ?? (retryable ? 'Nothing is wrong with the request: run it again later.' : undefined),
      retryable,
      status,
      cause,
    }),
  };
}

/** A 2xx counts when its body is empty, or JSON that does not say `"success": false` (rule R10). */
function judgeSuccess(reply: HttpReply, facts: ReplyFacts): SendOutcome {
  const acknowledged: SendOutcome = {
    kind: 'acknowledged',
    status: reply.status,
    serverDate: reply.headers.date,
  };
  if (reply.body.length === 0) return acknowledged;
  const body = parseJson(reply.body);
  if (body === undefined) {
    const what = isHtml(reply)
      ? 'a web page instead of JSON: a login portal or proxy in between'
      : 'something that is not JSON';
    return retryOutcome(`the server answered ${reply.status} with ${what}`, {
      status: reply.status,
      retryAfterMs: retryAfterMs(reply.headers, facts.now),
      code: 'reply_not_json',
      hint: 'Check the network for a login page, and the URL with --verbose.',
    });
  }
  if (ownField(body, 'success') !== false) return acknowledged;
  return isInvalidWriteKey(reply)
    ? { kind: 'stop', error: refusedCredential(reply, facts) }
    : { kind: 'stop', error: refusedRequest(reply, facts) };
}

/** The three texts of docs/segment-api/tracking.md#errors; any other 400 stops, because nobody knows what it means. */
function judgeBadRequest(reply: HttpReply, facts: ReplyFacts): SendOutcome {
  const message = messageOf(reply).toLowerCase();
  if (isInvalidWriteKey(reply)) return { kind: 'stop', error: refusedCredential(reply, facts) };
  if (message.includes('exceed payload limit')) {
    return { kind: 'split', reason: 'Exceed payload limit', status: 400, error: refusedAsTooLarge(reply) };
  }
  if (message.includes('malformed json')) {
    return { kind: 'split', reason: 'malformed JSON', status: 400, error: refusedAsMalformed(reply) };
  }
  return { kind: 'stop', error: refusedRequest(reply, facts) };
}

/** Full jitter: anywhere between nothing and `baseMs` × 2ⁿ, n from 0 at the first retry, at most `capMs` (docs/rules.md#numbers). */
export function backoffMs(options: {
  /** 1 for the first retry. */
  readonly attempt: number;
  readonly baseMs: number;
  readonly capMs: number;
  /** In [0, 1). */
  readonly random: number;
}): number {
  return Math.floor(options.random * Math.min(options.capMs, options.baseMs * 2 ** (options.attempt - 1)));
}
