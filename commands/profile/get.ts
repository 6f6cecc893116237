import type { Command } from '@commander-js/extra-typings';
import { readApiObject } from '../../src/api/api-object.ts';
import type { ProfileId } from '../../src/api/profiles/profile-id.ts';
import { historyDays } from '../../src/api/profiles/routes.ts';
import {
  problemsOf,
  readWholeProfile,
  type WholeProfile,
  wholeProfileText,
  withFewerEvents,
} from '../../src/api/profiles/whole-profile.ts';
import type { App } from '../../src/app.ts';
import { NotFoundError, UsageError } from '../../src/errors.ts';
import { watchWindow } from '../../src/profiles/watch.ts';
import { isForPerson, lookOf } from '../../src/terminal/look.ts';
import { problemWords } from '../../src/views/profile-columns.ts';
import type { FlagsOf } from '../options.ts';
import { duration, wholeNumber } from '../reading/flag-values.ts';
import { addFieldsOption } from '../reading/output-options.ts';
import { printJsonText, printObject } from '../reading/print-object.ts';
import { addProfileOptions, openProfile } from './profile-options.ts';

const examples = `
Examples:
  $ segment profile get user_id:user_1
  $ segment profile get --email ada@example.com --json
  $ segment profile get -u user_1 --fields traits.plan
  $ segment profile get --group-id acme
  $ segment profile get -u user_1 --watch --interval 2s

All parts are requested concurrently. A part that cannot be read is named, and is null with --json; the rest is
shown anyway. A message that was just sent takes a while to appear: segment track … --follow waits for it.

--json prints one object, each part as the API returned it:
  {"traits":{},"externalIds":[],"links":[],"metadata":{},"events":[]}
In a pipe each line starts with its part: metadata, trait, external_id, link or event. --watch waits for a profile that does
not exist yet, and adds a line per change:
time, part, change (added, changed or removed), name, before, after. With --json it is an object:
  {"at","part","change","name","before","after"}`;

const defaultIntervalMs = 5_000;
/** Five requests a look: more often would be in the way of who else reads the space. */
const leastIntervalMs = 1_000;

type GetFlags = FlagsOf<typeof addGetOptions>;

function addGetOptions(command: Command) {
  const withOwn = addProfileOptions(command)
    .optionsGroup('Which:')
    .option(
      '--limit <n>',
      `how many of the latest events, from the last ${historyDays} days`,
      wholeNumber(1),
      10,
    )
    .option('--watch', 'keep running and show changes')
    .option('--interval <time>', 'how often --watch checks (default: 5s)', duration);
  return addFieldsOption(withOwn);
}

export function register(command: Command, app: App): void {
  command
    .description('Show all of a profile on one screen: traits, ids, links, metadata, latest events.')
    .addHelpText('after', examples);
  addGetOptions(command).action((named, flags) => get(app, named, flags));
}

async function get(app: App, named: string | undefined, flags: GetFlags): Promise<void> {
  const intervalMs = readInterval(flags);
  const { api, id } = await openProfile(app, named, flags);
  const shown = { id, spaceId: api.spaceId };
  if (flags.watch === true) {
    const { watch } = await import('./watch.ts');
    const recentEvents = Math.max(watchWindow, flags.limit);
    const printFirst = (first: WholeProfile) =>
      printWhole(app, flags, withFewerEvents(first, flags.limit), shown);
    return watch(app, { api, id, intervalMs, recentEvents, printFirst });
  }
  const whole = await readWholeProfile(api, id, { recentEvents: flags.limit });
  await printWhole(app, flags, whole, shown);
  // What is missing for now is worth another try, and a script must know; what is not there is no failure.
  for (const { problem } of problemsOf(whole)) if (!(problem instanceof NotFoundError)) throw problem;
}

function readInterval({ watch, interval, fields }: GetFlags): number {
  if (watch !== true && interval !== undefined)
    throw new UsageError('--interval needs --watch.', { code: 'flags_conflict', hint: 'Add --watch.' });
  if (watch === true && fields !== undefined)
    throw new UsageError('--watch and --fields exclude each other.', {
      code: 'flags_conflict',
      hint: 'Choose one.',
    });
  if (interval !== undefined && interval < leastIntervalMs)
    throw new UsageError('--interval is 1s at least.', { code: 'bad_value' });
  return interval ?? defaultIntervalMs;
}

async function printWhole(
  app: App,
  { fields, limit }: GetFlags,
  whole: WholeProfile,
  { id, spaceId }: { readonly id: ProfileId; readonly spaceId: string },
): Promise<void> {
  const { io, print, globals } = app;
  // On the screen a part that failed is shown as failed in its place.
  if (globals.json || fields !== undefined || !isForPerson(io))
    for (const { name, problem } of problemsOf(whole)) print.warn(`${name}: ${problemWords(problem)}`);
  const json = wholeProfileText(whole);
  const object = readApiObject(json);
  if (fields !== undefined && object !== undefined) return printObject(app, { fields }, object, []);
  if (globals.json) return printJsonText(app, json);
  const { profileLines, profileScreen } = await import('../../src/views/profile-screen.ts');
  const now = io.now();
  const asked = { id, spaceId, recentEvents: limit };
  await print.result(
    isForPerson(io) ? profileScreen(whole, asked, now, lookOf(app)) : profileLines(whole, now),
  );
}
