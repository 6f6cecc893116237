import { createHash, type Hash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, lstat, open, rm } from 'node:fs/promises';
import { StateError, systemErrorCode, systemReason } from '../../errors.ts';
import type { Rejects } from './rejects.ts';

/** Where rejected lines go. Made only when there is one to write. */
export interface RejectsFile {
  /**
   * Appends in the order given; resolves when the lines are with the operating system. `beforeCreate` is told the state
   * of a file that is about to be made: once this is written down, a kill between making the file and the next
   * checkpoint leaves no file that nobody knows of.
   */
  append(rejects: readonly Rejects[], beforeCreate?: BeforeCreate): Promise<void>;
  /** What a checkpoint must know to resume here; undefined while there is no file. */
  readonly state: RejectsState | undefined;
  /** The file's path, or undefined while there is none. */
  readonly path: string | undefined;
  /** Makes what was appended survive a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The rejects of a job so far. */
export interface RejectsState {
  /** Absolute. */
  readonly path: string;
  /** The path that was asked for, where a number had to be added to it. */
  readonly requested?: string;
  readonly bytes: number;
  /** SHA-256 of those bytes, hexadecimal: a file that was edited since is not cut off or written on. */
  readonly sha256: string;
  /** While nothing is known to be in it: the line it will begin with, which tells it from a file of somebody else. */
  readonly first?: { readonly bytes: number; readonly sha256: string };
}

/** Told the state of a rejects file that is about to be made. */
export type BeforeCreate = (state: RejectsState) => void | Promise<void>;

/** Messages are personal data: only the owner may read them (rule S5). */
const ownerOnly = 0o600;
const maxNumber = 10_000;

interface OpenFile {
  readonly handle: FileHandle;
  readonly path: string;
}

/**
 * @param path to write to; a number is added to it where something is there already
 * @param earlier the file of an earlier run of the job, opened by {@link reopenRejectsFile}
 */
export function createRejectsFile(path: string, earlier?: ReopenedRejectsFile): RejectsFile {
  let file: OpenFile | undefined = earlier;
  let bytes = earlier?.bytes ?? 0;
  const hash = earlier?.hash ?? createHash('sha256');
  let first: RejectsState['first'];
  const stateOf = (name: string): RejectsState => ({
    path: name,
    ...(name === path ? {} : { requested: path }),
    bytes,
    sha256: hash.copy().digest('hex'),
    ...(bytes === 0 && first !== undefined ? { first } : {}),
  });
  return {
    get path() {
      return file?.path;
    },
    get state() {
      return file && stateOf(file.path);
    },
    async append(rejects, beforeCreate) {
      const texts = rejects.map(({ text }) => text).filter((text) => text.length > 0);
      const [firstText] = texts;
      if (firstText === undefined) return;
      const announce = (name: string) => beforeCreate?.(stateOf(name));
      if (bytes === 0) first = firstLineOf(firstText);
      file ??= await createNumbered(path, announce);
      try {
        for (const text of texts) await file.handle.appendFile(text);
      } catch (error) {
        const failure = cannotWriteRejects(file.path, error);
        // Half a line would be taken for a whole one by whoever reads the file now.
        await file.handle.truncate(bytes).catch(() => {});
        if (bytes === 0) {
          // A file of that name would be in the way of the next run, which need not know of it.
          await file.handle.close().catch(() => {});
          await rm(file.path, { force: true }).catch(() => {});
          file = undefined;
        }
        throw failure;
      }
      for (const text of texts) {
        hash.update(text);
        bytes += text.length;
      }
    },
    async sync() {
      await file?.handle.sync();
    },
    async close() {
      await file?.handle.close();
    },
  };
}

export interface ReopenedRejectsFile extends OpenFile {
  readonly bytes: number;
  readonly hash: Hash;
}

/**
 * Opens the rejects file of an interrupted run and cuts off what was written after its last checkpoint: those
 * lines will be rejected again (rule R9). Undefined when nothing that counts was in it: a new one will be made.
 * Throws StateError when what should be in it is not, and never writes through a link.
 */
export async function reopenRejectsFile(state: RejectsState): Promise<ReopenedRejectsFile | undefined> {
  const { path, bytes, sha256 } = state;
  const found = await lstat(path).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw cannotWriteRejects(path, error);
  });
  if (bytes === 0) {
    try {
      // Announced, and made by that run or by somebody else since.
      if (found?.isFile() && (found.size === 0 || (await beginsWith(state)))) await rm(path);
    } catch (error) {
      throw cannotWriteRejects(path, error);
    }
    return undefined;
  }
  if (found === undefined) throw rejectsChanged(path, 'it is not there');
  if (!found.isFile()) throw rejectsChanged(path, 'it is not a regular file');
  if (found.size < bytes) throw rejectsChanged(path, 'it is shorter');
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { end: bytes - 1 })) hash.update(chunk);
  if (hash.copy().digest('hex') !== sha256) throw rejectsChanged(path, 'its lines are not the same');
  try {
    const flags = constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);
    const handle = await open(path, flags);
    if (found.size > bytes) await handle.truncate(bytes);
    return { handle, path, bytes, hash };
  } catch (error) {
    throw cannotWriteRejects(path, error);
  }
}

