import type { Command } from '@commander-js/extra-typings';
import { ownText } from '../../src/api/json-reply.ts';
import { type EventPage, readEvents } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { summariseEvent } from '../../src/local-sandbox/message-summary.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';
import type { FlagsOf } from '../options.ts';
import { wholeNumber } from '../reading/flag-values.ts';
import { personLimit } from '../reading/output-options.ts';
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
  const { json } = app.globals;
  if (json && (ndjson === true || raw === true)) {
    throw new UsageError('--json cannot be combined with --ndjson or --raw.', { code: 'format_conflict' });
  }
  const filter = readFilter(filters);
  const isTable = !json && ndjson !== true && raw !== true && app.io.stdout.isTTY === true;
  const { http, url } = await openSandbox(app, command);
  if (isTable) {
    const newestFirst = readEvents(http, url, { ...filter, order: 'desc' }, limit ?? personLimit);
    return printTable(app, newestFirst);
  }
  const pages = readEvents(http, url, raw === true ? { ...filter, raw } : filter, limit);
  if (raw === true) return printLines(app, pages, rawLine);
  return json ? printArray(app, pages) : printLines(app, pages, (line) => line);
}

type Pages = AsyncIterable<EventPage>;

const columns = [
  { header: 'received' },
  { header: 'type' },
  { header: 'name' },
  { header: 'user' },
  { header: 'source' },
  { header: 'outcome' },
  { header: 'message id', whole: true },
];

function tableRow(line: string): string[] {
  const { receivedAt, type, name, user, source, outcome, code, messageId } = summariseEvent(JSON.parse(line));
  // The messages are nearly always of today: the time of day without the date.
  return [receivedAt.slice(11), type, name, user, source, code || outcome, messageId];
}

async function printTable({ io, print }: App, pages: Pages): Promise<void> {
  const { renderTable, tableLook } = await import('../../src/terminal/table.ts');
  const rows: string[][] = [];
  let [hasMore, dropped] = [false, 0];
  for await (const page of pages) {
    rows.push(...page.lines.map(tableRow));
    ({ hasMore, dropped } = page);
  }
  // Requested newest first, to get the last ones; shown oldest first, like a log.
  rows.reverse();
  if (rows.length === 0) print.note('No messages found.');
  await print.result(renderTable(columns, rows, tableLook(io, print.resultStyle)));
  if (hasMore)
    print.note(`The last ${formatCount(rows.length)}; for all of them: segment sandbox events --ndjson`);
  if (dropped > 0)
    print.note(`${plural(dropped, 'older message')} deleted: the sandbox keeps only the newest.`);
}

async function printLines({ print }: App, pages: Pages, format: (line: string) => string): Promise<void> {
  for await (const { lines } of pages) {
    if (lines.length > 0) await print.result(lines.map((line) => `${format(line)}\n`).join(''));
  }
}

/** In JSON a line break stands between tokens only, so a space does as well, and a message stays one line. */
function rawLine(line: string): string {
  return (ownText(JSON.parse(line), 'raw') ?? '').replace(/[\r\n]/g, ' ');
}

/** The texts are joined as they are: parsed and written again, long numbers would lose digits. */
async function printArray({ print }: App, pages: Pages): Promise<void> {
  let before = '[';
  for await (const { lines } of pages) {
    if (lines.length === 0) continue;
    await print.result(before + lines.join(','));
    before = ',';
  }
  await print.result(before === '[' ? '[]\n' : ']\n');
}
