import { join } from 'node:path';
import { parseJson } from '../spec/parse-json.ts';
import { preparePrivateFolder, readPrivateFile } from './private-file.ts';

/** What can be fetched again at any time, by name. */
export interface PrivateCache<T> {
  /** The entry, or undefined when there is none that is still good. */
  get(name: string): Promise<T | undefined>;
  /** Keeps an entry, or forgets it when given undefined. A cache that cannot be written is a warning, not a failure. */
  set(name: string, entry: T | undefined): Promise<void>;
}

export interface PrivateCacheParts<T> {
  readonly folder: string;
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
export function createPrivateCache<T extends { readonly expiresAt: number }>({
  folder,
  file,
  field,
  what,
  isEntry,
  platform,
  now,
  warn,
}: PrivateCacheParts<T>): PrivateCache<T> {
  const path = join(folder, file);

  const read = (): Map<string, T> => {
    const entries = new Map<string, T>();
    try {
      const found = readPrivateFile(path, platform);
      warn(found?.warning);
      for (const [name, entry] of listed(found?.text ?? '', field)) {
        if (isEntry(entry) && entry.expiresAt > now().getTime()) entries.set(name, entry);
      }
    } catch (error) {
      warn(error instanceof Error ? error.message : String(error));
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
        const [{ withLock }, { writeJson }] = await Promise.all([
          import('./lock.ts'),
          import('./write-json.ts'),
        ]);
        await withLock(folder, () => {
          const entries = read();
          if (entry === undefined) entries.delete(name);
          else entries.set(name, entry);
          return writeJson(path, { [field]: Object.fromEntries(entries) });
        });
      } catch (error) {
        warn(`${what} could not be kept: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

function listed(text: string, field: string): [string, unknown][] {
  const file = parseJson(text);
  const entries: unknown =
    typeof file === 'object' && file !== null
      ? Object.getOwnPropertyDescriptor(file, field)?.value
      : undefined;
  return typeof entries === 'object' && entries !== null ? Object.entries(entries) : [];
}
