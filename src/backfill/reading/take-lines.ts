import { InputError } from '../../errors.ts';
import type { Line } from '../../ndjson/framing.ts';
import { inputName } from '../../spec/input-name.ts';
import type { RejectCode, WarningCode } from '../../spec/verdict.ts';
import type { KernelBuilder } from '../batches/batch-builder.ts';
import type { Reject } from '../rejects/reject.ts';
import type { OutgoingMessage, ReadCounts, Span } from '../span.ts';
import type { PreparedLine } from './prepare.ts';
import type { ReadRules } from './read-spans.ts';
import type { Block, LinePiece, Lines, ReadLine, Reference } from './source.ts';
import type { SpanCollector } from './span-collector.ts';

/** The input a line stands in. */
export type InputPlace = Pick<Reject, 'input' | 'file' | 'member' | 'recordsBefore'>;

/** Puts lines where they belong, counts them, and yields the spans that are complete with them. */
export interface LineTaker {
  /** True once `--limit` is reached. */
  readonly isFull: boolean;
  /** Takes lines one by one, as the reference for the kernel and for all that it leaves, and blocks through the kernel. */
  take(pieces: Iterable<LinePiece>, place: InputPlace): Generator<Span>;
}

const noSpans: readonly Span[] = [];
/** Of such a line no outline is made. */
const notJson: ReadonlySet<RejectCode> = new Set(['invalid_json', 'invalid_utf8']);

/** @param builder undefined where no blocks come */
export function createLineTaker(
  rules: Pick<ReadRules, 'limit' | 'onInvalid'>,
  counts: ReadCounts,
  collector: SpanCollector,
  builder: KernelBuilder | undefined,
): LineTaker {
  const isFull = () => counts.lines - counts.blank - counts.filtered >= rules.limit;
  /**
   * Whether the last line was JSON, and rejected. A line that will be parsed all the same is not outlined before: that would
   * cost a sixth more.
   */
  let wasRejected = false;
  /** Returns the spans that are complete with the line. */
  const takeLine = (
    line: Line,
    read: ReadLine,
    place: InputPlace,
    outline?: () => string | undefined,
  ): readonly Span[] => {
    const { prepared, source, row, state } = read(line, wasRejected ? outline : undefined);
    // The span that a message closes ends before its line, and so do its counts.
    let closed: Span | undefined;
    if (prepared.kind === 'message') {
      wasRejected = false;
      closed = collector.message(outgoing(prepared, source, place));
      for (const code of prepared.warnings) noteWarning(counts, code, 1, place, line.number);
      if (prepared.isReplayed) counts.replayed += 1;
    } else if (prepared.kind === 'reject') {
      const reject = rejectOf(prepared, source, place, row?.());
      if (rules.onInvalid === 'stop') {
        counts.lines += 1;
        throw stopped(reject);
      }
      wasRejected = !notJson.has(reject.code);
      collector.reject(reject);
    } else if (prepared.kind === 'blank') counts.blank += line.lines;
    else counts.filtered += line.lines;
    counts.lines += line.lines;
    if (state !== undefined) collector.state(state);
    const endNumber = line.endNumber ?? line.number + line.lines;
    const long = collector.reach(line.end, endNumber, nextRecord(line), line.inBody);
    if (closed === undefined && long === undefined) return noSpans;
    return [closed, long].filter((span) => span !== undefined);
  };
  function* takeLines({ lines, read }: Lines, place: InputPlace): Generator<Span> {
    for (const line of lines) {
      if (isFull()) return;
      const spans = takeLine(line, read, place);
      if (spans.length > 0) yield* spans;
    }
  }
  function* takeBlock({ bytes, framing, reference, originOf }: Block, place: InputPlace): Generator<Span> {
    const lineAt = (number: number) => originOf?.(number).line ?? number;
    if (builder === undefined) throw new RangeError('there is no kernel for a block');
    builder.kernel.load(bytes, reference.next.offset);
    let at = 0;
    const outline = () => builder.kernel.outline(at);
    while (at < bytes.length) {
      const { number } = reference.next;
      const run = builder.run(at, framing, reference.next, place, originOf);
      if (run.taken > 0) {
        const { withoutTimestamp: bare, withoutZone: zoneless } = run;
        reference.pass(run, run.at - at);
        counts.lines += run.taken;
        counts.filtered += run.filtered;
        noteWarning(counts, 'timestamp_missing', bare.count, place, lineAt(number + bare.first));
        noteWarning(counts, 'timestamp_without_zone', zoneless.count, place, lineAt(number + zoneless.first));
        const reached: NonNullable<Reference['place']> = reference.place ?? reference.next;
        const long = collector.reach(reached.offset, reached.number, reached.record, reached.inBody);
        if (long !== undefined) yield long;
      }
      at = run.at;
      if (run.stop === 'end') return;
      if (run.stop === 'full') {
        const closed = collector.close();
        if (closed !== undefined) yield closed;
      } else {
        const { lines, bytes: passed } = reference.readNext(bytes.subarray(at));
        // Nearly always one line, and not worth a generator.
        if (lines !== undefined)
          for (const line of lines.lines) {
            const spans = takeLine(line, lines.read, place, outline);
            if (spans.length > 0) yield* spans;
          }
        at += passed;
      }
    }
  }
  return {
    get isFull() {
      return isFull();
    },
    *take(pieces, place) {
      for (const piece of pieces) {
        if (isFull()) return;
        yield* piece.kind === 'lines' ? takeLines(piece, place) : takeBlock(piece, place);
      }
    },
  };
}

/** Counts lines with a warning; `line` is the first of them. */
function noteWarning(
  { warnings }: ReadCounts,
  code: WarningCode,
  count: number,
  { file, member }: InputPlace,
  line: number,
): void {
  if (count === 0) return;
  const seen = warnings.get(code);
  if (seen === undefined) warnings.set(code, { count, file, member, line });
  else seen.count += count;
}

function nextRecord({ record }: Line): number | undefined {
  return record === undefined ? undefined : record + 1;
}

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
    member: place.member,
    recordsBefore: place.recordsBefore,
    bytes,
    size: bytes.length,
    messageId,
    line: line.number,
    record: line.record,
    offset: line.offset,
    source: line.bytes,
  };
}

function rejectOf(
  prepared: PreparedLine & { kind: 'reject' },
  line: Line,
  place: InputPlace,
  row: Reject['row'],
): Reject {
  const { code, message, messageId } = prepared;
  // Written out, for the same reason as above.
  return {
    input: place.input,
    file: place.file,
    member: place.member,
    recordsBefore: place.recordsBefore,
    line: line.number,
    record: line.record,
    offset: line.offset,
    code,
    message,
    status: null,
    messageId,
    row,
    bytes: line.bytes,
    length: line.length,
  };
}

function stopped({ file, member, line, record, code, message }: Reject): InputError {
  // All values of an array may stand in one line.
  const place = record === undefined ? `Line ${line}` : `Line ${line}, record ${record},`;
  return new InputError(`${place} of ${inputName(file, member)} is invalid: ${message}.`, {
    code,
    details: ['Stopped there, as --on-invalid stop asks. The lines before it were sent.'],
    hint: 'Correct the line and run the same command again, or use --on-invalid reject.',
  });
}
