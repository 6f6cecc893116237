import { profilePageSizes } from '../../segment/limits.ts';
import type { ApiObject } from '../api-object.ts';
import { type ProfileApi, type ProfilePage, readPages } from './client.ts';
import { readData } from './data.ts';
import type { ProfileId } from './profile-id.ts';

/** How far back the history reaches (docs/segment-api/profile.md#limits). */
export const historyDays = 14;

export interface EventsRequest {
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** Names of events: these alone, or all but these. The API divides them by commas. */
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  /** Newest first, `desc`, unless it says otherwise. */
  readonly sort?: 'asc' | 'desc' | undefined;
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The largest that the documents show (docs/segment-api/profile.md#limits). */
const pageSize = profilePageSizes.events;

/** What the user or the account of a profile did: Track messages, and Page messages as `Page Viewed`. */
export function listEvents(
  api: ProfileApi,
  id: ProfileId,
  { since, until, include, exclude, sort, limit, signal }: EventsRequest = {},
): AsyncGenerator<ProfilePage<ApiObject>> {
  return readPages(api, id, {
    route: 'events',
    query: {
      start: since?.toISOString(),
      end: until?.toISOString(),
      include: include?.join(','),
      exclude: exclude?.join(','),
      sort,
    },
    pageSize,
    limit,
    signal,
    read: readData,
  });
}
