import { Readable } from 'node:stream';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import * as z from 'zod/mini';
import { answerText, type HttpCall, Refused } from '../http.ts';
import type { Journal, RecordedRequest } from '../journal/journal.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import type { Ledger } from '../journal/ledger.ts';
import { isInScope, type Scope } from '../journal/scope.ts';
import { refusedText } from '../refused/refused-request.ts';
import { invalidQuery, readJson, readScope } from './body.ts';
import { eventText, oneLine, readEventQuery, readPage } from './events.ts';
import { compileFilter, filterSchema } from './filter.ts';
import { diffRecordings, recordMessage } from './recording.ts';
import { countRefused, readRefusedQuery } from './refused.ts';
import { selectMessages } from './select.ts';

/** Asked for by clients that pass messages on as they are: a line each, and the cursor in a header. */
const ndjson = 'application/x-ndjson';

type Page = ReturnType<typeof readPage>;

function answerLines(c: HttpCall, { lines, next }: Page): Response {
  c.header('content-type', ndjson);
  if (next !== undefined) c.header('x-next-cursor', String(next));
  return c.body(lines.map((line) => `${line}\n`).join(''));
}

/** `GET /_/events`: one page of messages, or of refused requests; as lines for a client that accepts them. */
export async function answerEvents(c: HttpCall, journal: Journal): Promise<Response> {
  const isRefused = c.req.query('outcome') === 'refused';
  const page = isRefused ? readRefusedPage(c, journal) : await readEventPage(c, journal);
  const { dropped } = isRefused ? journal.refused.ring : journal.messages;
  if (c.req.header('accept') === ndjson) {
    const { writeKey, source } = c.req.query();
    c.header('x-dropped', String(dropped));
    c.header('x-refused', String(countRefused(journal, { writeKey, source })));
    return answerLines(c, page);
  }
  const next = page.next === undefined ? null : `"${page.next}"`;
  return answerText(c, `{"events":[${page.lines.join(',')}],"next":${next},"dropped":${dropped}}`);
}

async function readEventPage(c: HttpCall, journal: Journal): Promise<Page> {
  const query = await readEventQuery(c);
  return readPage(selectMessages(journal, query), query.limit, (message) => eventText(message, query.raw));
}

function readRefusedPage(c: HttpCall, { refused }: Journal): Page {
  const { matches, order, limit, cursor } = readRefusedQuery(c);
  const found = [...refused.ring].filter(matches);
  const after =
    order === 'asc'
      ? found.filter(({ seq }) => cursor === undefined || seq > cursor)
      : found.reverse().filter(({ seq }) => cursor === undefined || seq < cursor);
  return readPage(after, limit, refusedText);
}

/** `GET /_/snapshot`: messages without what differs from run to run; the query and the pages of `GET /_/events`. */
export async function answerSnapshot(c: HttpCall, journal: Journal): Promise<Response> {
  const query = await readEventQuery(c);
  return answerLines(c, readPage(selectMessages(journal, query), query.limit, recordText));
}

function recordText(message: JournalMessage): string {
  try {
    return JSON.stringify(recordMessage(message.completed));
  } catch (error) {
    // Deeper than JavaScript can write: it stays as it came.
    if (error instanceof RangeError) return oneLine(message.completedText);
    throw error;
  }
}

const recording = z.array(z.record(z.string(), z.unknown())).check(z.maxLength(10_000));
const diffSchema = z.strictObject({
  before: recording,
  /** Absent: what is here now, as far as the filter goes. */
  after: z.optional(recording),
  filter: z._default(filterSchema, {}),
});

/** `POST /_/diff`: what differs between a recording and another, or what is here now. */
export async function answerDiff(c: HttpCall, journal: Journal): Promise<Response> {
  const { before, after, filter: wanted } = await readJson(c, diffSchema);
  const filter = await compileFilter({ outcome: 'stored', ...wanted });
  const here = (): Iterable<JournalMessage> =>
    selectMessages(journal, { outcome: 'all', order: 'asc', filter });
  const differences = diffRecordings(
    before.map(recordMessage),
    after?.map(recordMessage) ?? Array.from(here(), ({ completed }) => recordMessage(completed)),
  );
  return c.json({
    same: differences.length === 0,
    count: differences.length,
    differences: differences.slice(0, 200),
  });
}

/** `GET /_/requests`: every request with its answer and what a fault did to it. */
export function answerRequests(c: HttpCall, journal: Journal): Response {
  const scope = readScope(c, ['path', 'status', 'fault', 'limit', 'cursor']) ?? {};
  const { path, status, fault, limit = '100', cursor = '0' } = c.req.query();
  if (!/^\d{1,15}$/.test(cursor) || !/^[1-9]\d{0,14}$/.test(limit))
    throw invalidQuery('limit and cursor are whole numbers.');
  const wanted = [...journal.requests].filter(
    (request) =>
      request.seq > Number(cursor) &&
      isInScope(request, scope) &&
      (path === undefined || request.path === path) &&
      (status === undefined || String(request.status) === status) &&
      (fault === undefined || request.faults?.includes(fault) === true),
  );
  return answerLines(c, readPage(wanted, Math.min(Number(limit), 5_000), requestText));
}

function requestText({ seq, headers, receivedAt, writeKey: _writeKey, ...request }: RecordedRequest): string {
  const shown: Record<string, string> = { ...headers };
  // The scheme shows how the key was sent; the key itself is nobody's business.
  if (shown.authorization !== undefined) shown.authorization = `${shown.authorization.split(' ')[0]} …`;
  if (shown.cookie !== undefined) shown.cookie = '…';
  return JSON.stringify({
    seq,
    ...request,
    source: request.source ?? null,
    faults: request.faults ?? [],
    receivedAt: receivedAt.toISOString(),
    retryCount: headers['x-retry-count'] ?? null,
    headers: shown,
  });
}

/** `GET /_/ledger`: every stored messageId with the SHA-256 of its bytes, a line each, also of what the journal has dropped. */
export function answerLedger(c: HttpCall, ledger: Ledger | undefined): Response {
  const scope = readScope(c) ?? {};
  if (ledger === undefined)
    throw new Refused(409, 'no_ledger', 'This sandbox keeps no ledger: start it with --ledger.');
  const { outgoing } = c.env;
  outgoing.writeHead(200, {
    'content-type': ndjson,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  Readable.from(ledgerLines(ledger, scope))
    .on('error', () => outgoing.destroy())
    .pipe(outgoing);
  return RESPONSE_ALREADY_SENT;
}

function* ledgerLines(ledger: Ledger, scope: Scope): Generator<string> {
  let lines: string[] = [];
  for (const { writeKey: _writeKey, ...entry } of ledger.entries(scope)) {
    lines.push(`${JSON.stringify(entry)}\n`);
    if (lines.length < 500) continue;
    yield lines.join('');
    lines = [];
  }
  if (lines.length > 0) yield lines.join('');
}
