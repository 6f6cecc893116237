import { join } from 'node:path';
import { isJsonObject } from '../spec/message.ts';
import { parseJson } from '../spec/parse-json.ts';
import { preparePrivateFolder, readPrivateFile } from './private-file.ts';

/** What can be fetched again at any time, by name. */
export interface PrivateCache<T> {
  /** The entry, or undefined when there is none that is still good. */
  get(name: string): Promise<T | undefined>;
  /** Keeps an entry, or forgets it when given undefined. A cache that cannot be written is a warning, not a failure. */
  set(name: string, entry: T | undefined): Promise<void>;
}

export interface PrivateCacheOptions<T> {
  /** Undefined where there is none: then nothing is kept. */
  readonly folder: string | undefined;
  /** The file in it (0600), and the field of the file that holds the entries. */
  readonly file: string;
  readonly field: string;
  /** `The OAuth token`: what could not be kept. */
  readonly what: string;
  /** Checks what stands in the file. */
  readonly isEntry: (value: unknown) => value is T;
  readonly platform: NodeJS.Platform;
  readonly now: () => Date;
  readonly warn: (warning: string | undefined) => void;
}

/** Entries in a file that only its owner may read. A damaged cache is an empty one. */
export function createPrivateCache<T extends { readonly expiresAt: number }>(
  options: PrivateCacheOptions<T>,
): PrivateCache<T> {
  const { folder, field, platform, now, warn } = options;
  if (folder === undefined) return { get: async () => undefined, set: async () => {} };
  const path = join(folder, options.file);
  let isReported = false;
  /** What stops the reading stops the writing too: one of them is reported. */
  const reportOnce = (problem: string) => {
    if (!isReported) warn(problem);
    isReported = true;
  };

  const read = (): Map<string, T> => {
    const entries = new Map<string, T>();
    try {
      const found = readPrivateFile(path, platform);
      warn(found?.warning);
      for (const [name, entry] of listed(found?.text ?? '', field)) {
        if (options.isEntry(entry) && entry.expiresAt > now().getTime()) entries.set(name, entry);
      }
    } catch (error) {
      reportOnce(error instanceof Error ? error.message : String(error));
    }
    return entries;
  };

  return {
    async get(name) {
      return read().get(name);
    },
    async set(name, entry) {
      try {
        warn(preparePrivateFolder(folder, platform));
        const [{ withLock }, { removeLeftovers, writeJson }] = await Promise.all([
          import('./lock.ts'),
          import('./write-json.ts'),
        ]);
        await withLock(folder, () => {
          removeLeftovers(folder);
          const entries = read();
          if (entry === undefined) entries.delete(name);
          else entries.set(name, entry);
          return writeJson(path, { [field]: Object.fromEntries(entries) });
        });
      } catch (error) {
        reportOnce(
          `${options.what} could not be kept: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    },
  };
}

function listed(text: string, field: string): [string, unknown][] {
  const file = parseJson(text);
  const entries = isJsonObject(file) && Object.hasOwn(file, field) ? file[field] : undefined;
  return isJsonObject(entries) ? Object.entries(entries) : [];
}
