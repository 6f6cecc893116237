import { type ApiObject, type JsonObject, stringAt } from '../api/api-object.ts';
import type { WorkspaceApi } from '../api/workspace/client.ts';
import { tuneForRows } from '../backfill/tune-engine.ts';
import { CliError } from '../errors.ts';
import { type ReadingNotes, readRows } from './read-rows.ts';
import type { Row } from './row.ts';
import { RowReader } from './row-reader.ts';
import { isIncremental, type Stream } from './stream.ts';
import { needStream } from './streams.ts';
import type { Bookmarks, RowCounts, StreamTarget, Target } from './target.ts';
import { type Window, windowsOf } from './windows.ts';

export interface ExportRequest {
  readonly streams: readonly Stream[];
  /** From where on rows with a time are read where there is no bookmark. */
  readonly start: Date;
  /** Their bookmarks are not looked at. */
  readonly full: ReadonlySet<string>;
}

export interface ExportDeps {
  readonly api: WorkspaceApi;
  readonly target: Target;
  readonly bookmarks: Bookmarks;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Told whenever something of a stream has changed. */
  readonly onProgress: (progress: StreamProgress) => void;
}

export interface StreamProgress {
  readonly stream: string;
  readonly rows: number;
  readonly requests: number;
  /** Absent until it has ended. */
  readonly outcome?: StreamResult['outcome'];
}

/** What came of a stream. */
export interface StreamResult {
  readonly stream: string;
  /** `skipped`: the plan or the token does not include it; what was there stays as it was. */
  readonly outcome: 'done' | 'skipped';
  readonly reason: CliError | undefined;
  readonly rows: RowCounts;
  readonly requests: number;
  readonly milliseconds: number;
  /** Nobody wants its rows: it was read for what belongs to them. */
  readonly isOnlyParent: boolean;
  /** Parents that were gone when their rows were asked for. */
  readonly parentsGone: number;
  /** Fields that its rows had and that nothing is known of. */
  readonly unknownFields: readonly string[];
}

/**
 * Exports streams, each from its bookmark on, and what is a parent of several only once. A stream that the plan or the
 * token does not include is skipped; anything else that fails ends the export, and what was kept until then stays.
 * Results are in the order of the streams; behind them are those that were read only as parents.
 */
export async function runExport(request: ExportRequest, deps: ExportDeps): Promise<StreamResult[]> {
  tuneForRows();
  const ending = new AbortController();
  const signal = AbortSignal.any([deps.signal, ending.signal]);
  const running = new Map<string, Promise<ExportedStream>>();
  const parentsOf = async ({ parent }: Stream): Promise<readonly ApiObject[]> => {
    if (parent === undefined) return [];
    const { parents, skipped } = await run(needStream(parent.stream));
    if (skipped !== undefined) throw skipped;
    return parents;
  };
  const run = (stream: Stream): Promise<ExportedStream> => {
    const known = running.get(stream.name);
    if (known !== undefined) return known;
    const isWanted = request.streams.includes(stream);
    const target = isWanted ? deps.target : nowhere;
    const exported = exportStream(stream, request, { ...deps, target, signal, parentsOf });
    running.set(stream.name, exported);
    return exported;
  };
  try {
    // The API itself is asked no more at the same time than it takes well.
    const wanted = await Promise.all(request.streams.map(run));
    await deps.target.close();
    const all = new Set([...wanted, ...(await Promise.all(running.values()))]);
    return [...all].map(({ result }) => result);
  } catch (error) {
    ending.abort();
    await Promise.allSettled(running.values());
    throw error;
  }
}

interface ExportedStream {
  readonly result: StreamResult;
  /** The rows, as far as what belongs to them must know them. */
  readonly parents: readonly ApiObject[];
  readonly skipped: CliError | undefined;
}

interface StreamDeps extends ExportDeps {
  readonly parentsOf: (stream: Stream) => Promise<readonly ApiObject[]>;
}

async function exportStream(
  stream: Stream,
  request: ExportRequest,
  deps: StreamDeps,
): Promise<ExportedStream> {
  const began = performance.now();
  const reader = new RowReader(stream);
  const seen = new Seen(stream, request, deps.onProgress);
  const finished = (skipped?: CliError): ExportedStream => ({
    result: {
      ...seen.result(performance.now() - began, skipped),
      unknownFields: [...reader.unknownFields],
    },
    parents: seen.parents,
    skipped,
  });
  try {
    const parents = await deps.parentsOf(stream);
    const target = await deps.target.open(stream);
    const bookmark = request.full.has(stream.name) ? undefined : bookmarkOf(stream, deps);
    for (const window of windowsOf(stream, { bookmark, start: request.start, now: deps.now }))
      await exportWindow(stream, window, { ...deps, parents, reader, target, seen });
    return finished();
  } catch (error) {
    if (error instanceof CliError && (error.status === 403 || error.status === 404)) return finished(error);
    throw error;
  }
}

