import type { Command } from 'commander';
import { type EventFilter, readEvents } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';
import { wholeNumber } from '../reading/flag-values.ts';
import { personLimit } from '../reading/output-options.ts';
import { eventColumns, eventRow } from './event-row.ts';
import { addFilterOptions, type FilterFlags, readFilter } from './filter-options.ts';
import { addUrlOption, findSandboxUrl } from './url.ts';

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

interface EventsFlags extends FilterFlags {
  readonly limit?: number;
  readonly raw?: boolean;
  readonly ndjson?: boolean;
  readonly url?: string;
}

export function register(command: Command, app: App): void {
  command
    .description('List the messages that arrived in the sandbox.')
    .option('--limit <number>', `how many; ${personLimit} for a person, everything in a pipe`, wholeNumber(1))
    .option('--raw', 'print each message as it was sent, a line each')
    .option('--ndjson', 'print a JSON object per line')
    .addHelpText('after', examples)
    .action((flags: EventsFlags) => listEvents(app, command, flags));
  addFilterOptions(command);
  addUrlOption(command);
}

async function listEvents(
  app: App,
  command: Command,
  { url: _url, limit, raw, ndjson, ...rest }: EventsFlags,
): Promise<void> {
  const { json } = app.globals;
  if (json && (ndjson === true || raw === true)) {
    throw new UsageError('--json cannot be joined with --ndjson or --raw.', { code: 'format_conflict' });
  }
  const filter = readFilter(rest);
  const isTable = !json && ndjson !== true && raw !== true && app.io.stdout.isTTY === true;
  const url = findSandboxUrl(command, app.io);
  const pages = (more: EventFilter, most?: number) => readPages(app, url, { ...filter, ...more }, most);

  if (isTable) await printTable(app, pages({ order: 'desc' }, limit ?? personLimit));
  else if (raw === true) await printRaw(app, pages({ raw: true }, limit));
  else if (json) await printArray(app, pages({}, limit));
  else await printLines(app, pages({}, limit));
}

async function* readPages(app: App, url: string, filter: EventFilter, limit?: number) {
  yield* readEvents(await app.http(), url, filter, limit);
}

type Pages = ReturnType<typeof readPages>;

async function printTable({ io, print }: App, pages: Pages): Promise<void> {
  const { renderTable, tableLook } = await import('../../src/terminal/table.ts');
  const rows: string[][] = [];
  let [hasMore, dropped] = [false, 0];
  for await (const page of pages) {
    for (const line of page.lines) rows.push(eventRow(JSON.parse(line)));
    ({ hasMore, dropped } = page);
  }
  // Asked for from the newest on, and read like a log.
  rows.reverse();
  if (rows.length === 0) print.note('No messages found.');
  await print.result(renderTable(eventColumns, rows, tableLook(io, print.resultStyle)));
  if (hasMore)
    print.note(`The last ${formatCount(rows.length)}; for all of them: segment sandbox events --ndjson`);
  if (dropped > 0) print.note(`${plural(dropped, 'older message')} dropped: the sandbox keeps the newest.`);
}

async function printLines({ print }: App, pages: Pages): Promise<void> {
  for await (const { lines } of pages) if (lines.length > 0) await print.result(`${lines.join('\n')}\n`);
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

async function printRaw({ print }: App, pages: Pages): Promise<void> {
  for await (const { lines } of pages) {
    const texts = lines.map((line) => {
      const event: unknown = JSON.parse(line);
      const raw = typeof event === 'object' && event !== null && 'raw' in event ? String(event.raw) : '';
      // In JSON a line break stands between tokens only, so a space does as well, and a message stays one line.
      return `${raw.replace(/[\r\n]/g, ' ')}\n`;
    });
    await print.result(texts.join(''));
  }
}
