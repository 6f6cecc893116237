import type { Http, HttpReply } from '../../src/api/http.ts';
import { createJsonApi, type SentRequest } from '../../src/api/json-api.ts';
import type { TokenSource } from '../../src/api/oauth.ts';
import { judgeReply } from '../../src/api/retry.ts';
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
    authorization: `Basic ${Buffer.from(`${writeKey}:`, 'utf8').toString('base64')}`,
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
    async send(request) {
      const tokenOf = (result: Awaited<ReturnType<TokenSource['token']>>): string => {
        if (result.kind !== 'token') throw result.error;
        return result.token;
      };
      const sendWith = (token: string) =>
        http.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
      const token = tokenOf(await tokens.token(request.signal));
      const reply = await sendWith(token);
      if (reply.status !== 401 && reply.status !== 403 && reply.status !== 511) return reply;
      return sendWith(tokenOf(await tokens.renew(token, request.signal)));
    },
  };
}
