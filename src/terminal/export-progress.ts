import type { StreamProgress } from '../export/run-export.ts';
import type { Io } from './io.ts';
import { formatCount, plural } from './numbers.ts';
import type { Printer } from './printer.ts';
import { canAnimate, plainIntervalMs } from './progress.ts';
import { cut } from './table.ts';
import { terminalWidth } from './width.ts';

/** How an export is shown while it runs, until it is disposed of. */
export interface ExportProgress extends Disposable {
  readonly onProgress: (progress: StreamProgress) => void;
}

/** Lines of a terminal that are not taken: for what is printed before and after. */
const spareLines = 3;
/** Below this width a line has room for a number, and none for words. */
const narrow = 60;
/** A terminal that does not tell its height. */
const usualHeight = 24;

interface Shown {
  readonly io: Io;
  readonly print: Printer;
  readonly pinLines: (lines: () => readonly string[]) => () => void;
}

/**
 * A line for each of the `streams`: on a terminal that may be drawn over and over all of them, as they are at each
 * moment; elsewhere one when a stream has ended, and now and then one that says how far it is.
 */
export function showExportProgress(
  { io, print, pinLines }: Shown,
  streams: readonly string[],
): ExportProgress {
  const seen = new Map<string, StreamProgress | undefined>(streams.map((name) => [name, undefined]));
  const { symbols } = print.style;
  const hear = (onEnd: (progress: StreamProgress) => void) => (progress: StreamProgress) => {
    // What is read for its children alone is not in the list.
    if (!seen.has(progress.stream)) return;
    seen.set(progress.stream, progress);
    if (progress.outcome !== undefined) onEnd(progress);
  };

  if (!canAnimate(io)) {
    const told = (progress: StreamProgress) => print.note(`${progress.stream}: ${textOf(progress)}`);
    const timer = setInterval(() => {
      for (const each of seen.values())
        if (each !== undefined && each.outcome === undefined && each.rows > 0) told(each);
    }, plainIntervalMs);
    return { onProgress: hear(told), [Symbol.dispose]: () => clearInterval(timer) };
  }

  const nameWidth = Math.max(0, ...streams.map(({ length }) => length));
  const lineOf = (name: string, width: number): string => {
    const progress = seen.get(name);
    if (progress === undefined) return cut(`  ${name}`, width);
    const sign = { done: symbols.ok, skipped: symbols.warning, running: symbols.pointer };
    const isNarrow = width < narrow && progress.outcome !== 'skipped';
    const text = isNarrow ? formatCount(progress.rows) : textOf(progress);
    // The name gives way: its beginning says which stream it is, a number in part says nothing.
    const room = Math.min(nameWidth, width - text.length - 4);
    return `${sign[progress.outcome ?? 'running']} ${cut(name, room).padEnd(room)}  ${text}`;
  };
  const unpin = pinLines(() => {
    const width = terminalWidth(io, io.stderr) - 1;
    const height = io.stderr.rows ?? usualHeight;
    return fitted(streams, seen, Math.max(1, height - spareLines)).map((name) =>
      seen.has(name) ? lineOf(name, width) : cut(name, width),
    );
  });
  return { onProgress: hear(() => {}), [Symbol.dispose]: unpin };
}

/** The streams that have room: those under way first, and how many others there are. */
function fitted(
  streams: readonly string[],
  seen: ReadonlyMap<string, StreamProgress | undefined>,
  room: number,
): readonly string[] {
  if (streams.length <= room) return streams;
  const rank = (name: string): number => {
    const progress = seen.get(name);
    if (progress === undefined) return 1;
    return progress.outcome === undefined ? 0 : 2;
  };
  const first = [...streams].sort((a, b) => rank(a) - rank(b)).slice(0, room - 1);
  const hidden = streams.filter((name) => !first.includes(name));
  const ended = hidden.filter((name) => seen.get(name)?.outcome !== undefined).length;
  return [...first, `  … and ${hidden.length} more, ${ended} of them ended`];
}

function textOf({ outcome, rows, requests }: StreamProgress): string {
  return outcome === 'skipped' ? 'skipped' : `${plural(rows, 'row')}, ${plural(requests, 'request')}`;
}
