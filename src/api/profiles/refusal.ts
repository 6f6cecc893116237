import { ApiError, AuthError, type CliError, NotFoundError, TemporaryError } from '../../errors.ts';
import { parseJson } from '../../spec/parse-json.ts';
import { otherRegion, type Region } from '../../spec/region.ts';
import type { HttpReply } from '../http.ts';
import type { SentRequest } from '../json-api.ts';
import { ownField, ownText } from '../json-reply.ts';
import { refusedOnTheWay } from '../refusal.ts';
import { isRetriedStatus } from '../retry.ts';

export interface RefusalFacts {
  readonly request: SentRequest;
  readonly region: Region;
  readonly tokenOrigin: string;
  readonly spaceId: string;
}

/** What a refusal of the Profile API means (docs/segment-api/profile.md#errors). */
export function explainProfileRefusal(reply: HttpReply, facts: RefusalFacts): CliError {
  const between = refusedOnTheWay(reply, facts.request.url);
  if (between !== undefined) return between;
  const { status, headers } = reply;
  const problem = ownField(parseJson(reply.body), 'error');
  const message = ownText(problem, 'message');
  const about = {
    status,
    requestId: headers['request-id'] ?? headers['x-request-id'],
    details: message === undefined ? [] : [message],
  };
  const host = new URL(facts.request.url).host;
  if (status >= 300 && status <= 399) {
    return new ApiError(`${host} redirected the request (${status}): ${headers.location ?? ''}`, {
      ...about,
      code: 'redirected',
      hint: 'Check SEGMENT_PROFILE_URL: the token is not sent to another host.',
    });
  }
  if (status === 401 || status === 403) return refusedToken(status, about, facts);
  if (status === 404) {
    return problem === undefined
      ? new ApiError(`${host} has no Profile API at this path (404).`, {
          ...about,
          code: 'wrong_host',
          hint: 'Check SEGMENT_PROFILE_URL and --region, see: segment config list --show-origin',
        })
      : new NotFoundError(message ?? 'There is no such profile.', {
          ...about,
          details: [],
          code: 'not_found',
        });
  }
  if (status === 429) {
    return new TemporaryError('The Profile API is still limiting this space (429).', {
      ...about,
      code: 'rate_limited',
      hint: 'A space accepts 100 requests a second from all clients together. Run the same command again later.',
    });
  }
  if (isRetriedStatus(status)) {
    return new TemporaryError(`The Profile API answered ${status}.`, {
      ...about,
      code: 'server_unavailable',
    });
  }
  return new ApiError(`The Profile API refused ${facts.request.method} ${facts.request.path} (${status}).`, {
    ...about,
    ...(about.details.length === 0 && { hint: 'Look at the whole answer with --debug.' }),
    code: status === 400 ? 'input_refused' : 'api_refused',
  });
}

function refusedToken(
  status: 401 | 403,
  about: { readonly requestId: string | undefined; readonly details: readonly string[] },
  { region, tokenOrigin, spaceId }: RefusalFacts,
): AuthError {
  const other = otherRegion(region);
  return status === 401
    ? new AuthError(`The Profile API refused the token from ${tokenOrigin} for space ${spaceId} (401).`, {
        ...about,
        status,
        code: 'profile_token_refused',
        hint: `A token belongs to one space and one region: check both with: segment auth status. A space of the other region needs --region ${other}`,
      })
    : new AuthError(`The token from ${tokenOrigin} may not read space ${spaceId} (403).`, {
        ...about,
        status,
        code: 'not_included',
        hint: 'Check the plan of the workspace, and the token under Unify, Unify settings, API access.',
      });
}
