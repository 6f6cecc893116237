import { closeSync, constants, fsync, ftruncateSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { unfinishedSuffix } from '../../files/make-new.ts';
import { syncFolder } from '../../files/replace-file.ts';
import { writeAll } from '../../files/write-all.ts';
import { notOfExport } from '../cannot-write.ts';
import { type Hash, Hasher, isSameHash, KeyHashes } from '../key-hashes.ts';
import { isIncremental, type Stream } from '../stream.ts';
import type { StreamTarget, WindowWriter } from '../target.ts';
import type { Window } from '../windows.ts';
import { gather, pieceBytes } from './gathered-file.ts';
import type { RowForm, WrittenRow } from './row-form.ts';
import { rowsIn } from './rows-in-file.ts';

/** What a run that was killed may have left beside the file. */
const mergedSuffix = '.merged';
const lastSuffix = '.last';
const leftovers = [unfinishedSuffix, unfinishedSuffix + lastSuffix, mergedSuffix];

/**
 * A stream in a file. Rows of a window gather in a file beside it; when all have come, they take the place of all that
 * was there, or, of rows with a time, come to them: a row with the key of an older one takes its place. A kill at any
 * moment leaves the rows that were kept, and at most a part of a window after them, which the next run reads again.
 */
export function rowFile(path: string, stream: Stream, form: RowForm): StreamTarget {
  const isReplaced = !isIncremental(stream);
  const fetched = new KeyHashes();
  /** The latest time in the file as this run has left it; undefined before. */
  let latest: number | undefined;
  return {
    async begin(window) {
      for (const suffix of leftovers) rmSync(path + suffix, { force: true });
      const span = spanOf(window);
      // What a month after the other is written is not read again for each of them.
      const isBehind = latest !== undefined && latest < span.from;
      const old = isBehind ? unread(path, latest) : await readOld(path, form, span);
      fetched.clear();
      const seen = createSeen(old.hashes, fetched);
      if (isReplaced) return replacement(path, form, old, seen);
      return addition(path, form, old, span, seen, (time) => {
        latest = time;
      });
    },
  };
}

/** The times of the rows of a window; `to` is not in it. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(window: Window): Span {
  const to = Number.POSITIVE_INFINITY;
  if (window.kind === 'all') return { from: Number.NEGATIVE_INFINITY, to };
  if (window.kind === 'range') return { from: Date.parse(window.from), to };
  const first = new Date(window.period);
  const from = window.from === undefined ? first.getTime() : Date.parse(window.from);
  return {
    from: Math.max(first.getTime(), from),
    to: Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1),
  };
}

/** A row without a time is of every span. */
function isOutside(time: number, { from, to }: Span): boolean {
  return time < from || time >= to;
}

/** Throws StateError for a file of somebody else: it stays as it is. */
async function readOld(path: string, form: RowForm, span: Span): Promise<OldRows> {
  const old = { hashes: new KeyHashes(), end: 0, isWhole: false, latest: Number.NEGATIVE_INFINITY };
  let isOurs = false;
  for await (const rows of rowsIn(path, form))
    for (const { row, fileEnd, isWhole, bytes, start, end } of rows) {
      [old.end, old.isWhole] = [fileEnd, isWhole];
      isOurs ||= form.shows(bytes, start, end);
      if (row === undefined) continue;
      old.latest = laterOf(old.latest, row.time);
      if (!isOutside(row.time, span)) old.hashes.set(row, contentOf(row));
    }
  if (old.end > 0 && !isOurs) throw notOfExport(path);
  return old;
}

/** A file that this run has written, and that has no row of the window. */
function unread(path: string, latest = Number.NEGATIVE_INFINITY): OldRows {
  const { size } = statSync(path);
  return { hashes: new KeyHashes(), end: size, isWhole: size > 0, latest };
}

/** Behind a row without a time nothing is known to be new. */
function laterOf(one: number, other: number): number {
  return Number.isNaN(other) ? Number.POSITIVE_INFINITY : Math.max(one, other);
}

interface OldRows {
  /** Of the rows that may be named again: of their keys, each with that of the row. */
  readonly hashes: KeyHashes;
  /** Where the rows end; what follows is a part of one, which somebody was killed over. */
  end: number;
  /** The last row has its newline, and there is one. */
  isWhole: boolean;
  /** The time of the latest row. */
  latest: number;
}

/** All rows, in place of those that were there. */
function replacement(path: string, form: RowForm, { hashes: old }: OldRows, seen: Seen): WindowWriter {
  const gathered = gather(path + unfinishedSuffix, form.header);
  return {
    async write(rows) {
      for (const each of rows) {
        const row = form.write(each);
        seen.add(row);
        gathered.write(row);
      }
    },
    async keep() {
      await gathered.close({ isDurable: true });
      await dropRepeated(gathered.path, form, seen.repeated);
      putInPlace(gathered.path, path);
      const { added, changed, unchanged } = seen.counts;
      return { added, changed, unchanged, gone: old.size - changed - unchanged };
    },
    async discard() {
      gathered.discard();
    },
  };
}

/** Rows that come to those that are there, or take the place of some. */
function addition(
  path: string,
  form: RowForm,
  old: OldRows,
  span: Span,
  seen: Seen,
  onKept: (latest: number) => void,
): WindowWriter {
  const gathered = gather(path + unfinishedSuffix, '');
  let { latest } = old;
  return {
    async write(rows) {
      for (const each of rows) {
        const row = form.write(each);
        latest = laterOf(latest, row.time);
        // Whether it was there is not known: if so, it goes.
        if (isOutside(row.time, span)) seen.replaced.add(row);
        if (seen.add(row) !== 'unchanged') gathered.write(row);
      }
    },
    async keep() {
      // It does not stay: what is made of it is what must survive.
      await gathered.close({ isDurable: false });
      await dropRepeated(gathered.path, { ...form, header: '' }, seen.repeated);
      if (old.isWhole && seen.replaced.size === 0) await append(path, old.end, gathered.path);
      else await merge(path, form, seen.replaced, gathered.path);
      rmSync(gathered.path, { force: true });
      onKept(latest);
      return { ...seen.counts, gone: 0 };
    },
    async discard() {
      gathered.discard();
    },
  };
}

/** What is known of the rows that have come, against those that were there. */
function createSeen(old: KeyHashes, fetched: KeyHashes) {
  const replaced = new KeyHashes();
  const repeated = new KeyHashes();
  const counts = { added: 0, changed: 0, unchanged: 0 };
  return {
    counts,
    /** Rows that were there and go, by their keys. */
    replaced,
    /** Keys that came more than once: the last row counts. */
    repeated,
    add(row: WrittenRow): keyof typeof counts {
      const before = old.get(row);
      const isRepeated = !fetched.add(row);
      const isSame = before !== undefined && !isRepeated && isSameHash(before, contentOf(row));
      const kind = before === undefined ? 'added' : isSame ? 'unchanged' : 'changed';
      if (isRepeated) repeated.add(row);
      else counts[kind] += 1;
      if (kind === 'changed') replaced.add(row);
      return kind;
    },
  };
}

type Seen = ReturnType<typeof createSeen>;

const contentHasher = new Hasher();

/** The hash of all that a row holds, until the next one is asked for. */
function contentOf({ bytes, start, end }: WrittenRow): Hash {
  contentHasher.begin();
  contentHasher.add(bytes, start, end);
  return contentHasher.end();
}

/** Of rows with the same key in a file of ours, keeps the last. */
async function dropRepeated(path: string, form: RowForm, keys: KeyHashes): Promise<void> {
  if (keys.size === 0) return;
  /** The number of the last row with each key. */
  const last = new KeyHashes();
  let number = 0;
  for await (const rows of rowsIn(path, form))
    for (const { row } of rows) {
      number += 1;
      if (row !== undefined && keys.has(row)) last.set(row, { high: number, low: 0 });
    }
  const kept = gather(path + lastSuffix, form.header);
  number = 0;
  try {
    for await (const rows of rowsIn(path, form))
      for (const each of rows) {
        number += 1;
        const { row } = each;
        if (row !== undefined && (last.get(row)?.high ?? number) === number) kept.write(each);
      }
    await kept.close({ isDurable: true });
  } catch (error) {
    kept.discard();
    throw error;
  }
  renameSync(kept.path, path);
}

/** Puts rows after those that end at `end`; a part of a row there goes. */
async function append(path: string, end: number, gathered: string): Promise<void> {
  const file = openSync(path, constants.O_WRONLY);
  try {
    ftruncateSync(file, end);
    let at = end;
    for await (const piece of piecesOf(gathered)) {
      writeAll(file, piece, at);
      at += piece.length;
    }
    await promisify(fsync)(file);
  } catch (error) {
    // A part of a row would not be a row to whoever reads the file before the next run.
    ftruncateSync(file, end);
    throw error;
  } finally {
    closeSync(file);
  }
}

async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  const piece = Buffer.allocUnsafe(pieceBytes);
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Makes the file again: the rows that stay, and after them those that have come. */
async function merge(path: string, form: RowForm, replaced: KeyHashes, gathered: string): Promise<void> {
  const merged = gather(path + mergedSuffix, form.header);
  try {
    for await (const rows of rowsIn(path, form))
      for (const each of rows) {
        const { row, isHeader } = each;
        const stays = row === undefined ? !isHeader : !replaced.has(row);
        if (stays) merged.write(each);
      }
    for await (const rows of rowsIn(gathered, { ...form, header: '' }))
      for (const each of rows) merged.write(each);
    await merged.close({ isDurable: true });
  } catch (error) {
    merged.discard();
    throw error;
  }
  putInPlace(merged.path, path);
}

function putInPlace(from: string, path: string): void {
  renameSync(from, path);
  syncFolder(dirname(path));
}
