import {
  type ProfileCollection,
  type ProfileId,
  readProfileId,
  spelledType,
} from '../api/profiles/profile-id.ts';
import { UsageError } from '../errors.ts';
import { plainShellWord } from '../spec/shell-word.ts';

/** How a profile was named. */
export interface ProfileName {
  /** `type:value`, or an internal id. */
  readonly typed: string | undefined;
  /** Identifiers that were given by their type; `spelling` is the flag. */
  readonly named: readonly { readonly spelling: string; readonly type: string; readonly value: string }[];
  readonly collection: ProfileCollection | undefined;
}

/** Whose profile is meant. */
export interface MeantProfile {
  /** One; of an id without a type those that it may be, the likeliest first. */
  readonly ids: readonly [ProfileId, ...(readonly ProfileId[])];
  /** The id that was typed without its type. */
  readonly untyped: string | undefined;
}

/** The profile that is meant. Throws UsageError. */
export function readProfileName({ typed, named, collection }: ProfileName): MeantProfile {
  const spellings = [...(typed === undefined ? [] : [typed]), ...named.map(({ spelling }) => spelling)];
  if (spellings.length !== 1) throw spellings.length === 0 ? idMissing() : idsConflict(spellings);
  const [flag] = named;
  const id = readProfileId(flag === undefined ? (typed ?? '') : `${flag.type}:${flag.value}`, collection);
  if (id !== undefined) return { ids: [id], untyped: undefined };
  const value = typed ?? '';
  if (value.includes(':') || knownTypes.test(value)) throw withoutType(value);
  return { ids: guessesOf(value, collection), untyped: value };
}

/** What an id without a type is taken for: that of a user in one's own database, then what it looks like. */
function guessesOf(value: string, collection: ProfileCollection = 'users'): MeantProfile['ids'] {
  const as = (type: string): ProfileId => ({ collection, type, value });
  if (collection === 'accounts') return [as('group_id')];
  if (/^\S+@\S+$/.test(value)) return [as('user_id'), as('email')];
  return /^\+\d/.test(value) ? [as('user_id'), as('phone_number')] : [as('user_id')];
}

const example = 'segment profile get user_id:user_1';

function idMissing(): UsageError {
  return new UsageError('Which profile? Name it by one of its ids.', {
    code: 'id_missing',
    hint: `${example}, or --email, --anonymous-id, --group-id`,
  });
}

function idsConflict(spellings: readonly string[]): UsageError {
  return new UsageError(`A profile is named by one id, not by ${spellings.length}.`, {
    code: 'ids_conflict',
    details: spellings,
    hint: 'Keep one of them.',
  });
}

function idEmpty(spelling: string): UsageError {
  return new UsageError(`${spelling} has no value.`, { code: 'id_empty', hint: example });
}

const knownTypes = /^(user_id|anonymous_id|group_id|email|userId|anonymousId|groupId)=/;

function withoutType(typed: string): UsageError {
  if (/[:=]\s*$/.test(typed)) return idEmpty(typed);
  const [before = '', type] = knownTypes.exec(typed) ?? [];
  if (type !== undefined)
    return new UsageError(`“${typed}” has no colon after the id type.`, {
      code: 'id_without_type',
      hint: `segment profile get ${plainShellWord(`${spelledType(type)}:${typed.slice(before.length)}`)}`,
    });
  return new UsageError(`“${typed}” has no id type.`, {
    code: 'id_without_type',
    hint: `Write it with its type: user_id${typed}. Others: anonymous_id, group_id, email, or a custom type.`,
  });
}
