import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { readSmallFile } from '../../files/small-file.ts';
import type { JobSettings } from './job-settings.ts';

/** An input of an earlier run. */
export interface SentInput {
  /** As it was given then; `-` for stdin. */
  readonly name: string;
  readonly sentAt: Date;
}

/**
 * Which inputs were sent lately, pipes too: a small file for each, in a folder of its own. Two inputs with one key
 * begin alike, and lines that are equal in the same place of both have the same messageId.
 */
export interface SentInputs {
  find(key: string): SentInput | undefined;
  /** Throws the system's error when it cannot be written. */
  note(key: string, input: SentInput): Promise<void>;
}

/** Destinations drop repeated ids for up to seven days: a data lake, the longest of them. */
const keptMs = 7 * 24 * 3_600_000;
const maxKept = 1_000;
/** So many more are let in before the oldest are removed, for that costs a look at each. */
const slack = 100;

/** A name is at most a path long. */
const maxBytes = 64 * 1024;

/** What decides the ids of an input's lines, where they go, and which of its lines. */
export function sentInputKey(
  { origin, writeKey, importId, where, shard }: JobSettings,
  firstLine: string | null,
): string {
  return createHash('sha256')
    .update(JSON.stringify([origin, writeKey, importId, firstLine, where, shard]))
    .digest('hex')
    .slice(0, 32);
}

/** Without a folder nothing is known, and nothing noted. */
export function openSentInputs(folder: string | undefined, now: () => Date): SentInputs {
  if (folder === undefined) return { find: () => undefined, note: async () => {} };
  const pathOf = (key: string): string => join(folder, `${key}.json`);
  return {
    find(key) {
      const found = readSentInput(pathOf(key));
      const isKept = found !== undefined && now().getTime() - found.sentAt.getTime() <= keptMs;
      return isKept ? found : undefined;
    },
    async note(key, { name, sentAt }) {
      makeFolder(folder);
      const content = `${JSON.stringify({ name, sentAt: sentAt.toISOString() })}\n`;
      await replaceFile(pathOf(key), content, { isDurable: false });
      removeOldest(folder);
    },
  };
}

/** Undefined for what is not there or cannot be read: it is a hint, and no run may fail for it. */
function readSentInput(path: string): SentInput | undefined {
  try {
    const file = readSmallFile(path, { maxBytes });
    if (file.kind !== 'file') return undefined;
    const value: unknown = JSON.parse(file.bytes.toString('utf8'));
    if (typeof value !== 'object' || value === null || !('name' in value) || !('sentAt' in value))
      return undefined;
    const { name, sentAt } = value;
    if (typeof name !== 'string' || typeof sentAt !== 'string') return undefined;
    const date = new Date(sentAt);
    return Number.isNaN(date.getTime()) ? undefined : { name, sentAt: date };
  } catch {
    return undefined;
  }
}

function removeOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= maxKept + slack) return;
  const byAge = names
    .map((name) => join(folder, name))
    .map((path) => ({ path, found: lstatSync(path, { throwIfNoEntry: false }) }))
    // What is no file is not ours, and cannot be removed like one.
    .filter(({ found }) => found?.isFile() === true)
    .sort((a, b) => (a.found?.mtimeMs ?? 0) - (b.found?.mtimeMs ?? 0));
  for (const { path } of byAge.slice(0, -maxKept)) rmSync(path, { force: true });
}
