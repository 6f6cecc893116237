import { InputError } from '../errors.ts';
import { frameLines, type Line } from '../ndjson/framing.ts';
import { isBlank, scanLine } from '../ndjson/scan.ts';
import type { WarningCode } from '../spec/verdict.ts';
import { type BatchLimits, createChunker } from './chunk.ts';
import { inflate } from './inflate.ts';
import type { MessageIds } from './message-id.ts';
import { type PreparedLine, type PrepareRules, prepareLine } from './prepare.ts';
import { type Reject, type RejectedLine, readReject } from './reject.ts';
import type { OutgoingMessage, ReadCounts, Span } from './span.ts';

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

/** Rejects without a single good line between them are settled in stretches of this size. */
const maxRejectsPerSpan = 1000;
const maxRejectBytesPerSpan = 4 * 1024 * 1024;

/** Reads the inputs one after the other and yields their spans, each with one batch at most. */
export async function* readSpans(
  inputs: readonly Input[],
  rules: ReadRules,
  parts: ReadParts,
): AsyncGenerator<Span> {
  const { counts } = parts;
  const chunker = createChunker<OutgoingMessage>(rules.batch);
  let rejects: Reject[] = [];
  let rejectBytes = 0;
  let end = { input: 0, offset: 0 };

  const span = (messages: readonly OutgoingMessage[] | undefined): Span => {
    const made: Span = { messages: messages ?? [], rejects, end };
    rejects = [];
    rejectBytes = 0;
    return made;
  };
  const rest = (): Span | undefined => {
    const messages = chunker.flush();
    return messages === undefined && rejects.length === 0 ? undefined : span(messages);
  };

  const countBytes = (bytes: number) => {
    counts.inputBytes += bytes;
  };
  let taken = 0;
  try {
    for (const [index, input] of inputs.entries()) {
      if (taken >= rules.limit) break;
      const place = { input: index, file: input.name };
      let read: LineReader | undefined;
      const lines = frameLines(inflate(input.open(parts.signal), input.name, countBytes));
      const isIdle = () => !chunker.isEmpty;
      for await (const group of withLinger(lines, rules.lingerMs, isIdle, parts)) {
        if (group === 'idle') {
          const waiting = rest();
          if (waiting !== undefined) yield waiting;
          continue;
        }
        for (const line of group) {
          if (taken >= rules.limit) break;
          read ??= chooseReader(line, rules, parts.ids);
          const { prepared, source } = read?.(line) ?? blankLine(line);
          counts.lines += 1;
          if (prepared.kind === 'blank') {
            counts.blank += 1;
          } else if (prepared.kind === 'message') {
            taken += 1;
            noteWarnings(counts, prepared.warnings, input.name, line.number);
            const closed = chunker.push(outgoing(prepared, source, place));
            if (closed !== undefined) yield span(closed);
          } else {
            taken += 1;
            const reject = rejectOf(prepared, source, place);
            if (rules.onInvalid === 'stop') throw stopped(reject);
            rejects.push(reject);
            rejectBytes += reject.bytes.length;
            const isLong = rejects.length >= maxRejectsPerSpan || rejectBytes >= maxRejectBytesPerSpan;
            if (isLong) {
              end = { input: index, offset: line.end };
              const full = rest();
              if (full !== undefined) yield full;
            }
          }
          end = { input: index, offset: line.end };
        }
        if (taken >= rules.limit) break;
      }
    }
  } catch (error) {
    // What was read before a damaged place, or before the line that stops the run, is still sent.
    const last = parts.signal.aborted ? undefined : rest();
    if (last !== undefined) yield last;
    throw error;
  }
  const last = rest();
  if (last !== undefined) yield last;
}

function blankLine(line: Line): ReturnType<LineReader> {
  return { prepared: { kind: 'blank' }, source: line };
}

/** How the lines of one input become messages. */
type LineReader = (line: Line) => { readonly prepared: PreparedLine; readonly source: Line };

/**
 * Chooses how to read an input at its first line that is not blank: a rejects file holds the lines to
 * send inside its own. Undefined while only blank lines have been seen.
 */
function chooseReader(first: Line, rules: ReadRules, ids: MessageIds): LineReader | undefined {
  if (isBlank(first.bytes)) return undefined;
  const prepareRules: PrepareRules = {
    ...rules,
    sendInvalid: rules.onInvalid === 'send',
    deriveId: ids.forInput(first.bytes),
  };
  const isRejectsFile = rejectedLine(first) !== undefined;
  return (line) => {
    const rejected = isRejectsFile ? rejectedLine(line) : undefined;
    if (rejected === undefined) return { prepared: prepareLine(line, prepareRules), source: line };
    const { bytes, messageId, cutFrom } = rejected;
    const source = { ...line, bytes, length: cutFrom ?? bytes.length };
    const deriveId = (offset: number, content: Uint8Array) =>
      messageId ?? prepareRules.deriveId(offset, content);
    return { prepared: prepareLine(source, { ...prepareRules, deriveId }), source };
  };
}

function rejectedLine(line: Line): RejectedLine | undefined {
  const scanned = scanLine(line.bytes);
  return scanned.kind === 'value' ? readReject(scanned.value) : undefined;
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

/** Passes groups of lines on, and says `idle` once when none has come for `lingerMs` while some wait to be sent. */
async function* withLinger(
  lines: AsyncGenerator<readonly Line[]>,
  lingerMs: number,
  isWaiting: () => boolean,
  parts: ReadParts,
): AsyncGenerator<readonly Line[] | 'idle'> {
  try {
    for (;;) {
      const next = lines.next();
      if (isWaiting()) {
        const timer = new AbortController();
        const idle = parts.sleep(lingerMs, timer.signal).then(
          () => 'idle' as const,
          () => 'cancelled' as const,
        );
        try {
          if ((await Promise.race([next, idle])) === 'idle') yield 'idle';
        } finally {
          timer.abort();
        }
      }
      const result = await next;
      if (result.done === true) return;
      yield result.value;
    }
  } finally {
    // Not awaited: a pipe that says nothing would hold the end of the run.
    void lines.return(undefined).catch(() => {});
  }
}
