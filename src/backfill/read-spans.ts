import { InputError } from '../errors.ts';
import { frameLines, type Line } from '../ndjson/framing.ts';
import { isBlank } from '../ndjson/scan.ts';
import type { WarningCode } from '../spec/verdict.ts';
import type { BatchLimits } from './chunk.ts';
import { inflate } from './inflate.ts';
import { chooseReader, type LineReader, type ReadLine } from './line-reader.ts';
import { withLinger } from './linger.ts';
import type { MessageIds } from './message-id.ts';
import type { PreparedLine, PrepareRules } from './prepare.ts';
import type { Reject } from './reject.ts';
import type { OutgoingMessage, ReadCounts, Span } from './span.ts';
import { createSpanCollector, type SpanCollector } from './span-collector.ts';

/** One input of a backfill. */
export interface Input {
  /** As the user gave it; `-` for stdin. */
  readonly name: string;
  /** Bytes as stored, when known. */
  readonly size: number | undefined;
  /** Its bytes from the start. Ends early, with an AbortError, when the signal says so. */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

export interface ReadRules extends Omit<PrepareRules, 'deriveId' | 'sendInvalid'> {
  readonly onInvalid: 'reject' | 'stop' | 'send';
  /** Stop after this many lines that are not blank. */
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
}

/** Reads the inputs one after the other and yields their spans, each with one batch at most. */
export async function* readSpans(
  inputs: readonly Input[],
  rules: ReadRules,
  parts: ReadParts,
): AsyncGenerator<Span> {
  const collector = createSpanCollector(rules.batch);
  const take = lineTaker(rules, parts, collector);
  try {
    for (const [index, input] of inputs.entries()) {
      const place = { input: index, file: input.name };
      const read = lazyReader(rules, parts.ids);
      for await (const group of readLines(input, rules, parts, collector)) {
        if (group === 'idle') {
          const waiting = collector.close();
          if (waiting !== undefined) yield waiting;
          continue;
        }
        for (const line of group) {
          if (take.isFull) break;
          const closed = take.line(read(line), line, place);
          if (closed !== undefined) yield closed;
        }
        if (take.isFull) break;
      }
      if (take.isFull) break;
    }
  } catch (error) {
    // What was read before a damaged place, or before the line that stops the run, is still sent.
    const last = parts.signal.aborted ? undefined : collector.close();
    if (last !== undefined) yield last;
    throw error;
  }
  const last = collector.close();
  if (last !== undefined) yield last;
}

/** The lines of one input as they come, `idle` when a slow pipe leaves messages waiting. */
function readLines(input: Input, rules: ReadRules, parts: ReadParts, collector: SpanCollector) {
  const countBytes = (bytes: number) => {
    parts.counts.inputBytes += bytes;
  };
  const lines = frameLines(inflate(input.open(parts.signal), input.name, countBytes));
  return withLinger(lines, {
    lingerMs: rules.lingerMs,
    isWaiting: () => collector.isWaiting,
    sleep: parts.sleep,
  });
}

/** Chooses the reader of an input at its first line that is not blank. */
function lazyReader(rules: ReadRules, ids: MessageIds): LineReader {
  const prepareRules = { ...rules, sendInvalid: rules.onInvalid === 'send' };
  let chosen: LineReader | undefined;
  return (line) => {
    chosen ??= isBlank(line.bytes)
      ? undefined
      : chooseReader(line, { ...prepareRules, deriveId: ids.forInput(line.bytes) });
    return chosen?.(line) ?? { prepared: { kind: 'blank' }, source: line };
  };
}

/** Puts each line where it belongs, and counts it. */
function lineTaker(rules: ReadRules, { counts }: ReadParts, collector: SpanCollector) {
  let taken = 0;
  return {
    /** True once `--limit` is reached. */
    get isFull() {
      return taken >= rules.limit;
    },
    line({ prepared, source }: ReadLine, line: Line, place: Place): Span | undefined {
      counts.lines += 1;
      const end = { input: place.input, offset: line.end };
      if (prepared.kind === 'blank') {
        counts.blank += 1;
        collector.reach(end);
        return undefined;
      }
      taken += 1;
      if (prepared.kind === 'message') {
        noteWarnings(counts, prepared.warnings, place.file, line.number);
        // The span that is closed ends before this line.
        const closed = collector.message(outgoing(prepared, source, place));
        collector.reach(end);
        return closed;
      }
      const reject = rejectOf(prepared, source, place);
      if (rules.onInvalid === 'stop') throw stopped(reject);
      collector.reach(end);
      return collector.reject(reject);
    },
  };
}

type Place = Pick<Reject, 'input' | 'file'>;

function outgoing(prepared: PreparedLine & { kind: 'message' }, line: Line, place: Place): OutgoingMessage {
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

function rejectOf(prepared: PreparedLine & { kind: 'reject' }, line: Line, place: Place): Reject {
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
