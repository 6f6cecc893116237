/** People are in one collection of a space, their companies in the other. */
export const profileCollections = ['users', 'accounts'] as const;
export type ProfileCollection = (typeof profileCollections)[number];

/** Whose profile. Without a type the value is an internal id, `use_…`. */
export interface ProfileId {
  readonly collection: ProfileCollection;
  readonly type: string | undefined;
  readonly value: string;
}

/** Internal ids stand in cursors in place of `type:value`, and lookups by them work (contract §8.1). */
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
  if (colon < 1 || value === '') return undefined;
  return { collection: collection ?? (type === 'group_id' ? 'accounts' : 'users'), type, value };
}

/** `user_id:user_1`, as a person writes it. */
export function profileIdText({ type, value }: ProfileId): string {
  return type === undefined ? value : `${type}:${value}`;
}

/** As a part of a path: the colon stays, everything unusual is encoded; `+` and others fail when they are raw (contract §8.3). */
export function profileIdPath({ type, value }: ProfileId): string {
  return type === undefined ? encodeStrictly(value) : `${encodeStrictly(type)}:${encodeStrictly(value)}`;
}

/**
 * The spelling that Segment looks up where this one has capitals, as it finds identifiers by their lower case alone
 * (contract §8.3). Undefined where there is nothing to change: internal ids have capitals of their own.
 */
export function lowerCaseId(id: ProfileId): ProfileId | undefined {
  if (id.type === undefined || id.type.toLowerCase() === 'segment_id') return undefined;
  const lower = { ...id, type: id.type.toLowerCase(), value: id.value.toLowerCase() };
  return profileIdText(lower) === profileIdText(id) ? undefined : lower;
}

/** `encodeURIComponent` leaves these five, and a lone half of a character makes it throw. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
