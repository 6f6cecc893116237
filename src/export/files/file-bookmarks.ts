import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bookmarks } from '../target.ts';

/**
 * Bookmarks of the files of one format in a folder. Each stands under the name of its file and counts while that is
 * there: in another format, or where the file was removed, a stream begins at the beginning.
 */
export function fileBookmarks(bookmarks: Bookmarks, folder: string, extension: string): Bookmarks {
  const fileOf = (stream: string): string => `${stream}.${extension}`;
  return {
    get: (stream) => (existsSync(join(folder, fileOf(stream))) ? bookmarks.get(fileOf(stream)) : undefined),
    set: (stream, timestamp) => bookmarks.set(fileOf(stream), timestamp),
  };
}
