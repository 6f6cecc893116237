import { setImmediate } from 'node:timers/promises';
import { type ApiObject, stringAt } from '../api/api-object.ts';
import type { Query } from '../api/query.ts';
import { readEndpoint, type WorkspaceApi } from '../api/workspace/client.ts';
import { type ItemBytes, objectsOf } from '../api/workspace/reply.ts';
import { CliError, UsageError } from '../errors.ts';
import { maskMembers } from '../mask-members.ts';
import { openObject, writeNode } from '../spec/json-text.ts';
import type { Row } from './row.ts';
import type { RowReader } from './row-reader.ts';
import type { Parent, Stream } from './stream.ts';
import type { Window } from './windows.ts';

/** What is told of the reading of a stream. */
export interface ReadingNotes {
  /** A request was answered. */
  request(): void;
  /** What belongs to a parent was not read: it is there no more, not for this token, or lacks what the request names. */
  parentGone(): void;
}

interface ReadRowsOptions {
  readonly parents: readonly ApiObject[];
  readonly reader: RowReader;
  readonly notes: ReadingNotes;
  readonly signal: AbortSignal;
}

/** Rows as the API gives them, in pages: for the workspace, or for one parent after the other. */
export async function* readRows(
  api: WorkspaceApi,
  stream: Stream,
  window: Window,
  { parents, reader, notes, signal }: ReadRowsOptions,
): AsyncGenerator<readonly Row[]> {
  const windowQuery = queryOf(window);
  const read = async function* (each?: ApiObject): AsyncGenerator<readonly Row[]> {
    const { params, query, adds } = fromParent(stream.parent, each);
    for (const ask of stream.asks ?? [{}]) {
      const complete = completion(reader, { ...adds, ...ask.adds }, stream.masked);
      const call = { params, query: { ...ask.query, ...windowQuery, ...query }, signal };
      for await (const page of oneAhead(readEndpoint(api, ask.endpoint ?? stream.endpoint, call))) {
        notes.request();
        yield wantedIn(window, rowsIn(page, stream, reader)).map(complete);
      }
    }
  };
  if (stream.parent === undefined) {
    yield* read();
    return;
  }
  const refusals: CliError[] = [];
  let isAnswered = false;
  const outcomes = inOrder(parents, concurrentParents, async (each) => {
    const rows: Row[] = [];
    try {
      for await (const more of read(each)) rows.push(...more);
      return { rows };
    } catch (refusal) {
      if (isUnaskable(refusal)) return {};
      if (!isNotThere(refusal)) throw refusal;
      notes.request();
      return { refusal };
    }
  });
  for await (const { rows, refusal } of outcomes) {
    if (rows !== undefined) {
      isAnswered = true;
      yield rows;
      continue;
    }
    // Somebody may have deleted it since the list was read.
    notes.parentGone();
    if (refusal === undefined) continue;
    refusals.push(refusal);
    if (!isAnswered && refusals.length >= fewRefusals) throw refusal;
  }
  const [first] = refusals;
  const isSurelyGone = refusals.length === 1 && first?.status === 404;
  if (!isAnswered && first !== undefined && !isSurelyGone) throw first;
}

/** Asks for the next page before the rows of this one are read and written. */
async function* oneAhead<T>(pages: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = pages.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done === true) return;
      next = pages.next();
      // It is heard when its turn comes.
      next.catch(() => {});
      // undici uses a connection again a turn of the event loop after the reply, and the rows of a page take their time.
      await setImmediate();
      await setImmediate();
      yield value;
    }
  } finally {
    await pages.return(undefined).catch(() => {});
  }
}

/** When so many parents were refused and none was answered, it is the endpoint that is: the others are not asked. */
const fewRefusals = 8;

/** What belongs to so many parents is asked for at the same time: as many requests as the API takes well. */
const concurrentParents = 4;

/** The results in the order of the items, with a few of them under way. */
async function* inOrder<T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for (const item of items) {
    const result = work(item);
    // It is heard when its turn comes; until then a failure is no rejection that nobody handles.
    result.catch(() => {});
    underWay.push(result);
    if (underWay.length < concurrency) continue;
    const first = underWay.shift();
    if (first !== undefined) yield await first;
  }
  for (const result of underWay) yield await result;
}

function queryOf(window: Window): Query {
  if (window.kind === 'month') return { period: window.period };
  if (window.kind === 'range') return { startTime: window.from, endTime: window.until };
  return {};
}

function rowsIn(page: ItemBytes, { rowsIn: divide }: Stream, reader: RowReader): Row[] {
  const { bytes, items } = page;
  if (divide === undefined) return items.map(({ start, end }) => reader.read(bytes, start, end));
  return objectsOf(page).flatMap((item) => divide(item).map(({ text }) => reader.readText(text)));
}

/** The month of a bookmark is given from its first day on, and a range by some in whole days. */
function wantedIn(window: Window, rows: readonly Row[]): readonly Row[] {
  if (window.kind === 'all' || window.from === undefined) return rows;
  const from = Date.parse(window.from);
  // What has no time is wanted: nothing says that it is old.
  return rows.filter(({ time }) => !(time < from));
}

/** What a row of the parent fills in; nothing for a stream without one. */
function fromParent({ params = {}, query = {}, adds = {} }: Partial<Parent> = {}, parent?: ApiObject) {
  const fieldsOf = (fields: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, stringAt(parent?.value, field)]));
  return { params: fieldsOf(params), query: fieldsOf(query), adds: fieldsOf(adds) };
}

/** Gives a row what it has none of its own, and masks secrets. */
function completion(
  reader: RowReader,
  adds: Readonly<Record<string, string>>,
  masked: readonly string[] = [],
): (row: Row) => Row {
  const added = Object.entries(adds);
  if (added.length === 0 && masked.length === 0) return (row) => row;
  return (row) => {
    const { value } = row;
    // A number is its own as well as a text.
    const missing = added.filter(([name]) => (value[name] ?? '') === '');
    const secret = masked.filter((name) => typeof value[name] === 'object' && value[name] !== null);
    if (missing.length === 0 && secret.length === 0) return row;
    const members = openObject(row.text);
    for (const [name, own] of missing) members.set(name, JSON.stringify(own));
    for (const name of secret) {
      const opening = `{${JSON.stringify(name)}:`;
      const text = maskMembers(`${opening}${writeNode(members.get(name) ?? 'null')}}`);
      members.set(name, text.slice(opening.length, -1));
    }
    return reader.readText(writeNode(members));
  };
}

/** What the request names is missing in the parent, or would lead to another endpoint. */
function isUnaskable(error: unknown): boolean {
  return error instanceof UsageError && (error.code === 'parameter_empty' || error.code === 'path_invalid');
}

/** Gone, or not for this token. */
function isNotThere(error: unknown): error is CliError {
  return error instanceof CliError && (error.status === 404 || error.status === 403);
}
