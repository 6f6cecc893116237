import { basicAuthorization } from '../api/authorization.ts';
import type { Http, HttpReply } from '../api/http.ts';
import { createJsonApi, type SentRequest } from '../api/json-api.ts';
import type { TokenSource } from '../api/oauth.ts';
import { isRefusedToken, judgeReply } from '../api/retry.ts';
import { sendWithToken } from '../api/send-with-token.ts';
import type { CliError } from '../errors.ts';
import type { Region } from '../spec/region.ts';
import type { OpenApi, Way } from './open-api.ts';
import { withWriteKey } from './write-keys.ts';

/** What opens the Tracking API of one source. */
export interface TrackingKey {
  readonly writeKey: string;
  /** In the words of a person. */
  readonly keyOrigin: string | undefined;
  readonly region: Region;
  /** With OAuth: the token goes into the header, and the key into the body (docs/segment-api/tracking.md#write-keys). */
  readonly tokens: TokenSource | undefined;
}

/** Opens the Tracking API. Sends nothing yet. */
export function openTracking(way: Way, { writeKey, keyOrigin, region, tokens }: TrackingKey): OpenApi {
  const facts = { oauth: tokens !== undefined, region, keyOrigin };
  const refusal = (reply: HttpReply, { url }: SentRequest): CliError | undefined => {
    const outcome = judgeReply(reply, { ...facts, now: way.now(), url });
    return outcome.kind === 'acknowledged' ? undefined : outcome.error;
  };
  const api = createJsonApi({
    ...way,
    http: tokens === undefined ? way.http : withTokens(way.http, tokens),
    authorization: basicAuthorization(writeKey),
    concurrency: 1,
    mayRepeat: true,
    explain: (reply, request) => {
      const error = refusal(reply, request);
      if (error === undefined) throw new Error(`a reply of status ${reply.status} is a success`);
      return error;
    },
  });
  return {
    api,
    refusal,
    body: (text) => (tokens === undefined ? text : withWriteKey(text, writeKey)),
  };
}

/** With the token in place of the key. */
function withTokens(http: Pick<Http, 'send'>, tokens: TokenSource): Pick<Http, 'send'> {
  return {
    send: (request) =>
      sendWithToken(tokens, {
        send: (authorization) => http.send({ ...request, headers: { ...request.headers, authorization } }),
        isRefused: ({ status }) => isRefusedToken(status),
        noToken: ({ error }) => {
          throw error;
        },
        signal: request.signal,
      }),
  };
}
