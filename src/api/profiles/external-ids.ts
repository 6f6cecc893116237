import { profilePageSizes } from '../../segment/limits.ts';
import type { ApiObject } from '../api-object.ts';
import { type ProfileApi, type ProfilePage, readPages } from './client.ts';
import { readData } from './data.ts';
import type { ProfileId } from './profile-id.ts';

/** The largest page (docs/segment-api/profile.md#limits). */
const pageSize = profilePageSizes.external_ids;

export interface ExternalIdsRequest {
  /** Types: these alone. */
  readonly include?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Every identifier of a profile, in the order in which the API gives them. */
export function listExternalIds(
  api: ProfileApi,
  id: ProfileId,
  { include, limit, signal }: ExternalIdsRequest = {},
): AsyncGenerator<ProfilePage<ApiObject>> {
  return readPages(api, id, {
    route: 'external_ids',
    query: { include: include?.join(',') },
    pageSize,
    limit,
    signal,
    read: readData,
  });
}
