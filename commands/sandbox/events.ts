import type { Command } from '@commander-js/extra-typings';
import { type EventPage, readEvents } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { eventTexts } from '../../src/local-sandbox/event-texts.ts';
import { summariseEvent } from '../../src/local-sandbox/message-summary.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';
import type { FlagsOf } from '../options.ts';
import { wholeNumber } from '../reading/flag-values.ts';
import { chosenForm, personLimit } from '../reading/output-options.ts';
import { printTable } from '../reading/print-table.ts';
import { addFilterOptions, readFilter } from './filter-options.ts';
import { openSandbox } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox events                        # the last 100
  $ segment sandbox events --type track -u user_1
  $ segment sandbox events --where 'properties.revenue > 100'
  $ segment sandbox events --outcome discarded    # accepted and dropped
  $ segment sandbox events --ndjson | jq .message.event
  $ segment sandbox events --raw > sent.ndjson    # each message as it was sent

Prints a table on a terminal and one JSON object per line in a pipe. “message” is the message as destinations receive
it: with merged context, corrected timestamp and receivedAt.`;

export function register(command: Command, app: App): void {
  command.description('List the messages that arrived in the sandbox.');
  addEventsOptions(command)
    .addHelpText('after', examples)
    .action((flags) => listEvents(app, command, flags));
}

function addEventsOptions(command: Command) {
  return addFilterOptions(
    command
      .option(
        '--limit <number>',
        `how many; ${personLimit} for a person, everything in a pipe`,
        wholeNumber(1),
      )
      .option('--raw', 'print each message as it was sent, a line each')
      .option('--ndjson', 'print a JSON object per line'),
  );
}

async function listEvents(
  app: App,
  command: Command,
  { limit, raw, ndjson, ...filters }: FlagsOf<typeof addEventsOptions>,
): Promise<void> {
  const chosen = chosenForm(app, { ndjson, raw }, ['ndjson', 'raw']);
  const filter = readFilter(filters);
  const { http, url } = await openSandbox(app, command);
  if (chosen === undefined && app.io.stdout.isTTY === true) {
    const newestFirst = readEvents(http, url, { ...filter, order: 'desc' }, limit ?? personLimit);
    return printNewest(app, newestFirst);
  }
  const form = chosen ?? 'ndjson';
  const pages = readEvents(http, url, form === 'raw' ? { ...filter, raw: true } : filter, limit);
  const indent = app.io.stdout.isTTY === true ? '  ' : '';
  for await (const text of eventTexts(pages, form, indent)) await app.print.result(text);
}

async function printNewest(app: App, pages: AsyncIterable<EventPage>): Promise<void> {
  const { messageColumns, messageRow } = await import('../../src/terminal/message-line.ts');
  const { print } = app;
  const rows: string[][] = [];
  let [hasMore, dropped] = [false, 0];
  for await (const page of pages) {
    rows.push(...page.lines.map((line) => messageRow(summariseEvent(JSON.parse(line)))));
    ({ hasMore, dropped } = page);
  }
  // Requested newest first, to get the last ones; shown oldest first, like a log.
  rows.reverse();
  if (rows.length === 0) print.note('No messages found.');
  await printTable(app, messageColumns, rows);
  if (hasMore)
    print.note(`The last ${formatCount(rows.length)}; for all of them: segment sandbox events --ndjson`);
  if (dropped > 0)
    print.note(`${plural(dropped, 'older message')} deleted: the sandbox keeps only the newest.`);
}
