import { NotFoundError, UsageError } from '../../errors.ts';
import { profilePageSizes, profileRate } from '../../segment/limits.ts';
import type { Region } from '../../spec/region.ts';
import { plainShellWord } from '../../spec/shell-word.ts';
import { textAt } from '../api-object.ts';
import { basicAuthorization } from '../authorization.ts';
import { followPages } from '../follow-pages.ts';
import { createJsonApi, type JsonApiOptions } from '../json-api.ts';
import { jsonKind, memberKind } from '../json-kind.ts';
import { profilePageEnd } from '../paging.ts';
import type { Query } from '../query.ts';
import { lowerCaseId, type ProfileId, type ProfileRoute, profileIdText, profilePath } from './profile-id.ts';
import { explainProfileRefusal } from './refusal.ts';

/** How a route of a profile is read. `soFar`: how many items came on the pages before. */
export interface ReadOptions {
  readonly query?: Query | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly soFar?: number;
}

export interface ProfileApi {
  readonly spaceId: string;
  urlOf(id: ProfileId, route: ProfileRoute): string;
  /** The reply of one route of a profile, as text that is JSON. Throws NotFoundError where there is no such profile. */
  read(id: ProfileId, route: ProfileRoute, options?: ReadOptions): Promise<string>;
}

export type ProfileApiOptions = Omit<JsonApiOptions, 'authorization' | 'concurrency' | 'explain'> & {
  readonly token: string;
  /** Where the token came from, in the words of a person: `SEGMENT_PROFILE_TOKEN`, `workspace prod`. */
  readonly tokenOrigin: string;
  readonly spaceId: string;
  readonly region: Region;
};

/** One for each route of a profile, so that the whole of it costs the wait of one (docs/rules.md#numbers). */
export const profileConcurrency = 5;

export function createProfileApi(options: ProfileApiOptions): ProfileApi {
  const { token, tokenOrigin, spaceId, region, ...rest } = options;
  const pace = createPace(profileRate, options);
  const api = createJsonApi({
    ...rest,
    http: {
      async send(request) {
        await pace(request.signal);
        return options.http.send(request);
      },
    },
    authorization: basicAuthorization(token),
    concurrency: profileConcurrency,
    explain: (reply, request) => explainProfileRefusal(reply, { request, region, tokenOrigin, spaceId }),
  });
  return {
    spaceId,
    urlOf: (id, route) => api.prepare({ path: profilePath(spaceId, id, route) }).url,
    async read(id, route, { query = {}, ...rest } = {}) {
      const thing = route.replaceAll('_', ' ');
      try {
        return await api.call({ path: profilePath(spaceId, id, route), thing, query, ...rest });
      } catch (error) {
        if (error instanceof NotFoundError) throw profileNotFound(error, id, spaceId);
        throw error;
      }
    },
  };
}

/** Waits, in line, until another request may begin: `most` of them within any second. */
export function createPace(
  most: number,
  { monotonic, sleep }: Pick<JsonApiOptions, 'monotonic' | 'sleep'>,
): (signal?: AbortSignal) => Promise<void> {
  const starts: number[] = [];
  let line: Promise<void> = Promise.resolve();
  const take = async (signal?: AbortSignal): Promise<void> => {
    const earliest = starts.length < most ? 0 : (starts[0] ?? 0) + 1_000;
    const wait = earliest - monotonic();
    if (wait > 0) await sleep(wait, signal);
    starts.push(monotonic());
    if (starts.length > most) starts.shift();
  };
  return (signal) => {
    const turn = line.then(() => take(signal));
    // Who gives up waiting must not stop those behind.
    line = turn.catch(() => {});
    return turn;
  };
}

/** The error for a profile that is not there; suggests the spelling that Segment would look up (docs/segment-api/profile.md#identifiers-in-paths). */
function profileNotFound(cause: NotFoundError, id: ProfileId, spaceId: string): NotFoundError {
  const lower = lowerCaseId(id);
  return new NotFoundError(
    `There is no profile ${profileIdText(id)} among the ${id.collection} of space ${spaceId}.`,
    {
      code: 'profile_not_found',
      hint:
        lower === undefined
          ? 'Check the id, its type and --collection. A message that was just sent takes a while to appear.'
          : `Segment ${lower.type === id.type?.toLowerCase() ? 'looks ids up in lower case' : `calls this type ${lower.type}`}. Try: segment profile get ${plainShellWord(profileIdText(lower))}`,
      status: cause.status,
      requestId: cause.requestId,
      cause,
    },
  );
}

export interface ProfilePage<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
  /** The Profile API does not count. */
  readonly total: undefined;
}

export interface ProfileListRequest<T> {
  readonly route: keyof typeof profilePageSizes;
  readonly query?: Query;
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The items of a reply; undefined when it holds no list. */
  readonly read: (reply: string) => readonly T[] | undefined;
}

/**
 * The pages of a list, one by one, as they are asked for. Each begins at `cursor.next` of the one before; `url` is
 * never read (docs/segment-api/profile.md#replies). A list that cannot be followed to its end throws as {@link followPages} says.
 */
export function readPages<T>(
  api: ProfileApi,
  id: ProfileId,
  { route, query = {}, limit, signal, read }: ProfileListRequest<T>,
): AsyncGenerator<ProfilePage<T>> {
  let soFar = 0;
  return followPages({
    list: api.urlOf(id, route),
    limit,
    async read(next, left) {
      const count = Math.min(profilePageSizes[route], left);
      const reply = await api.read(id, route, { query: { ...query, limit: count, next }, signal, soFar });
      const items = read(reply);
      if (items === undefined) throw notTheProfileApi(api.urlOf(id, route), route, reply);
      soFar += items.length;
      const text = textAt(reply, members[route]);
      return { page: { items, total: undefined }, count: items.length, text, end: profilePageEnd(reply) };
    },
  });
}

/** What the routes of a profile answer with. */
const members: Readonly<Record<ProfileRoute, string>> = {
  traits: 'traits',
  external_ids: 'data',
  events: 'data',
  metadata: 'metadata',
  links: 'data',
};

/** Exit 2: the URL leads to something else. */
export function notTheProfileApi(url: string, route: ProfileRoute, reply: string): UsageError {
  const [kind, member] = [jsonKind(reply), members[route]];
  const reason = kind === 'an object' ? `${member} is ${memberKind(reply, member)}` : kind;
  return new UsageError(`${url} did not return a Profile API response (${reason}).`, {
    code: 'reply_unexpected',
    hint: 'Check SEGMENT_PROFILE_URL, and look at the response with --debug.',
  });
}
