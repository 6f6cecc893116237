import { InputError } from '../errors.ts';
import type { Line } from '../ndjson/framing.ts';
import { isBlank } from '../ndjson/scan.ts';
import type { WarningCode } from '../spec/verdict.ts';
import type { BatchLimits } from './chunk.ts';
import type { Input } from './input.ts';
import { chooseReader, type LineReader, type ReadLine } from './line-reader.ts';
import { withLinger } from './linger.ts';
import type { MessageIds } from './message-id.ts';
import { type PreparedLine, type PrepareRules, prepareLine } from './prepare.ts';
import { type LinesStart, readLines } from './read-lines.ts';
import type { Reject } from './reject.ts';
import type { OutgoingMessage, Place, ReadCounts, Span } from './span.ts';
import { createSpanCollector, type SpanCollector } from './span-collector.ts';

export interface ReadRules extends Omit<PrepareRules, 'deriveId' | 'sendInvalid'> {
  readonly onInvalid: 'reject' | 'stop' | 'send';
  /** Stop after this many lines of the job that are neither blank nor filtered. */
  readonly limit: number;
  readonly batch: BatchLimits;
  /** A partial batch of a slow pipe goes out after this many milliseconds without a new line. */
  readonly lingerMs: number;
}

export interface ReadParts {
  readonly ids: MessageIds;
  readonly counts: ReadCounts;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** Told what a later run must know to recognise an input; undefined where none will go on. */
  readonly notes: InputNotes | undefined;
}

/** What is learnt about the inputs while they are read. */
export interface InputNotes {
  firstLine(input: number, line: Uint8Array): void;
  /** The input has been read to its end. */
  end(input: number): Promise<void>;
}

/** Reads the inputs one after the other, from a place on if there is one, and yields their spans, each with one batch at most. */
export async function* readSpans(
  inputs: readonly Input[],
  rules: ReadRules,
  parts: ReadParts,
  from?: Place,
): AsyncGenerator<Span> {
  const collector = createSpanCollector(rules.batch, parts.counts);
  const take = lineTaker(rules, parts, collector);
  try {
    for (const [index, input] of inputs.entries()) {
      if (take.isFull) break;
      // What stands before the place has been dealt with.
      if (index < (from?.input ?? 0)) {
        parts.counts.inputBytes += input.size ?? 0;
        continue;
      }
      const place = { input: index, file: input.name };
      const read = lazyReader(rules, parts, index);
      const start = (at: LinesStart) => {
        collector.enter({ input: index, offset: at.offset, line: at.line }, at.trace);
        if (at.firstLine !== undefined) read.choose(at.firstLine);
      };
      const begin = index === from?.input ? from : undefined;
      for await (const group of lingering(input, begin, { rules, parts, collector, start })) {
        if (group === 'idle') {
          const waiting = collector.close();
          if (waiting !== undefined) yield waiting;
          continue;
        }
        for (const line of group) {
          if (take.isFull) break;
          for (const closed of take.line(read.line(line), line, place)) yield closed;
        }
        if (take.isFull) break;
      }
      if (!take.isFull) await parts.notes?.end(index);
    }
    parts.counts.isLimited = take.isFull;
  } catch (error) {
    // What was read before a damaged place, or before the line that stops the run, is still sent.
    const last = parts.signal.aborted ? undefined : collector.close();
    if (last !== undefined) yield last;
    throw error;
  }
  const last = collector.close();
  if (last !== undefined) yield last;
}

interface LingeringParts {
  readonly rules: ReadRules;
  readonly parts: ReadParts;
  readonly collector: SpanCollector;
  readonly start: (at: LinesStart) => void;
}

/** The lines of one input as they come, `idle` when a slow pipe leaves messages waiting. */
function lingering(
  input: Input,
  from: Place | undefined,
  { rules, parts, collector, start }: LingeringParts,
) {
  const lines = readLines(input, from, {
    signal: parts.signal,
    onRead: (bytes) => {
      parts.counts.inputBytes += bytes;
    },
    onStart: start,
    isTraced: parts.notes !== undefined,
  });
  return withLinger(lines, {
    lingerMs: rules.lingerMs,
    isWaiting: () => collector.isWaiting,
    sleep: parts.sleep,
  });
}

