import { createHash } from 'node:crypto';

const base62 = Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const length = 27;

/** `use_`: a user's profile, `grp_`: an account's, `map_`: the tie of an identifier to a profile (docs/segment-api/profile.md#replies). */
export type IdPrefix = 'use_' | 'grp_' | 'map_';

/**
 * Ids of Segment's form, the prefix and 27 characters of base 62. The same seed and ordinal give the same id,
 * so that two runs over the same messages can be compared.
 */
export function seededId(seed: string, prefix: IdPrefix, ordinal: number): string {
  const digest = createHash('sha256').update(`${seed}\n${prefix}\n${ordinal}`).digest();
  for (let at = 0; at < length; at += 1) digest[at] = base62[(digest[at] ?? 0) % base62.length] ?? 0;
  return prefix + digest.toString('latin1', 0, length);
}
