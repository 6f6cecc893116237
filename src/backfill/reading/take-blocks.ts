import { type Framer, passBlank } from '../../ndjson/framing.ts';
import type { KernelBuilder } from '../batches/batch-builder.ts';
import type { ReadCounts, Span } from '../span.ts';
import type { SpanCollector } from './span-collector.ts';
import { type InputPlace, noteWarning } from './take-lines.ts';

export interface BlockParts {
  readonly framer: Framer;
  readonly builder: KernelBuilder;
  readonly collector: SpanCollector;
  readonly counts: ReadCounts;
  readonly place: InputPlace;
  /** Takes lines as the reference does: one, or a run of blank ones, whole with its newline. */
  readonly takeLines: (bytes: Buffer) => Iterable<Span>;
  /** False until the first line of the input has told how to read it. */
  readonly isReady: () => boolean;
  /** True once no more lines are to be taken. */
  readonly isFull: () => boolean;
}

const newline = 0x0a;

/**
 * Takes a chunk through the kernel: whole lines in blocks, and through the reference what the kernel leaves to it,
 * what is cut by the ends of the chunk, and what comes before the input's first line.
 */
export function* takeChunk(chunk: Buffer, parts: BlockParts): Generator<Span> {
  const { framer, builder, takeLines, isReady, isFull } = parts;
  let rest = chunk;
  while (rest.length > 0 && !isFull() && (framer.isOpen || !isReady())) {
    const end = endOfLine(rest, 0);
    if (end === undefined) {
      framer.push(rest);
      return;
    }
    yield* takeLines(rest.subarray(0, end));
    rest = rest.subarray(end);
  }
  const wholeEnd = rest.lastIndexOf(newline) + 1;
  for (let at = 0; at < wholeEnd && !isFull(); ) {
    const most = Math.min(wholeEnd, at + builder.kernel.capacity);
    const end = most === wholeEnd ? wholeEnd : rest.lastIndexOf(newline, most - 1) + 1;
    if (end > at) {
      yield* takeBlock(rest.subarray(at, end), parts);
      at = end;
    } else {
      // One line alone is more than a block holds.
      const lineEnd = endOfLine(rest, at) ?? wholeEnd;
      yield* takeLines(rest.subarray(at, lineEnd));
      at = lineEnd;
    }
  }
  if (!isFull() && wholeEnd < rest.length) framer.push(rest.subarray(wholeEnd));
}

function* takeBlock(block: Buffer, parts: BlockParts): Generator<Span> {
  const { framer, builder, collector, counts, place, takeLines, isFull } = parts;
  builder.kernel.load(block, framer.next.offset);
  for (let at = 0; at < block.length && !isFull(); ) {
    const { number } = framer.next;
    const run = builder.run(at, number, place);
    if (run.lines > 0) {
      const { withoutTimestamp, withoutZone } = run;
      framer.pass(run.lines, run.at - at);
      counts.lines += run.lines;
      counts.filtered += run.filtered;
      if (withoutTimestamp.count > 0)
        noteWarning(
          counts,
          'timestamp_missing',
          withoutTimestamp.count,
          place.file,
          number + withoutTimestamp.first,
        );
      if (withoutZone.count > 0)
        noteWarning(
          counts,
          'timestamp_without_zone',
          withoutZone.count,
          place.file,
          number + withoutZone.first,
        );
      const long = collector.reach(framer.next.offset, framer.next.number);
      if (long !== undefined) yield long;
    }
    at = run.at;
    if (run.stop === 'end') return;
    if (run.stop === 'full') {
      const closed = collector.close();
      if (closed !== undefined) yield closed;
    } else {
      const end = endOfLine(block, at) ?? run.otherEnd;
      yield* takeLines(block.subarray(at, end));
      at = end;
    }
  }
}

/** Where the line at `start` ends, its newline included, or the run of blank lines that begins there. */
function endOfLine(bytes: Buffer, start: number): number | undefined {
  const blank = passBlank(bytes, start);
  if (blank !== undefined) return blank.end;
  const at = bytes.indexOf(newline, start);
  return at === -1 ? undefined : at + 1;
}
