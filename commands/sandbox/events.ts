import type { Command } from '@commander-js/extra-typings';
import { type EventPage, readEvents } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { eventTexts } from '../../src/local-sandbox/event-texts.ts';
import { summariseEvent } from '../../src/local-sandbox/message-summary.ts';
import { newestRows } from '../../src/local-sandbox/newest-rows.ts';
import { summariseRefused } from '../../src/local-sandbox/refused-summary.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';
import { refusedNotes } from '../../src/terminal/sandbox-notes.ts';
import type { FlagsOf } from '../options.ts';
import { wholeNumber } from '../reading/flag-values.ts';
import { chosenForm, personLimit } from '../reading/output-options.ts';
import { printTable } from '../reading/print-table.ts';
import { addFilterOptions, allOutcomes, readFilter } from './filter-options.ts';
import { openSandbox } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox events                        # the last 100
  $ segment sandbox events --type track -u user_1
  $ segment sandbox events --where 'properties.revenue > 100'
  $ segment sandbox events --outcome discarded    # accepted and dropped
  $ segment sandbox events --outcome refused      # requests answered 400, 401, 404, …
  $ segment sandbox events --ndjson --jq .message.event
  $ segment sandbox events --raw > sent.ndjson    # each message as it was sent

Prints a table on a terminal and one JSON object per line in a pipe. “message” is the message as destinations receive
it: with merged context, corrected timestamp and receivedAt.

A refused request brought no message: “message” is null, and “method”, “path”, “status”, “reason”, “bodyBytes” and
“firstBytes” say what came and why it was refused. Write keys, tokens and passwords are masked. --outcome all lists messages only.`;

export function register(command: Command, app: App): void {
  command.description('List the messages that arrived in the sandbox, or the requests that it refused.');
  addEventsOptions(command)
    .addHelpText('after', examples)
    .action((flags) => listEvents(app, command, flags));
}

function addEventsOptions(command: Command) {
  return addFilterOptions(
    command
      .option('--limit <number>', `at most this many (default: ${personLimit} on a terminal)`, wholeNumber(1))
      .option('--raw', 'print each message as it was sent, a line each')
      .option('--ndjson', 'print a JSON object per line'),
    'stored',
    allOutcomes,
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
    return printNewest(app, newestFirst, filter.outcome === 'refused');
  }
  const form = chosen ?? 'ndjson';
  const pages = readEvents(http, url, form === 'raw' ? { ...filter, raw: true } : filter, limit);
  const indent = app.io.stdout.isTTY === true ? '  ' : '';
  for await (const text of eventTexts(pages, form, indent)) await app.print.result(text);
}

async function printNewest(app: App, pages: AsyncIterable<EventPage>, isRefused: boolean): Promise<void> {
  const { print } = app;
  const { columns, rowOf } = await (isRefused ? refusedTable() : messageTable());
  const { rows, hasMore, dropped, refused } = await newestRows(pages, rowOf);
  if (rows.length === 0) print.note(isRefused ? 'No request was refused.' : 'No messages found.');
  await printTable(app, columns, rows);
  const all = `segment sandbox events ${isRefused ? '--outcome refused ' : ''}--ndjson`;
  if (hasMore) print.note(`The last ${formatCount(rows.length)}; for all of them: ${all}`);
  const older = plural(dropped, isRefused ? 'older request' : 'older message');
  if (dropped > 0) print.note(`${older} deleted: the sandbox keeps only the newest.`);
  if (!isRefused) for (const note of refusedNotes(refused)) print.note(note);
}

async function messageTable() {
  const { messageColumns, messageRow } = await import('../../src/terminal/message-line.ts');
  return { columns: messageColumns, rowOf: (event: unknown) => messageRow(summariseEvent(event)) };
}

async function refusedTable() {
  const { refusedColumns, refusedRow } = await import('../../src/terminal/refused-line.ts');
  const rowOf = (event: unknown) => {
    const request = summariseRefused(event);
    return request === undefined ? [] : refusedRow(request);
  };
  return { columns: refusedColumns, rowOf };
}
