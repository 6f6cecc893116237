import { basicAuthorization } from '../../src/api/authorization.ts';
import type { Http, HttpReply } from '../../src/api/http.ts';
import { createJsonApi, type SentRequest } from '../../src/api/json-api.ts';
import type { TokenSource } from '../../src/api/oauth.ts';
import { isRefusedToken, judgeReply } from '../../src/api/retry.ts';
import { sendWithToken } from '../../src/api/send-with-token.ts';
import type { App } from '../../src/app.ts';
import type { CliError } from '../../src/errors.ts';
import { withWriteKey } from '../../src/raw-call/with-write-key.ts';
import { apiWorld } from '../reading/api-world.ts';
import { openTarget, openTokens, type TargetFlags } from '../target.ts';
import type { ApiPlace } from './api-place.ts';
import type { OpenApi } from './open-api.ts';

/** Opens the Tracking API with the write key, or with OAuth and the write key in the body (docs/segment-api/tracking.md#write-keys). */
export async function openTracking(app: App, { baseUrl }: ApiPlace, flags: TargetFlags): Promise<OpenApi> {
  // Finds the key as every sending command does, and says when there is none.
  const { context } = await openTarget(app, flags);
  const writeKey = context.writeKey?.value ?? '';
  const http = await app.http();
  const oauth = context.oauth?.value;
  const tokens = oauth === undefined ? undefined : await openTokens(app, context, oauth, http);
  const facts = {
    oauth: tokens !== undefined,
    region: context.region.value,
    keyOrigin: context.writeKey?.origin.name,
  };
  const refusal = (reply: HttpReply, { url }: SentRequest): CliError | undefined => {
    const outcome = judgeReply(reply, { ...facts, now: app.io.now(), url });
    return outcome.kind === 'acknowledged' ? undefined : outcome.error;
  };
  const api = createJsonApi({
    ...apiWorld(app),
    http: tokens === undefined ? http : withTokens(http, tokens),
    baseUrl,
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

/** With the token in place of the key; a refused one is made anew once, as in every other send. */
function withTokens(http: Http, tokens: TokenSource): Pick<Http, 'send'> {
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
