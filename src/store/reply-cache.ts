import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../files/replace-file.ts';
import { isJsonObject } from '../spec/message.ts';
import { parseJson } from '../spec/parse-json.ts';
import { preparePrivateFolder, readPrivateFile } from './private-file.ts';

/** Replies of an API on disk, each in a file of its own that its owner alone may read. */
export interface ReplyCache {
  /** What was kept under a name, and how long ago; undefined when there is none that is young enough. */
  get(name: string): Promise<{ readonly text: string; readonly ageMs: number } | undefined>;
  /** Keeps a reply, and removes what is too old. */
  set(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface ReplyCacheOptions {
  /** The folder below that of all caches. */
  readonly name: string;
  readonly platform: NodeJS.Platform;
  readonly now: () => Date;
  readonly maxAgeMs: number;
  readonly report: (line: string) => void;
}

/** Replies in one folder: beyond it the oldest go. */
const mostKept = 1_000;

/** Names that this cache gives to its files, and nothing else in the folder. */
const ownFile = /^[0-9a-f]{64}\.json(?:\.unfinished)?$/;

/**
 * Replies in a folder below that of all caches, each of use for `maxAgeMs`. A cache that cannot be read or written is none:
 * everything in it can be fetched again, so that is told and nothing more.
 */
export function createReplyCache(cacheFolder: string | undefined, options: ReplyCacheOptions): ReplyCache {
  if (cacheFolder === undefined)
    return { get: async () => undefined, set: async () => {}, remove: async () => {} };
  const { platform, now, maxAgeMs, report } = options;
  const folder = join(cacheFolder, options.name);
  const pathOf = (name: string) => join(folder, `${name}.json`);
  const attempt = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      report(`The cache cannot be used: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };

  return {
    get: (name) =>
      attempt(() => {
        const reply = parseReply(readPrivateFile(pathOf(name), platform)?.text ?? '');
        if (reply === undefined) return undefined;
        const ageMs = now().getTime() - reply.at;
        // A clock that was set back makes a reply older than it looks.
        return ageMs >= 0 && ageMs < maxAgeMs ? { text: reply.text, ageMs } : undefined;
      }),
    async set(name, text) {
      await attempt(async () => {
        preparePrivateFolder(folder, platform);
        removeOld(folder, now().getTime() - maxAgeMs);
        const content = JSON.stringify({ at: now().getTime(), text });
        // Without a lock: two at once may leave a file that is not whole, which reads as none.
        await replaceFile(pathOf(name), content, { isDurable: false });
      });
    },
    async remove(name) {
      await attempt(() => rmSync(pathOf(name), { force: true }));
    },
  };
}

function parseReply(text: string): { readonly at: number; readonly text: string } | undefined {
  const file = parseJson(text);
  const { at, text: reply } = isJsonObject(file) ? file : {};
  return typeof at === 'number' && typeof reply === 'string' ? { at, text: reply } : undefined;
}

function removeOld(folder: string, before: number): void {
  const files = readdirSync(folder)
    .filter((file) => ownFile.test(file))
    .map((file) => join(folder, file))
    .map((path) => ({ path, time: lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time);
  for (const [index, { path, time }] of files.entries())
    if (time < before || index >= mostKept - 1) rmSync(path, { force: true });
}
