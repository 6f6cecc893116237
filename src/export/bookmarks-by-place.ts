import { statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Bookmarks } from './target.ts';

/** Where the rows of each stream stand. */
export interface RowPlaces {
  placeOf(stream: string): string;
  isThere(stream: string): boolean;
}

/**
 * The bookmarks in a state, which may serve several exports. Each stands under the place of its rows, as seen from the
 * state, and counts while they are there: in another format or folder, or where a file or a table was removed, a stream
 * begins at the beginning.
 */
export function bookmarksByPlace(state: Bookmarks, statePath: string, places: RowPlaces): Bookmarks {
  const keyOf = (stream: string): string => relative(dirname(statePath), places.placeOf(stream));
  const set = new Set<string>();
  return {
    get: (stream) => (set.has(stream) || places.isThere(stream) ? state.get(keyOf(stream)) : undefined),
    set(stream, timestamp) {
      set.add(stream);
      return state.set(keyOf(stream), timestamp);
    },
  };
}

/** A file for each stream. One that was emptied holds no rows any more. */
export function filesIn(folder: string, extension: string): RowPlaces {
  const placeOf = (stream: string): string => join(folder, `${stream}.${extension}`);
  return { placeOf, isThere: (stream) => sizeOf(placeOf(stream)) > 0 };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** A table for each stream in a file. `tables` are those that were there before this run. */
export function tablesIn(database: string, tables: { has(stream: string): boolean }): RowPlaces {
  return { placeOf: (stream) => join(database, stream), isThere: (stream) => tables.has(stream) };
}