/** Chooses the reader of an input by its first line that is not blank. */
function lazyReader(rules: ReadRules, { ids, notes }: ReadParts, input: number) {
  const prepareRules = { ...rules, sendInvalid: rules.onInvalid === 'send' };
  const noId = () => {
    throw new RangeError('a blank line has no messageId');
  };
  let chosen: LineReader | undefined;
  const choose = (firstLine: Buffer): LineReader => {
    notes?.firstLine(input, firstLine);
    chosen = chooseReader(firstLine, { ...prepareRules, deriveId: ids.forInput(firstLine) });
    return chosen;
  };
  return {
    choose,
    line(line: Line): ReadLine {
      if (chosen === undefined && isBlank(line.bytes))
        return { prepared: prepareLine(line, { ...prepareRules, deriveId: noId }), source: line };
      return (chosen ?? choose(line.bytes))(line);
    },
  };
}

/** Puts each line where it belongs, and counts it. */
function lineTaker(rules: ReadRules, { counts }: ReadParts, collector: SpanCollector) {
  const fits = () => counts.lines - counts.blank - counts.filtered < rules.limit;
  return {
    /** True once `--limit` is reached. */
    get isFull() {
      return !fits();
    },
    /** The spans that are complete with this line: up to two, for a batch ends before it and a long stretch with it. */
    line({ prepared, source }: ReadLine, line: Line, place: InputPlace): readonly Span[] {
      const spans: Span[] = [];
      if (prepared.kind === 'message') {
        // The span that is closed ends before this line, and so do its counts.
        const closed = collector.message(outgoing(prepared, source, place));
        if (closed !== undefined) spans.push(closed);
        noteWarnings(counts, prepared.warnings, place.file, line.number);
        if (prepared.isReplayed) counts.replayed += 1;
      } else if (prepared.kind === 'reject') {
        const reject = rejectOf(prepared, source, place);
        if (rules.onInvalid === 'stop') {
          counts.lines += 1;
          throw stopped(reject);
        }
        collector.reject(reject);
      } else if (prepared.kind === 'blank') counts.blank += line.lines;
      else counts.filtered += line.lines;
      counts.lines += line.lines;
      const long = collector.reach(line.end, line.number + line.lines);
      if (long !== undefined) spans.push(long);
      return spans;
    },
  };
}

type InputPlace = Pick<Reject, 'input' | 'file'>;

function outgoing(
  prepared: PreparedLine & { kind: 'message' },
  line: Line,
  place: InputPlace,
): OutgoingMessage {
  const { bytes, messageId } = prepared;
  // Written out: a spread costs more here than parsing the line does.
  return {
    input: place.input,
    file: place.file,
    bytes,
    size: bytes.length,
    messageId,
    line: line.number,
    offset: line.offset,
    source: line.bytes,
  };
}

function rejectOf(prepared: PreparedLine & { kind: 'reject' }, line: Line, place: InputPlace): Reject {
  const { code, message, messageId } = prepared;
  // A copy: a reject may wait long for its turn, and a view would keep its whole chunk.
  const bytes = Buffer.from(line.bytes);
  return {
    ...place,
    line: line.number,
    offset: line.offset,
    code,
    message,
    status: null,
    messageId,
    bytes,
    length: line.length,
  };
}

function stopped(reject: Reject): InputError {
  return new InputError(`Line ${reject.line} of ${reject.file} is invalid: ${reject.message}.`, {
    code: reject.code,
    details: ['Stopped there, as --on-invalid stop asks. The lines before it were sent.'],
    hint: 'Correct the line and run the same command again, or use --on-invalid reject.',
  });
}

function noteWarnings(counts: ReadCounts, codes: readonly WarningCode[], file: string, line: number): void {
  for (const code of codes) {
    const seen = counts.warnings.get(code);
    if (seen === undefined) counts.warnings.set(code, { count: 1, file, line });
    else seen.count += 1;
  }
}
