import { closeSync, openSync, rmSync } from 'node:fs';
import { makeNew } from '../../files/make-new.ts';
import { readSmallFile } from '../../files/small-file.ts';
import { writeAll } from '../../files/write-all.ts';
import { digest } from './checkpoint.ts';

/** What follows the name of a checkpoint: the file with the states that followed it. */
const latestSuffix = '.latest';

/** Two places, of which the older one is written over: whatever a kill or a power cut leaves of one, the other is whole. */
const places = 2;
const placeBytes = 64 * 1024;

/**
 * The states that follow a checkpoint which survives a power cut, until the next such one: written over each other,
 * in a file of their own. To replace a file has the disk allocate blocks each time, which takes a hundred times as long.
 */
export interface LatestState {
  /**
   * Keeps the text of a checkpoint; false where there is nothing that it could follow, it is too long, or something that
   * is not ours has the name. Throws the system's error.
   */
  keep(text: string): boolean;
  /** The checkpoint itself was replaced by this text: what was kept is of no concern any more. */
  follow(text: string): void;
  /** `isOurs`: what is beside the checkpoint is not another process's by now. */
  close(options: { readonly isOurs: boolean }): void;
}

export function createLatestState(checkpoint: string): LatestState {
  const path = checkpoint + latestSuffix;
  let file: number | undefined;
  let before: string | undefined;
  let count = 0;
  let isKept = false;
  let isForeign = false;
  return {
    keep(text) {
      if (before === undefined || isForeign) return false;
      const bytes = stateOf({ before, count: count + 1, text });
      if (bytes.length > placeBytes) return false;
      if (file === undefined) {
        isForeign = !removeLatestState(checkpoint);
        if (isForeign) return false;
        file = openSync(path, makeNew, 0o600);
      }
      count += 1;
      writeAll(file, bytes, (count % places) * placeBytes);
      isKept = true;
      return true;
    },
    follow(text) {
      before = digest(text);
      isKept = false;
    },
    close({ isOurs }) {
      if (file === undefined) return;
      closeSync(file);
      if (isOurs && !isKept) rmSync(path, { force: true });
    },
  };
}

/** Removes what was kept beside a checkpoint; false, and nothing is done, where that is not ours: somebody's own file or folder. */
export function removeLatestState(checkpoint: string): boolean {
  const path = checkpoint + latestSuffix;
  const kept = readPlaces(path);
  if (kept === undefined) return false;
  const isOurs = kept.some((bytes) => headOf(bytes) !== undefined) || kept.every(isEmpty);
  if (isOurs) rmSync(path, { force: true });
  return isOurs;
}

/** The text that was kept last after the checkpoint with these bytes; undefined where none was, or it cannot be read. */
export function readLatestState(checkpoint: string, bytes: Buffer): Buffer | undefined {
  const kept = readPlaces(checkpoint + latestSuffix) ?? [];
  const before = digest(bytes);
  const states = kept.map(readState).filter((state) => state?.before === before);
  return states.reduce((last, state) => ((state?.count ?? 0) > (last?.count ?? 0) ? state : last), undefined)
    ?.text;
}

/** No places where there is no file; undefined where what is there cannot be a file of ours. */
function readPlaces(path: string): Buffer[] | undefined {
  try {
    const file = readSmallFile(path, { maxBytes: places * placeBytes });
    if (file.kind === 'none') return [];
    if (file.kind === 'refused') return undefined;
    return Array.from({ length: places }, (_, place) =>
      file.bytes.subarray(place * placeBytes, (place + 1) * placeBytes),
    );
  } catch {
    return undefined;
  }
}

/** What a power cut leaves of a place that was never written to the disk. */
function isEmpty(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

interface State<Text> {
  /** Digest of the checkpoint that it follows. */
  readonly before: string;
  /** The higher one is the later one. */
  readonly count: number;
  readonly text: Text;
}

/** After a digest of all that follows it: half of a state is none. */
function stateOf({ before, count, text }: State<string>): Buffer {
  const content = `${before} ${count} ${Buffer.byteLength(text)}\n${text}`;
  return Buffer.from(`${digest(content)} ${content}`);
}

function readState(bytes: Buffer): State<Buffer> | undefined {
  const [whole = '', sha256, before = '', count, length] = headOf(bytes) ?? [];
  const end = whole.length + Number(length);
  if (digest(bytes.subarray(65, end)) !== sha256) return undefined;
  return { before, count: Number(count), text: bytes.subarray(whole.length, end) };
}

function headOf(bytes: Buffer): RegExpExecArray | undefined {
  return /^([0-9a-f]{64}) ([0-9a-f]{64}) (\d+) (\d+)\n/.exec(bytes.toString('latin1', 0, 256)) ?? undefined;
}
