import { join } from 'node:path';
import type { Stream } from '../stream.ts';
import type { Target } from '../target.ts';
import { rowFile } from './row-file.ts';
import type { RowForm } from './row-form.ts';

/** A file for each stream in a folder that is there: `sources.ndjson`. */
export function filesTarget(folder: string, formOf: (stream: Stream) => RowForm): Target {
  return {
    async open(stream) {
      const form = formOf(stream);
      return rowFile(join(folder, `${stream.name}.${form.extension}`), stream, form);
    },
    async close() {},
  };
}
