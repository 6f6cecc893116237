import { profilePageSizes } from '../../segment/limits.ts';
import { openObject } from '../../spec/json-text.ts';
import { type ApiObject, itemsIn, readApiObject, textAt } from '../api-object.ts';
import { notTheProfileApi, type ProfileApi, type ProfilePage, readPages } from './client.ts';
import type { ProfileId } from './profile-id.ts';

/** How much of a list is read. */
interface ListLimits {
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far back the history reaches (docs/segment-api/profile.md#limits). */
export const historyDays = 14;

export interface EventsRequest extends ListLimits {
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** Names of events: these alone, or all but these. The API divides them by commas. */
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  /** Newest first, `desc`, unless it says otherwise. */
  readonly sort?: 'asc' | 'desc' | undefined;
}

/** What the user or the account of a profile did: Track messages, and Page messages as `Page Viewed`. */
export function listEvents(
  api: ProfileApi,
  id: ProfileId,
  { since, until, include, exclude, sort, ...limits }: EventsRequest = {},
): AsyncGenerator<ProfilePage<ApiObject>> {
  return readPages(api, id, {
    ...limits,
    route: 'events',
    query: {
      start: since?.toISOString(),
      end: until?.toISOString(),
      include: include?.join(','),
      exclude: exclude?.join(','),
      sort,
    },
    read: readData,
  });
}

/** Every identifier of a profile, in the order in which the API gives them; those of the types in `include` alone. */
export function listExternalIds(
  api: ProfileApi,
  id: ProfileId,
  { include, ...limits }: ListLimits & { readonly include?: readonly string[] | undefined } = {},
): AsyncGenerator<ProfilePage<ApiObject>> {
  const query = { include: include?.join(',') };
  return readPages(api, id, { ...limits, route: 'external_ids', query, read: readData });
}

/** The most that there is: no cursor leads on (docs/segment-api/profile.md#parameters). */
export const maxLinks = profilePageSizes.links;

/** The accounts of a user, or the users of an account. */
export async function getLinks(
  api: ProfileApi,
  id: ProfileId,
  { limit = maxLinks, signal }: ListLimits = {},
): Promise<readonly ApiObject[]> {
  const reply = await api.read(id, 'links', { query: { limit: Math.min(limit, maxLinks) }, signal });
  const links = readData(reply);
  if (links === undefined) throw notTheProfileApi(api.urlOf(id, 'links'), 'links', reply);
  return links;
}

/** When a profile came to be and was last changed, and by which messages. */
export async function getMetadata(api: ProfileApi, id: ProfileId, signal?: AbortSignal): Promise<ApiObject> {
  const reply = await api.read(id, 'metadata', { signal });
  const found = textAt(reply, 'metadata');
  const metadata = found === undefined ? undefined : readApiObject(found);
  if (metadata === undefined) throw notTheProfileApi(api.urlOf(id, 'metadata'), 'metadata', reply);
  return metadata;
}

/** A trait with its value exactly as it came; with sources, `{value, source_id, updated_at}` (docs/segment-api/profile.md#replies). */
export interface Trait {
  readonly name: string;
  readonly text: string;
}

/** What Segment computed, in place of all traits (docs/segment-api/profile.md#parameters). */
export const traitClasses = ['audience', 'computed_trait'] as const;

export interface TraitsRequest extends ListLimits {
  readonly traitClass?: (typeof traitClasses)[number] | undefined;
  /** These alone. */
  readonly include?: readonly string[] | undefined;
  /** With the source of each value and when it came: `verbose=true`. */
  readonly withSources?: boolean | undefined;
}

/** The traits of a profile, computed traits and audiences among them, by name. */
export function listTraits(
  api: ProfileApi,
  id: ProfileId,
  { traitClass, include, withSources, ...limits }: TraitsRequest = {},
): AsyncGenerator<ProfilePage<Trait>> {
  return readPages(api, id, {
    ...limits,
    route: 'traits',
    query: {
      class: traitClass,
      include: include?.join(','),
      verbose: withSources === true ? true : undefined,
    },
    read: readTraits,
  });
}

function readTraits(reply: string): Trait[] | undefined {
  const found = textAt(reply, 'traits');
  if (found === undefined || !found.startsWith('{')) return undefined;
  // Values of an object that was just opened are text.
  return [...openObject(found)].map(([name, node]) => ({ name, text: typeof node === 'string' ? node : '' }));
}

/** Traits as the object that the API writes, whatever number of pages they came on. */
export function traitsText(traits: readonly Trait[]): string {
  return `{${traits.map(({ name, text }) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
}

/** The items of a reply's `data` (docs/segment-api/profile.md#replies); undefined when that is no list of objects. */
function readData(reply: string): ApiObject[] | undefined {
  const found = textAt(reply, 'data');
  return found?.startsWith('[') === true ? itemsIn(found) : undefined;
}
