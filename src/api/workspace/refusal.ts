import { ApiError, AuthError, type CliError, NotFoundError, TemporaryError } from '../../errors.ts';
import { regionUrls } from '../../segment/hosts.ts';
import { parseJson } from '../../spec/parse-json.ts';
import { type Region, regions } from '../../spec/region.ts';
import type { HttpReply } from '../http.ts';
import type { SentRequest } from '../json-api.ts';
import { ownField, ownText } from '../json-reply.ts';
import { isHtml, refusedOnTheWay } from '../refusal.ts';
import { isRetriedStatus } from '../retry.ts';

export interface RefusalFacts {
  readonly request: SentRequest;
  readonly region: Region;
  readonly tokenOrigin: string;
}

/** One entry of `errors` (docs/segment-api/public.md#envelope). */
interface Problem {
  readonly message: string;
  readonly field: string | undefined;
}

/** What a refusal of the Public API means, by its status: types and texts vary (docs/segment-api/public.md#status-codes). */
export function explainRefusal(reply: HttpReply, facts: RefusalFacts): CliError {
  const between = refusedOnTheWay(reply, facts.request.url);
  if (between !== undefined) return between;
  const { status, headers } = reply;
  const problems = readProblems(reply);
  const message = problems.map(({ message }) => message).join(' ');
  const requestId = headers['x-request-id'] ?? headers['request-id'];
  const about = { status, requestId, details: detailsOf(problems) };
  const other = otherRegion(reply, message, facts.region);
  if (other !== undefined) {
    return new AuthError(`This workspace is in region ${other}, not ${facts.region}.`, {
      ...about,
      code: 'wrong_region',
      hint: `Add --region ${other}, or set SEGMENT_REGION=${other}`,
    });
  }
  if (status >= 300 && status <= 399) {
    return new ApiError(`The Public API redirected the request (${status}): ${headers.location ?? ''}`, {
      ...about,
      code: 'redirected',
      hint: 'Check SEGMENT_API_URL: the token is not sent to another host.',
    });
  }
  if (status === 401) {
    return new AuthError(`The Public API refused the token from ${facts.tokenOrigin} (401).`, {
      ...about,
      code: 'token_refused',
      hint: `Check it with: segment auth status. A token of the other region needs --region ${facts.region === 'us' ? 'eu' : 'us'}`,
    });
  }
  if (status === 403) {
    return new AuthError(
      `The plan of the workspace, or the role of the token from ${facts.tokenOrigin}, does not include this (403).`,
      {
        ...about,
        code: 'not_included',
        hint: 'A workspace owner sees what is missing: the plan under Settings, Usage & billing; the token under Access Management.',
      },
    );
  }
  if (status === 404 && isHtml(reply)) {
    return new ApiError(`${new URL(facts.request.url).host} has no Public API at this path (404).`, {
      ...about,
      code: 'wrong_host',
      hint: 'Check SEGMENT_API_URL and --region, see: segment config list --show-origin',
    });
  }
  if (status === 404) {
    return new NotFoundError(message === '' ? `There is nothing at ${facts.request.path}.` : message, {
      ...about,
      details: [],
      code: 'not_found',
    });
  }
  if (status === 429 || isRetriedStatus(status)) {
    return new TemporaryError(
      status === 429
        ? 'The Public API is still limiting this token (429).'
        : `The Public API answered ${status}.`,
      {
        ...about,
        code: status === 429 ? 'rate_limited' : 'server_unavailable',
      },
    );
  }
  return new ApiError(`The Public API refused ${facts.request.method} ${facts.request.path} (${status}).`, {
    ...about,
    ...(about.details.length === 0 && { hint: 'Look at the whole answer with --debug.' }),
    code: status === 422 ? 'input_refused' : status === 409 ? 'conflict' : 'api_refused',
  });
}

/** Tolerant, because what stands between may answer in its own words (docs/segment-api/public.md#envelope). */
function readProblems({ body }: HttpReply): Problem[] {
  const json = parseJson(body);
  const errors = ownField(json, 'errors');
  if (Array.isArray(errors)) {
    return errors.map((error: unknown) => ({
      message: ownText(error, 'message') ?? ownText(error, 'type') ?? '',
      field: ownText(error, 'field'),
    }));
  }
  const message =
    ownText(ownField(json, 'error'), 'message') ?? ownText(json, 'error') ?? ownText(json, 'message');
  return message === undefined ? [] : [{ message, field: undefined }];
}

function detailsOf(problems: readonly Problem[]): string[] {
  return problems
    .filter(({ message }) => message !== '')
    .map(({ message, field }) => (field === undefined ? message : `${field}: ${message}`));
}

/** Both ways in which a wrong region shows (docs/segment-api/public.md#wrong-region); undefined when it does not. */
function otherRegion({ status, headers }: HttpReply, message: string, region: Region): Region | undefined {
  const [, named] = /must be sent to Segment's (EU|US)-hosted API/i.exec(message) ?? [];
  if (named !== undefined) return named.toLowerCase() === 'eu' ? 'eu' : 'us';
  if (status < 300 || status > 399) return undefined;
  const host = hostOf(headers.location);
  return regions.find((other) => other !== region && hostOf(regionUrls[other].api) === host);
}

function hostOf(location: string | undefined): string | undefined {
  try {
    return new URL(location ?? '').hostname;
  } catch {
    return undefined;
  }
}
