import { profileRoutes } from '../../segment/endpoints/profiles.ts';
import { isBlank } from '../../spec/same-name.ts';
import { type ApiPath, fillPath } from '../api-path.ts';

/** People are in one collection of a space, their companies in the other. */
export const profileCollections = ['users', 'accounts'] as const;
export type ProfileCollection = (typeof profileCollections)[number];

export type ProfileRoute = 'traits' | 'external_ids' | 'events' | 'metadata' | 'links';

/** Whose profile. Without a type the value is an internal id, `use_…`. */
export interface ProfileId {
  readonly collection: ProfileCollection;
  readonly type: string | undefined;
  readonly value: string;
}

/** Internal ids stand in cursors in place of `type:value`, and lookups by them work (docs/segment-api/profile.md#routes). */
const internalId = /^(?:use|grp)_[0-9A-Za-z]+$/;

/** Reads `type:value` or an internal id. The first colon divides: values hold others. Undefined for anything else. */
export function readProfileId(text: string, collection?: ProfileCollection): ProfileId | undefined {
  if (internalId.test(text)) {
    return {
      collection: collection ?? (text.startsWith('grp_') ? 'accounts' : 'users'),
      type: undefined,
      value: text,
    };
  }
  const colon = text.indexOf(':');
  const [type, value] = [text.slice(0, colon), text.slice(colon + 1)];
  if (colon < 1 || isBlank(type) || isBlank(value)) return undefined;
  return { collection: collection ?? (type === 'group_id' ? 'accounts' : 'users'), type, value };
}

/** `user_id:user_1`, as a person writes it. */
export function profileIdText({ type, value }: ProfileId): string {
  return type === undefined ? value : `${type}:${value}`;
}

/** The path of one route of a profile: the colon stays, everything unusual is encoded; `+` and others fail when they are raw. */
export function profilePath(
  spaceId: string,
  { collection, type, value }: ProfileId,
  route: ProfileRoute,
): ApiPath {
  return type === undefined
    ? fillPath(profileRoutes.byInternalId, { space: spaceId, collection, id: value, route })
    : fillPath(profileRoutes.byIdentifier, { space: spaceId, collection, id_type: type, id: value, route });
}

/** The types that messages and their SDKs spell otherwise. */
const typesOfMembers: ReadonlyMap<string, string> = new Map([
  ['userId', 'user_id'],
  ['anonymousId', 'anonymous_id'],
  ['groupId', 'group_id'],
]);

/** The type that was meant, as Segment spells it. */
export function spelledType(type: string): string {
  return typesOfMembers.get(type) ?? type.toLowerCase();
}

/**
 * The spelling that Segment looks up where this one has capitals, as it finds identifiers by their lower case alone
 * (docs/segment-api/profile.md#identifiers-in-paths). Undefined where there is nothing to change: internal ids have capitals of their own.
 */
export function lowerCaseId(id: ProfileId): ProfileId | undefined {
  if (id.type === undefined || id.type.toLowerCase() === 'segment_id') return undefined;
  const lower = { ...id, type: spelledType(id.type), value: id.value.toLowerCase() };
  return profileIdText(lower) === profileIdText(id) ? undefined : lower;
}
