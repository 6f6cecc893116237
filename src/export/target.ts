import type { Row } from './row.ts';
import type { Stream } from './stream.ts';
import type { Window } from './windows.ts';

/** How the rows of a window compare with what was there. */
export interface RowCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows of a full stream that are there no more. */
  readonly gone: number;
}

/** Where an export goes: files in a folder, a database, or another program. */
export interface Target {
  /** Once for each stream, before its first window; also for one that turns out to have no rows. */
  open(stream: Stream): Promise<StreamTarget>;
  /** All streams are through. */
  close(): Promise<void>;
}

export interface StreamTarget {
  /** Rows of this window come next. Nothing that is there changes before it is kept. */
  begin(window: Window): Promise<WindowWriter>;
}

export interface WindowWriter {
  write(rows: readonly Row[]): Promise<void>;
  /** All rows have come. Resolves when they are safely where they belong: a kill later loses none of them. */
  keep(): Promise<RowCounts>;
  /** They will not all come, or could not be kept: what has come is forgotten. */
  discard(): Promise<void>;
}

/** Until where each stream is safely kept, by the `timestamp` of its rows. */
export interface Bookmarks {
  get(stream: string): string | undefined;
  /** Called after what it covers is kept. */
  set(stream: string, timestamp: string): Promise<void>;
}
