import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { readSmallFile } from '../../files/small-file.ts';
import type { InputWatch } from '../backfill.ts';
import { type Input, nameOf as inputNameOf } from '../reading/input.ts';
import { firstLineDigest } from './fingerprint.ts';
import type { Job } from './job.ts';
import type { JobSettings } from './job-settings.ts';

export interface WatchCall {
  readonly inputs: readonly Input[];
  readonly settings: JobSettings;
  readonly job: Pick<Job, 'unfinished' | 'sentSince'> | undefined;
  /** Where is noted what was sent; undefined where there is no such place. */
  readonly folder: string | undefined;
  readonly now: () => Date;
}

/** Told what is found out about the inputs, by their names. */
export interface InputNotices {
  /** It begins like one that was sent before. */
  likeEarlier(name: string, before: SentInput, ageMs: number): void;
  /** It begins like one before it in this call. */
  likeOther(name: string, other: string): void;
  /** What was sent of it could not be noted. */
  unnoted(name: string, error: unknown): void;
}

/**
 * Finds out whether an input begins like one that was sent before: equal lines in equal places are one message to
 * Segment, whether they were meant so or not. And notes what this run sends, for those after it.
 */
export function watchInputs(
  { inputs, settings, job, folder, now }: WatchCall,
  notices: InputNotices,
): InputWatch {
  const sent = openSentInputs(folder, now);
  const keys = new Map<number, string>();
  const nameOf = (index: number): string => {
    const input = inputs[index];
    return input?.member === undefined ? (input?.name ?? '-') : inputNameOf(input);
  };
  // An earlier run of the job has reported its own inputs already.
  const isOwn = (index: number): boolean =>
    job?.unfinished === undefined ? job?.sentSince !== undefined : index <= job.unfinished.place.input;
  const openedAt = now();
  const reportEarlier = (index: number, before: SentInput): void =>
    notices.likeEarlier(nameOf(index), before, Math.max(0, now().getTime() - before.sentAt.getTime()));
  let noted = 0;
  return {
    firstLine(index, line) {
      const key = sentInputKey(settings, firstLineDigest(line));
      const [twin] = [...keys].find(([, other]) => other === key) ?? [];
      keys.set(index, key);
      if (twin !== undefined) return notices.likeOther(nameOf(index), nameOf(twin));
      const before = isOwn(index) ? undefined : sent.find(key);
      if (before !== undefined) reportEarlier(index, before);
    },
    async acknowledged(upTo) {
      for (; noted <= upTo; noted += 1) {
        const key = keys.get(noted);
        try {
          if (key === undefined) continue;
          // A concurrent run may have noted it since this one looked.
          const other = sent.find(key);
          if (other !== undefined && other.sentAt > openedAt) reportEarlier(noted, other);
          await sent.note(key, { name: nameOf(noted), sentAt: now() });
        } catch (error) {
          // Nothing depends on it but the warning of a later run.
          notices.unnoted(nameOf(noted), error);
        }
      }
    },
  };
}

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
interface SentInputs {
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
function sentInputKey(
  { origin, writeKey, importId, where, shard, readAs }: JobSettings,
  firstLine: string | null,
): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        origin,
        writeKey,
        importId,
        firstLine,
        where,
        shard,
        ...(readAs === undefined ? [] : [readAs]),
      ]),
    )
    .digest('hex')
    .slice(0, 32);
}

/** Without a folder nothing is known, and nothing noted. */
function openSentInputs(folder: string | undefined, now: () => Date): SentInputs {
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
    // What is not a file is not ours, and cannot be removed like one.
    .filter(({ found }) => found?.isFile() === true)
    .sort((a, b) => (a.found?.mtimeMs ?? 0) - (b.found?.mtimeMs ?? 0));
  for (const { path } of byAge.slice(0, -maxKept)) rmSync(path, { force: true });
}
