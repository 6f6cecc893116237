import { constants } from 'node:fs';
import { open, truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StateError } from '../../errors.ts';
import { frameLines } from '../../ndjson/framing.ts';
import type { Journal } from '../journal/journal.ts';
import { addTaken } from '../tracking/keep.ts';
import { decodeLine, type RecordedLine } from './decode-line.ts';
import { formatVersion } from './encode-line.ts';
import type { SegmentFile } from './segments.ts';

/** What a start found in the folder. */
export interface Restored {
  readonly requests: number;
  readonly messages: number;
  /** Whole lines that could not be read; they stay where they are. */
  readonly damagedLines: number;
  /** Bytes of a last line that was never finished; they are in the file `set-aside.txt` now. */
  readonly tornBytes: number;
}

/** A line holds one body of at most 1 MiB, twice that when it had to be escaped, and what is known of it. */
const framing = { maxLineBytes: 8 * 1_024 * 1_024, keptBytes: 0 };
const setAsideName = 'set-aside.txt';
/** A torn line is a curiosity: only so much of the past is kept. */
const maxSetAsideBytes = 8 * 1_024 * 1_024;

/**
 * Plays the files into the journal, oldest first, and cuts off a last line that a kill left unfinished: nobody
 * had an answer for it. Resolves with what is left of the files as well.
 */
export async function restore(
  folder: string,
  files: readonly SegmentFile[],
  journal: Journal,
): Promise<{ readonly restored: Restored; readonly files: readonly SegmentFile[] }> {
  let [requests, messages, damagedLines, tornBytes] = [0, 0, 0, 0];
  const left = [...files];

  const take = (line: RecordedLine | undefined, path: string, isFirst: boolean): void => {
    if (line === undefined) {
      damagedLines += 1;
    } else if (line.kind === 'segment') {
      checkVersion(line.version, path);
      if (isFirst && line.totals !== undefined) journal.resume(line.totals);
    } else if (line.kind === 'reset') {
      journal.reset(line.scope);
    } else {
      const { request, taken } = line.entry;
      for (const { outcome, messageId } of taken?.arrived ?? []) {
        if (outcome === 'stored')
          journal.isDuplicate(messageId, taken?.facts.writeKey ?? '', request.receivedAt);
      }
      if (taken !== undefined) addTaken(journal, taken);
      journal.addRequest(request);
      requests += 1;
      messages += taken?.arrived.length ?? 0;
    }
  };

  for (const [index, file] of files.entries()) {
    const isLast = index === files.length - 1;
    const end = await readSegment(file, (bytes, isFirstLine) =>
      // The journal keeps views of these bytes: a copy, or each would hold on to a whole chunk of the file.
      take(
        bytes === undefined ? undefined : decodeLine(Buffer.from(bytes)),
        file.path,
        index === 0 && isFirstLine,
      ),
    );
    if (end === file.bytes) continue;
    if (!isLast) {
      damagedLines += 1;
      continue;
    }
    tornBytes = file.bytes - end;
    await setAside(folder, file, end);
    left.pop();
    if (end > 0) left.push({ ...file, bytes: end });
  }
  return { restored: { requests, messages, damagedLines, tornBytes }, files: left };
}

/** Hands over every line, undefined for one that is too long; returns where the last whole line ends. */
async function readSegment(
  { path, bytes }: SegmentFile,
  onLine: (line: Buffer | undefined, isFirst: boolean) => void,
): Promise<number> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    if (!(await handle.stat()).isFile()) throw notOurs(path);
    let wholeEnd = 0;
    const chunks = handle.createReadStream({ highWaterMark: 1_024 * 1_024, autoClose: false });
    for await (const lines of frameLines(chunks, framing)) {
      for (const line of lines) {
        // The last line of a file counts only with its newline.
        if (line.end === bytes && !(await endsWithNewline(handle, bytes))) return wholeEnd;
        wholeEnd = line.end;
        onLine(line.length > framing.maxLineBytes ? undefined : line.bytes, line.offset === 0);
      }
    }
    return wholeEnd;
  } finally {
    await handle.close();
  }
}

async function endsWithNewline(
  handle: { read(buffer: Buffer, offset: number, length: number, position: number): Promise<unknown> },
  bytes: number,
): Promise<boolean> {
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, bytes - 1);
  return last[0] === 0x0a;
}

async function setAside(folder: string, { path, bytes }: SegmentFile, from: number): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const torn = Buffer.alloc(Math.min(bytes - from, maxSetAsideBytes));
  try {
    await handle.read(torn, 0, torn.length, from);
  } finally {
    await handle.close();
  }
  const aside = join(folder, setAsideName);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW;
  const file = await open(aside, flags, 0o600);
  try {
    const { size } = await file.stat();
    if (size + torn.length > maxSetAsideBytes) await file.truncate(0);
    const at = size + torn.length > maxSetAsideBytes ? 0 : size;
    await file.write(torn, 0, torn.length, at);
    await file.write(Buffer.from('\n'), 0, 1, at + torn.length);
  } finally {
    await file.close();
  }
  if (from === 0) await unlink(path);
  else await truncate(path, from);
}

function checkVersion(version: number, path: string): void {
  if (version === formatVersion) return;
  throw new StateError(`${path} was written by another version of segment (format ${version}).`, {
    code: 'data_version',
    hint: 'Give --data another folder, or move this one away.',
  });
}

function notOurs(path: string): StateError {
  return new StateError(`${path} is not a regular file.`, { code: 'data_folder_not_ours' });
}