interface WindowDeps extends Omit<ExportDeps, 'target'> {
  readonly parents: readonly ApiObject[];
  readonly reader: RowReader;
  readonly target: StreamTarget;
  readonly seen: Seen;
}

async function exportWindow(stream: Stream, window: Window, deps: WindowDeps): Promise<void> {
  const { api, parents, reader, target, seen, bookmarks, now, signal } = deps;
  const writer = await target.begin(window);
  const latest = { text: '', time: Number.NEGATIVE_INFINITY };
  try {
    for await (const rows of readRows(api, stream, window, { parents, reader, notes: seen, signal })) {
      for (const row of isIncremental(stream) ? rows : [])
        if (row.time > latest.time && row.time <= now.getTime())
          [latest.text, latest.time] = [stringAt(row.value, 'timestamp'), row.time];
      seen.rows(rows);
      await writer.write(rows);
    }
    seen.kept(await writer.keep());
  } catch (error) {
    await writer.discard();
    throw error;
  }
  const bookmark = bookmarkOf(stream, deps);
  const isLater = bookmark === undefined || latest.time > Date.parse(bookmark);
  if (latest.text !== '' && isLater) await bookmarks.set(stream.name, latest.text);
}

/** A bookmark that is still to come, as after a clock that was wrong, would leave out all until then. */
function bookmarkOf(
  { name }: Stream,
  { bookmarks, now }: Pick<ExportDeps, 'bookmarks' | 'now'>,
): string | undefined {
  const bookmark = bookmarks.get(name);
  return bookmark !== undefined && Date.parse(bookmark) <= now.getTime() ? bookmark : undefined;
}

/** What is counted of a stream while it is exported. */
class Seen implements ReadingNotes {
  readonly parents: ApiObject[] = [];
  readonly #stream: Stream;
  readonly #onProgress: ExportDeps['onProgress'];
  readonly #isWanted: boolean;
  readonly #parentFields: ReadonlySet<string>;
  #requests = 0;
  #rows = 0;
  #gone = 0;
  #counts: RowCounts = { added: 0, changed: 0, unchanged: 0, gone: 0 };

  constructor(stream: Stream, { streams: wanted }: ExportRequest, onProgress: ExportDeps['onProgress']) {
    this.#stream = stream;
    this.#onProgress = onProgress;
    this.#isWanted = wanted.includes(stream);
    this.#parentFields = fieldsForChildren(stream, wanted);
  }

  request(): void {
    this.#requests += 1;
    this.#report();
  }

  parentGone(): void {
    this.#gone += 1;
  }

  rows(rows: readonly Row[]): void {
    this.#rows += rows.length;
    if (this.#parentFields.size > 0)
      for (const { value } of rows) this.parents.push(ownFields(value, this.#parentFields));
    this.#report();
  }

  kept(counts: RowCounts): void {
    const sum = (name: keyof RowCounts) => this.#counts[name] + counts[name];
    this.#counts = {
      added: sum('added'),
      changed: sum('changed'),
      unchanged: sum('unchanged'),
      gone: sum('gone'),
    };
  }

  result(milliseconds: number, skipped: CliError | undefined): Omit<StreamResult, 'unknownFields'> {
    const outcome = skipped === undefined ? 'done' : 'skipped';
    this.#report(outcome);
    return {
      stream: this.#stream.name,
      outcome,
      reason: skipped,
      rows: this.#counts,
      requests: this.#requests,
      milliseconds,
      isOnlyParent: !this.#isWanted,
      parentsGone: this.#gone,
    };
  }

  #report(outcome?: StreamResult['outcome']): void {
    const progress = { stream: this.#stream.name, rows: this.#rows, requests: this.#requests };
    this.#onProgress(outcome === undefined ? progress : { ...progress, outcome });
  }
}

/** The fields of a stream that the wanted ones below it ask by; of a long list no more is remembered. */
function fieldsForChildren({ name }: Stream, wanted: readonly Stream[]): ReadonlySet<string> {
  const below = wanted.flatMap(({ parent }) => (parent?.stream === name ? [parent] : []));
  return new Set(below.flatMap(({ params, query, adds }) => Object.values({ ...params, ...query, ...adds })));
}

function ownFields(value: JsonObject, names: ReadonlySet<string>): ApiObject {
  const own = Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name)));
  return { value: own, text: '' };
}

/** A parent that nobody wants is read all the same. */
const nowhere: Target = {
  async open() {
    return {
      async begin() {
        return {
          async write() {},
          async keep() {
            return { added: 0, changed: 0, unchanged: 0, gone: 0 };
          },
          async discard() {},
        };
      },
    };
  },
  async close() {},
};
