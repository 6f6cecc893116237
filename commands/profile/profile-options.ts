import { type Command, Option } from 'commander';
import {
  lowerCaseId,
  type ProfileCollection,
  type ProfileId,
  profileCollections,
  profileIdText,
} from '../../src/api/profiles/profile-id.ts';
import type { App } from '../../src/app.ts';
import { readProfileName } from '../../src/profiles/profile-name.ts';
import { escapeLine } from '../../src/spec/escape.ts';

/** Whose profile, as flags. */
export interface ProfileFlags {
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly email?: string;
  readonly groupId?: string;
  readonly phone?: string;
  readonly collection?: ProfileCollection;
  readonly space?: string;
}

/** The flags that name an identifier, and its type. Phone numbers go by the name of the documents’ example (docs/segment-api/profile.md#test-vectors). */
const idFlags = [
  ['userId', 'user_id', '-u, --user-id <id>', 'by the id of the user in your own database'],
  ['anonymousId', 'anonymous_id', '-a, --anonymous-id <id>', 'by the id of a user who is not known yet'],
  ['email', 'email', '--email <address>', 'by e-mail address; prefer an id, as addresses end up in logs'],
  ['groupId', 'group_id', '--group-id <id>', 'by the id of an account; implies --collection accounts'],
  ['phone', 'phone_number', '--phone <number>', 'by phone_number, e.g. +5555550123'],
] as const;

export function addProfileOptions(command: Command): Command {
  command.argument('[id]', 'type:value, e.g. user_id:user_1 or ios.idfa:7A3C…, or an internal id, use_…');
  const group = 'Profile:';
  for (const [, , flags, description] of idFlags)
    command.addOption(new Option(flags, description).helpGroup(group));
  return command
    .addOption(
      new Option('--collection <name>', 'the collection to search')
        .choices(profileCollections)
        .helpGroup(group),
    )
    .addOption(
      new Option('--space <id>', 'the space (default: SEGMENT_SPACE_ID or the stored one)').helpGroup(group),
    );
}

/** The one profile that is meant. Throws UsageError; warns about capitals, which Segment finds nothing by. */
export function readProfileTarget(
  { print }: Pick<App, 'print'>,
  said: string | undefined,
  flags: ProfileFlags,
): ProfileId {
  const named = idFlags.flatMap(([key, type, words]) => {
    const value = flags[key];
    const [spelling = ''] = /--[\w-]+/.exec(words) ?? [];
    return value === undefined ? [] : [{ spelling, type, value }];
  });
  const id = readProfileName({ typed: said, named, collection: flags.collection });
  warnOfCapitals(print, id);
  return id;
}

/** Segment finds identifiers by their lower case (docs/segment-api/profile.md#identifiers-in-paths); the id is used as it was given all the same. */
function warnOfCapitals(print: App['print'], id: ProfileId): void {
  const lower = lowerCaseId(id);
  if (lower === undefined) return;
  const [given, wanted] = [id, lower].map((each) => escapeLine(profileIdText(each)));
  print.warn(`${given} has capitals, and Segment looks ids up in lower case: ${wanted}`);
}
