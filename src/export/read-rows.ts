import { type ApiObject, readApiObject, stringAt } from '../api/api-object.ts';
import type { Query } from '../api/query.ts';
import { type RecordCall, readEndpoint, type WorkspaceApi } from '../api/workspace/client.ts';
import { CliError } from '../errors.ts';
import { openObject, writeNode } from '../spec/json-text.ts';
import type { Parent, Stream } from './stream.ts';
import type { Window } from './windows.ts';

/** What is told of the reading of a stream. */
export interface ReadingNotes {
  /** A request was answered. */
  request(): void;
  /** What belongs to a parent that is there no more was not read. */
  parentGone(parent: ApiObject, error: CliError): void;
}

/** Rows as the API gives them, in pages: for the workspace, or for one parent after the other. */
export async function* readRows(
  api: WorkspaceApi,
  stream: Stream,
  window: Window,
  { parents, notes, signal }: { parents: readonly ApiObject[]; notes: ReadingNotes; signal: AbortSignal },
): AsyncGenerator<readonly ApiObject[]> {
  const { endpoint, parent } = stream;
  const query = queryOf(window);
  const read = async function* (call: RecordCall): AsyncGenerator<readonly ApiObject[]> {
    for await (const rows of readEndpoint(api, endpoint, { ...call, signal })) {
      notes.request();
      yield wantedIn(window, rows);
    }
  };
  if (parent === undefined) {
    yield* read({ query });
    return;
  }
  yield* inOrder(parents, concurrentParents, async (each) => {
    const found: ApiObject[] = [];
    try {
      for await (const rows of read(callOf(parent, each, query)))
        found.push(...rows.map((row) => withParent(parent, each, row)));
    } catch (error) {
      // Somebody may have deleted it since the list was read.
      if (!isGone(error)) throw error;
      notes.request();
      notes.parentGone(each, error);
    }
    return found;
  });
}

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

/** The month of a bookmark is given from its first day on, and a range by some in whole days. */
function wantedIn(window: Window, rows: readonly ApiObject[]): readonly ApiObject[] {
  if (window.kind === 'all' || window.from === undefined) return rows;
  const from = Date.parse(window.from);
  // What has no time is wanted: nothing says that it is old.
  return rows.filter((row) => !(Date.parse(stringAt(row.value, 'timestamp')) < from));
}

function callOf({ params, query }: Parent, parent: ApiObject, windowQuery: Query): RecordCall {
  const fieldsOf = (fields: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, stringAt(parent.value, field)]));
  return { params: fieldsOf(params), query: { ...windowQuery, ...fieldsOf(query) } };
}

function withParent({ adds = {} }: Parent, parent: ApiObject, row: ApiObject): ApiObject {
  const missing = Object.entries(adds).filter(([name]) => stringAt(row.value, name) === '');
  if (missing.length === 0) return row;
  const members = openObject(row.text);
  for (const [name, field] of missing) members.set(name, JSON.stringify(stringAt(parent.value, field)));
  return readApiObject(writeNode(members)) ?? row;
}

function isGone(error: unknown): error is CliError {
  return error instanceof CliError && error.status === 404;
}
