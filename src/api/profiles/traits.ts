import { profilePageSizes } from '../../segment/limits.ts';
import { openObject } from '../../spec/json-text.ts';
import { textAt } from '../api-object.ts';
import { type ProfileApi, type ProfilePage, readPages } from './client.ts';
import type { ProfileId } from './profile-id.ts';

/** A trait with its value exactly as it came; with sources, `{value, source_id, updated_at}` (docs/segment-api/profile.md#replies). */
export interface Trait {
  readonly name: string;
  readonly text: string;
}

/** What Segment computed, in place of all traits (docs/segment-api/profile.md#parameters). */
export const traitClasses = ['audience', 'computed_trait'] as const;

export interface TraitsRequest {
  readonly traitClass?: (typeof traitClasses)[number] | undefined;
  /** These alone. */
  readonly include?: readonly string[] | undefined;
  /** With the source of each value and when it came: `verbose=true`. */
  readonly withSources?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** 10 would come by default, which looks like missing data; 200 is the most (docs/segment-api/profile.md#limits). */
const pageSize = profilePageSizes.traits;

/** The traits of a profile, computed traits and audiences among them, by name. */
export function listTraits(
  api: ProfileApi,
  id: ProfileId,
  { traitClass, include, withSources, limit, signal }: TraitsRequest = {},
): AsyncGenerator<ProfilePage<Trait>> {
  return readPages(api, id, {
    route: 'traits',
    query: {
      class: traitClass,
      include: include?.join(','),
      verbose: withSources === true ? true : undefined,
    },
    pageSize,
    limit,
    signal,
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
