import { join } from 'node:path';
import { CliError, systemErrorCode } from '../../errors.ts';
import { cannotWriteExport } from '../cannot-write.ts';
import type { Stream } from '../stream.ts';
import type { Target } from '../target.ts';
import { rowFile } from './row-file.ts';
import type { RowForm } from './row-form.ts';

/** A file for each stream in a folder that is there: `sources.ndjson`. Throws StateError where it cannot be written. */
export function filesTarget(folder: string, formOf: (stream: Stream) => RowForm): Target {
  return {
    async open(stream) {
      const form = formOf(stream);
      const path = join(folder, `${stream.name}.${form.extension}`);
      const file = rowFile(path, stream, form);
      return {
        async begin(window) {
          const writer = await orExplain(path, () => file.begin(window));
          return {
            write: (rows) => orExplain(path, () => writer.write(rows)),
            keep: () => orExplain(path, () => writer.keep()),
            discard: () => orExplain(path, () => writer.discard()),
          };
        },
      };
    },
    async close() {},
  };
}

/** A disk that is full, a folder that is none: what the system says, in words. */
async function orExplain<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CliError || systemErrorCode(error) === undefined) throw error;
    throw cannotWriteExport(path, error);
  }
}
