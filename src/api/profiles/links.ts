import { profilePageSizes } from '../../segment/limits.ts';
import type { ApiObject } from '../api-object.ts';
import { notTheProfileApi, type ProfileApi } from './client.ts';
import { readData } from './data.ts';
import type { ProfileId } from './profile-id.ts';

/** The most that there is: no cursor leads on (docs/segment-api/profile.md#parameters). */
export const maxLinks = profilePageSizes.links;

/** The accounts of a user, or the users of an account. */
export async function getLinks(
  api: ProfileApi,
  id: ProfileId,
  { limit = maxLinks, signal }: { readonly limit?: number; readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly ApiObject[]> {
  const reply = await api.read(id, 'links', { limit: Math.min(limit, maxLinks) }, signal);
  const links = readData(reply);
  if (links === undefined) throw notTheProfileApi(api.urlOf(id, 'links'), 'links', reply);
  return links;
}
