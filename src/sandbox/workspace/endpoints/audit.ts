import { isJsonObject } from '../../../spec/message.ts';
import { parseJson } from '../../../spec/parse-json.ts';
import type { Answer, Call, SomeHandlers } from '../endpoint.ts';
import { badCursor, noPage, readPageRequest } from '../paginate.ts';
import { readTime, textOf } from '../query.ts';
import type { AuditEvent } from '../records.ts';
import { together } from '../refusal.ts';
import { day } from '../series.ts';
import { auditNumber } from '../state.ts';

/** How long the audit trail keeps what happened (docs/segment-api/public.md#audit-trail). */
const retention = 90 * day;
/** The page token that stands for the first page in the samples. */
const firstPage = 'MQ==';

export const auditHandlers = {
  listAuditEvents,
} satisfies SomeHandlers;

/**
 * Newest first. The cursor holds the end of the first request and the last event that was given out, so pages fit
 * together while new events come in.
 */
function listAuditEvents(call: Call): Answer {
  const { state, query, now } = call;
  const [{ request, cursor }, from, until] = together(
    () => readPage(call),
    () => readTime(query, 'startTime') ?? 0,
    () => readTime(query, 'endTime'),
  );
  const end = until ?? cursor?.end ?? now.getTime();
  const events = findEvents(call, { from: Math.max(from, now.getTime() - retention), end });

  const start = cursor === undefined || cursor.after === undefined ? 0 : placeAfter(events, cursor.after);
  const entries = events.slice(start, start + request.count);
  const tokenAt = (at: number): string => writeCursor(events[at - 1]?.id, end);
  const { lastPage } = state.switches;
  const pagination = {
    current: tokenAt(start),
    ...(start > 0 ? { previous: tokenAt(Math.max(0, start - request.count)) } : noPage(lastPage, 'previous')),
    ...(start + request.count < events.length
      ? { next: tokenAt(start + request.count) }
      : noPage(lastPage, 'next')),
  };
  return { data: { events: entries, pagination } };
}

function readPage({ query, state }: Call) {
  const request = readPageRequest(query, state.switches);
  return { request, cursor: request.cursor === '' ? undefined : readCursor(request.cursor) };
}

function findEvents({ state, query }: Call, { from, end }: { from: number; end: number }): AuditEvent[] {
  const [resourceId, resourceType] = [textOf(query, 'resourceId'), textOf(query, 'resourceType')];
  return state.auditEvents
    .filter((event) => {
      const time = Date.parse(event.timestamp);
      return (
        time >= from &&
        time <= end &&
        (resourceId === undefined || event.resourceId === resourceId) &&
        (resourceType === undefined || event.resourceType === resourceType)
      );
    })
    .sort(
      (a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp) || auditNumber(b.id) - auditNumber(a.id),
    );
}

function placeAfter(events: readonly AuditEvent[], id: string): number {
  const at = events.findIndex((event) => event.id === id);
  if (at === -1) throw badCursor();
  return at + 1;
}

/** Base64 of `{"pageToken", "endTime"}`, as seen in the samples (docs/segment-api/public.md#pagination). */
function writeCursor(after: string | undefined, end: number): string {
  const pageToken = after === undefined ? firstPage : Buffer.from(after).toString('base64');
  return Buffer.from(JSON.stringify({ pageToken, endTime: new Date(end).toISOString() })).toString('base64');
}

function readCursor(cursor: string): { readonly after: string | undefined; readonly end: number } {
  const value = parseJson(Buffer.from(cursor, 'base64'));
  if (!isJsonObject(value) || typeof value.pageToken !== 'string' || typeof value.endTime !== 'string')
    throw badCursor();
  const end = Date.parse(value.endTime);
  if (Number.isNaN(end)) throw badCursor();
  const after =
    value.pageToken === firstPage ? undefined : Buffer.from(value.pageToken, 'base64').toString('utf8');
  return { after, end };
}
