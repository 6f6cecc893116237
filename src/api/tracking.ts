import type { ApiPath } from './api-path.ts';
import { basicAuthorization } from './authorization.ts';
import type { Http } from './http.ts';
import type { TokenSource } from './oauth.ts';
import type { ReplyFacts } from './refusal.ts';
import { judgeFailure, judgeReply, type SendOutcome } from './retry.ts';
import { sendWithToken } from './send-with-token.ts';
import { TransportError } from './transport-error.ts';

/** Where messages go and what opens the door. */
export interface TrackingTarget {
  /** Origin and path prefix, without a slash or `/v1` at the end. */
  readonly url: string;
  readonly writeKey: string;
  /** With OAuth the token goes into the header, and the caller puts `writeKey` into the body (docs/segment-api/tracking.md#write-keys). */
  readonly tokens?: TokenSource | undefined;
}

export interface TrackingRequest {
  /** `/v1/batch`, `/v1/track`, … */
  readonly path: ApiPath;
  readonly body: Uint8Array;
  /** The body is gzip already. */
  readonly gzip?: boolean;
  /** 0 for the first try; tells the server as `X-Retry-Count` from 1 on (docs/segment-api/tracking.md#backoff). */
  readonly attempt: number;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Tracking {
  /** One try. Every reply and every failure becomes an outcome; `renew_token` is dealt with inside. */
  post(request: TrackingRequest): Promise<SendOutcome>;
}

/** What the target cannot know: used for the wording of errors. */
export type TrackingFacts = Pick<ReplyFacts, 'region' | 'keyOrigin'> & { readonly now: () => Date };

export function createTracking(http: Http, target: TrackingTarget, facts: TrackingFacts): Tracking {
  const oauth = target.tokens !== undefined;
  const basic = basicAuthorization(target.writeKey);

  const postOnce = async (request: TrackingRequest, authorization: string): Promise<SendOutcome> => {
    const url = `${target.url}${request.path}`;
    const headers: Record<string, string> = {
      authorization,
      'content-type': 'application/json',
      accept: 'application/json',
    };
    if (request.gzip === true) headers['content-encoding'] = 'gzip';
    if (request.attempt > 0) headers['x-retry-count'] = String(request.attempt);
    try {
      const { body, timeoutMs, signal } = request;
      const reply = await http.send({ method: 'POST', url, headers, body, timeoutMs, signal });
      return judgeReply(reply, { ...facts, oauth, now: facts.now(), url });
    } catch (error) {
      if (error instanceof TransportError) return judgeFailure(error);
      throw error;
    }
  };

  return {
    async post(request) {
      const { tokens } = target;
      if (tokens === undefined) return postOnce(request, basic);
      const last = await sendWithToken<SendOutcome>(tokens, {
        send: (authorization) => postOnce(request, authorization),
        isRefused: ({ kind }) => kind === 'renew_token',
        noToken: (reason) => reason,
        signal: request.signal,
      });
      return last.kind === 'renew_token' ? { kind: 'stop', error: last.error } : last;
    },
  };
}
