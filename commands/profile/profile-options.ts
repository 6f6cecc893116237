import type { Command, OptionValues } from '@commander-js/extra-typings';
import {
  lowerCaseId,
  type ProfileId,
  profileCollections,
  profileIdText,
} from '../../src/api/profiles/profile-id.ts';
import type { App } from '../../src/app.ts';
import { findProfile } from '../../src/profiles/find-profile.ts';
import { type MeantProfile, readProfileName } from '../../src/profiles/profile-name.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { type FlagsOf, type NoFlags, Option } from '../options.ts';
import { openProfiles } from '../reading/open-profiles.ts';

/** Whose profile, as flags. */
export type ProfileFlags = FlagsOf<typeof addProfileOptions<[], NoFlags>>;

/** The flags that name an identifier, and its type. Phone numbers go by the name of the documents’ example (docs/segment-api/profile.md#test-vectors). */
const idFlags = [
  ['userId', 'user_id', '--user-id'],
  ['anonymousId', 'anonymous_id', '--anonymous-id'],
  ['email', 'email', '--email'],
  ['groupId', 'group_id', '--group-id'],
  ['phone', 'phone_number', '--phone'],
] as const;

export function addProfileOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  return command
    .argument(
      '[id]',
      'type:value, e.g. user_id:user_1 or ios.idfa:7A3C…, or an internal id, use_…; without a type, a user_id, e-mail address or phone number',
    )
    .addOption(option('-u, --user-id <id>', 'by the id of the user in your own database'))
    .addOption(option('-a, --anonymous-id <id>', 'by the id of a user who is not known yet'))
    .addOption(option('--email <address>', 'by e-mail address; prefer an id, as addresses end up in logs'))
    .addOption(option('--group-id <id>', 'by the id of an account; implies --collection accounts'))
    .addOption(option('--phone <phone>', 'by phone_number, e.g. +5555550123'))
    .addOption(option('--collection <name>', 'the collection to search').choices(profileCollections))
    .addOption(option('--space <id>', 'the space (default: SEGMENT_SPACE_ID or the stored one)'));
}

function option<Flags extends string>(flags: Flags, description: string) {
  return new Option(flags, description).helpGroup('Profile:');
}

/** Whose profile is meant. Throws UsageError. */
function readProfileTarget(named: string | undefined, flags: ProfileFlags): MeantProfile {
  const byFlag = idFlags.flatMap(([key, type, spelling]) => {
    const value = flags[key];
    return value === undefined ? [] : [{ spelling, type, value }];
  });
  return readProfileName({ typed: named, named: byFlag, collection: flags.collection });
}

/** Segment finds identifiers by their lower case (docs/segment-api/profile.md#identifiers-in-paths); the id is used as it was given all the same. */
function warnOfCapitals(print: App['print'], id: ProfileId): void {
  const lower = lowerCaseId(id);
  if (lower === undefined) return;
  const [given, wanted] = [id, lower].map((each) => escapeLine(profileIdText(each)));
  print.warn(`${given} has capitals, and Segment looks ids up in lower case: ${wanted}`);
}

/**
 * The profile that is meant, and the Profile API of its space. Says what an id without a type was taken for; warns
 * about capitals, which Segment finds nothing by.
 */
export async function openProfile(app: App, named: string | undefined, flags: ProfileFlags) {
  const meant = readProfileTarget(named, flags);
  const { api } = await openProfiles(app, flags.space);
  const id = await findProfile(api, meant);
  if (meant.untyped !== undefined) noteType(app, meant.untyped, id);
  warnOfCapitals(app.print, id);
  return { api, id };
}

/** A script hears of it as well: an id that is guessed may be somebody else's. */
function noteType({ print, globals }: App, untyped: string, id: ProfileId): void {
  const line = `“${escapeLine(untyped)}” has no type: taken for ${escapeLine(profileIdText(id))}.`;
  if (globals.json) print.warn(line);
  else print.note(line);
}
