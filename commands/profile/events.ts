import type { Command } from '@commander-js/extra-typings';
import { historyDays, listEvents } from '../../src/api/profiles/routes.ts';
import type { App } from '../../src/app.ts';
import { type EventSpan, readEventSpan } from '../../src/profiles/event-span.ts';
import { eventColumns } from '../../src/views/profile-columns.ts';
import { type FlagsOf, Option } from '../options.ts';
import { readNames } from '../reading/flag-values.ts';
import { addListOptions, listForm } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { addProfileOptions, openProfile } from './profile-options.ts';

const examples = `
Examples:
  $ segment profile events user_id:user_1
  $ segment profile events -u user_1 --include "Order Completed" --since 2d
  $ segment profile events -u user_1 --fields timestamp,event,message_id
  $ segment profile events --email ada@example.com --ndjson > history.ndjson

The API keeps the Track and Page messages of the last ${historyDays} days. It calls a Page message “Page Viewed”.`;

type EventsFlags = FlagsOf<typeof addEventsOptions>;

function addEventsOptions(command: Command) {
  const withOwn = addProfileOptions(command)
    .optionsGroup('Which:')
    .option('--since <time>', 'start of the range: ISO 8601, epoch, or 2h for two hours ago')
    .option('--until <time>', 'end of the range, in the same forms')
    .option('--include <names>', 'only events with these names, separated by commas', readNames)
    .option('--exclude <names>', 'all events except those with these names', readNames)
    .addOption(
      new Option('--sort <order>', 'by time: desc, the newest first, or asc').choices(['asc', 'desc']),
    );
  return addListOptions(withOwn);
}

export function register(command: Command, app: App): void {
  command
    .description(`List what a user or account did in the last ${historyDays} days, newest first.`)
    .addHelpText('after', examples);
  addEventsOptions(command).action((named, flags) => events(app, named, flags));
}

async function events(app: App, named: string | undefined, flags: EventsFlags): Promise<void> {
  const form = listForm(app, flags);
  const { include, exclude, sort } = flags;
  const span = readEventSpan({ since: flags.since, until: flags.until }, app.io.now());
  const { api, id } = await openProfile(app, named, flags);
  const { since, until } = span;
  printSpan(app, span, sort, form === 'table');
  await printList(app, flags, {
    noun: ['event', `events of the last ${historyDays} days`],
    columns: eventColumns,
    pages: (limit) => listEvents(api, id, { since, until, include, exclude, sort, limit }),
  });
}

/** How far back the history reaches, and what “2h” came to (docs/rules.md#commands). */
function printSpan(
  { print }: App,
  { since, until, reach }: EventSpan,
  sort: EventsFlags['sort'],
  isForPerson: boolean,
): void {
  if (since !== undefined && since < reach) {
    print.warn(
      `The API keeps the last ${historyDays} days: there are no events from before ${reach.toISOString()}.`,
    );
  }
  if (!isForPerson) return;
  const from = since === undefined ? `the last ${historyDays} days` : `since ${since.toISOString()}`;
  const to = until === undefined ? '' : ` until ${until.toISOString()}`;
  print.note(print.style.dim(`${from}${to}, ${sort === 'asc' ? 'oldest' : 'newest'} first`));
}