const newline = 0x0a;

function firstLineOf(text: Buffer): NonNullable<RejectsState['first']> {
  const line = text.subarray(0, text.indexOf(newline) + 1);
  return { bytes: line.length, sha256: createHash('sha256').update(line).digest('hex') };
}

/** True when a file begins with the line that was announced, or is a part of it that a kill left. */
async function beginsWith({ path, first }: RejectsState): Promise<boolean> {
  if (first === undefined) return false;
  const head: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: first.bytes - 1 })) head.push(chunk);
  const line = Buffer.concat(head);
  if (line.length < first.bytes) return line.indexOf(newline) === -1;
  return createHash('sha256').update(line).digest('hex') === first.sha256;
}

/** `a.rejects.ndjson`, then `a.rejects.2.ndjson`, `a.rejects.3.ndjson`, …: the first that is free. */
async function createNumbered(path: string, announce: Announce): Promise<OpenFile> {
  for (let number = 1; number <= maxNumber; number += 1) {
    const candidate = number === 1 ? path : path.replace(/(\.ndjson)?$/, `.${number}$1`);
    const made = await createNew(candidate, announce);
    if (made !== undefined) return made;
  }
  throw new StateError(`There are ${maxNumber} rejects files like ${path} already.`, {
    code: 'rejects_file_exists',
    hint: 'Move the old ones away.',
  });
}

type Announce = (path: string) => void | Promise<void>;

/** Undefined when something is there. Never overwrites and never follows a link: O_EXCL refuses both. */
async function createNew(path: string, announce: Announce): Promise<OpenFile | undefined> {
  try {
    if ((await lstat(path).catch(() => undefined)) !== undefined) return undefined;
    await announce(path);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;
    return { handle: await open(path, flags, ownerOnly), path };
  } catch (error) {
    if (error instanceof StateError) throw error;
    if (systemErrorCode(error) === 'EEXIST') return undefined;
    throw cannotWriteRejects(path, error);
  }
}

function rejectsChanged(path: string, reason: string): StateError {
  return new StateError(`The rejects file of the interrupted run, ${path}, has changed since: ${reason}.`, {
    code: 'rejects_changed',
    details: ['Nothing was sent, and nothing was changed.'],
    hint: 'Put it back, continue with another file (--rejects FILE), or start over (--restart).',
  });
}

/** The error for rejects that cannot be kept. */
export function cannotWriteRejects(path: string, error: unknown): StateError {
  const isFull = systemErrorCode(error) === 'ENOSPC';
  return new StateError(
    `The rejects file ${path} cannot be written: ${isFull ? 'the disk is full' : systemReason(error)}.`,
    {
      code: 'rejects_file_unwritable',
      hint: isFull
        ? 'Free some space and run the same command again.'
        : 'Name another place with --rejects FILE.',
      cause: error,
    },
  );
}
