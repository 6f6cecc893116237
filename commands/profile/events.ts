import { type Command, Option } from 'commander';
import { historyDays, listEvents } from '../../src/api/profiles/events.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { readMomentFlag } from '../../src/spec/moment-flag.ts';
import { openProfiles } from '../reading/open-profiles.ts';
import { addListOptions, type ListFlags, listForm } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { readNames } from '../reading/read-names.ts';
import { eventColumns } from './columns.ts';
import { addProfileOptions, type ProfileFlags, readProfileTarget } from './profile-options.ts';

const examples = `
Examples:
  $ segment profile events user_id:user_1
  $ segment profile events -u user_1 --include "Order Completed" --since 2d
  $ segment profile events -u user_1 --fields timestamp,event,message_id
  $ segment profile events --email ada@example.com --ndjson > history.ndjson

The API keeps the Track and Page messages of the last ${historyDays} days. It calls a Page message “Page Viewed”.`;

interface EventsFlags extends ListFlags, ProfileFlags {
  readonly since?: string;
  readonly until?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly sort?: 'asc' | 'desc';
}

export function register(command: Command, app: App): void {
  command
    .description(`List what a user or account did in the last ${historyDays} days, newest first.`)
    .addHelpText('after', examples)
    .action((said: string | undefined, flags: EventsFlags) => events(app, said, flags));
  addProfileOptions(command)
    .optionsGroup('Which:')
    .option('--since <time>', 'start of the range: ISO 8601, epoch, or 2h for two hours ago')
    .option('--until <time>', 'end of the range, in the same forms')
    .option('--include <names>', 'only events with these names, separated by commas', readNames)
    .option('--exclude <names>', 'all events except those with these names', readNames)
    .addOption(
      new Option('--sort <order>', 'by time: desc, the newest first, or asc').choices(['asc', 'desc']),
    );
  addListOptions(command);
}

async function events(app: App, said: string | undefined, flags: EventsFlags): Promise<void> {
  const id = readProfileTarget(app, said, flags);
  const form = listForm(app, flags);
  const now = app.io.now();
  const since = readTime('--since', flags.since, now);
  const until = readTime('--until', flags.until, now);
  if (since !== undefined && until !== undefined && since > until) {
    throw new UsageError('--since is later than --until.', { code: 'span_empty', hint: 'Swap them.' });
  }
  const { api } = await openProfiles(app, flags.space);
  const { include, exclude, sort } = flags;
  tellSpan(app, { since, until, sort, now }, form === 'table');
  await printList(app, flags, {
    noun: ['event', `events of the last ${historyDays} days`],
    columns: eventColumns,
    pages: (limit) => listEvents(api, id, { since, until, include, exclude, sort, limit }),
  });
}

function readTime(flag: string, text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  const time = readMomentFlag(text, now);
  if (time !== undefined) return time;
  throw new UsageError(`${flag} ${text} is not a time.`, {
    code: 'bad_value',
    hint: 'Write 2026-02-03, 2026-02-03T04:05:06Z, or how long ago: 30m, 2h, 7d.',
  });
}

interface Span {
  readonly since: Date | undefined;
  readonly until: Date | undefined;
  readonly sort: 'asc' | 'desc' | undefined;
  readonly now: Date;
}

/** How far back the history reaches, and what “2h” came to (docs/rules.md#commands). */
function tellSpan({ print }: App, { since, until, sort, now }: Span, isForPerson: boolean): void {
  const reach = new Date(now.getTime() - historyDays * 86_400_000);
  if (since !== undefined && since < reach) {
    print.warn(
      `The API keeps the last ${historyDays} days: nothing from before ${reach.toISOString()} will be there.`,
    );
  }
  if (!isForPerson) return;
  const from = since === undefined ? `the last ${historyDays} days` : `since ${since.toISOString()}`;
  const to = until === undefined ? '' : ` until ${until.toISOString()}`;
  print.note(print.style.dim(`${from}${to}, ${sort === 'asc' ? 'oldest' : 'newest'} first`));
}
