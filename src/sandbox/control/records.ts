import { Readable } from 'node:stream';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import * as z from 'zod/mini';
import type { Journal, RecordedRequest } from '../journal/journal.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import type { Ledger } from '../journal/ledger.ts';
import { isInScope } from '../journal/scope.ts';
import { problem } from '../problem.ts';
import { type ControlContext, filterSchema, invalid, readJson, readScope } from './body.ts';
import { maxPageBytes, oneLine, readEventQuery } from './events.ts';
import { compileFilter } from './filter.ts';
import { diffRecordings, recordMessage } from './recording.ts';
import { selectMessages } from './select.ts';

const ndjson = 'application/x-ndjson';

/** One page of something as lines of JSON, with the place to read on from in a header. */
function answerLines(c: ControlContext, lines: readonly string[], next: number | undefined): Response {
  c.header('content-type', ndjson);
  if (next !== undefined) c.header('x-next-cursor', String(next));
  return c.body(lines.map((line) => `${line}\n`).join(''));
}

/** Takes lines until a page is full. */
function page<T extends { readonly seq: number }>(
  entries: Iterable<T>,
  limit: number,
  text: (entry: T) => string,
): { readonly lines: string[]; readonly next: number | undefined } {
  const lines: string[] = [];
  let bytes = 0;
  let last: number | undefined;
  for (const entry of entries) {
    const line = text(entry);
    bytes += Buffer.byteLength(line);
    if (lines.length > 0 && (lines.length >= limit || bytes > maxPageBytes)) return { lines, next: last };
    lines.push(line);
    last = entry.seq;
  }
  return { lines, next: undefined };
}

/** `GET /_/snapshot`: messages without what differs from run to run; the query and the pages of `GET /_/events`. */
export async function answerSnapshot(c: ControlContext, journal: Journal): Promise<Response> {
  const read = await readEventQuery(new Map(Object.entries(c.req.query())));
  if (read.kind === 'invalid') return c.json(problem('invalid_query', read.message), 400);
  const { lines, next } = page(selectMessages(journal, read.query), read.query.limit, recordText);
  return answerLines(c, lines, next);
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
export async function answerDiff(c: ControlContext, journal: Journal): Promise<Response> {
  const asked = await readJson(c, diffSchema);
  if ('refusal' in asked) return asked.refusal;
  const { before, after, filter } = asked.value;
  const compiled = await compileFilter({ outcome: 'stored', ...filter });
  if (compiled.kind === 'invalid') return invalid(c, compiled.message);
  const here = (): Iterable<JournalMessage> =>
    selectMessages(journal, { outcome: 'all', order: 'asc', filter: compiled.filter });
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
export function answerRequests(c: ControlContext, journal: Journal): Response {
  const scope = readScope(c, ['path', 'status', 'fault', 'limit', 'cursor']);
  if ('refusal' in scope) return scope.refusal;
  const { path, status, fault, limit = '100', cursor = '0' } = c.req.query();
  if (!/^\d{1,15}$/.test(cursor) || !/^[1-9]\d{0,14}$/.test(limit))
    return c.json(problem('invalid_query', 'limit and cursor are whole numbers.'), 400);
  const wanted = [...journal.requests].filter(
    (request) =>
      request.seq > Number(cursor) &&
      isInScope(request, scope.value) &&
      (path === undefined || request.path === path) &&
      (status === undefined || String(request.status) === status) &&
      (fault === undefined || request.faults?.includes(fault) === true),
  );
  const { lines, next } = page(wanted, Math.min(Number(limit), 5_000), requestText);
  return answerLines(c, lines, next);
}

function requestText({ headers, receivedAt, writeKey: _writeKey, ...request }: RecordedRequest): string {
  const shown: Record<string, string> = { ...headers };
  // The scheme tells how the key was sent; the key itself is nobody's business.
  if (shown.authorization !== undefined) shown.authorization = `${shown.authorization.split(' ')[0]} …`;
  if (shown.cookie !== undefined) shown.cookie = '…';
  return JSON.stringify({
    ...request,
    source: request.source ?? null,
    faults: request.faults ?? [],
    receivedAt: receivedAt.toISOString(),
    retryCount: headers['x-retry-count'] ?? null,
    headers: shown,
  });
}

/** `GET /_/ledger`: every stored messageId with the SHA-256 of its bytes, a line each, also of what the journal has dropped. */
export function answerLedger(c: ControlContext, ledger: Ledger | undefined): Response {
  const scope = readScope(c);
  if ('refusal' in scope) return scope.refusal;
  if (ledger === undefined)
    return c.json(problem('no_ledger', 'This sandbox keeps no ledger: start it with --ledger.'), 409);
  const { outgoing } = c.env;
  outgoing.writeHead(200, {
    'content-type': ndjson,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  Readable.from(ledgerLines(ledger, scope.value))
    .on('error', () => outgoing.destroy())
    .pipe(outgoing);
  return RESPONSE_ALREADY_SENT;
}

function* ledgerLines(ledger: Ledger, scope: Parameters<Ledger['entries']>[0]): Generator<string> {
  let lines: string[] = [];
  for (const { writeKey: _writeKey, ...entry } of ledger.entries(scope)) {
    lines.push(`${JSON.stringify(entry)}\n`);
    if (lines.length < 500) continue;
    yield lines.join('');
    lines = [];
  }
  if (lines.length > 0) yield lines.join('');
}
