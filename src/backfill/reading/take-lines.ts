import { InputError } from '../../errors.ts';
import type { Line } from '../../ndjson/framing.ts';
import type { WarningCode } from '../../spec/verdict.ts';
import type { Reject } from '../reject.ts';
import type { OutgoingMessage, ReadCounts, Span } from '../span.ts';
import type { ReadLine } from './line-reader.ts';
import type { PreparedLine } from './prepare.ts';
import type { ReadRules } from './read-spans.ts';
import type { SpanCollector } from './span-collector.ts';

/** The input a line stands in. */
export type InputPlace = Pick<Reject, 'input' | 'file'>;

/** Puts lines where they belong, and counts them. */
export interface LineTaker {
  /** True once `--limit` is reached. */
  readonly isFull: boolean;
  /** The spans that are complete with this line: up to two, for a batch ends before it and a long stretch with it. */
  line(read: ReadLine, line: Line, place: InputPlace): readonly Span[];
}

/** Takes lines one by one: the reference for the kernel, and for all that it leaves to it. */
export function createLineTaker(rules: ReadRules, counts: ReadCounts, collector: SpanCollector): LineTaker {
  return {
    get isFull() {
      return counts.lines - counts.blank - counts.filtered >= rules.limit;
    },
    line({ prepared, source }, line, place) {
      const spans: Span[] = [];
      if (prepared.kind === 'message') {
        // The span that is closed ends before this line, and so do its counts.
        const closed = collector.message(outgoing(prepared, source, place));
        if (closed !== undefined) spans.push(closed);
        for (const code of prepared.warnings) noteWarning(counts, code, 1, place.file, line.number);
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

/** Counts lines that are worth a word; `line` is the first of them. */
export function noteWarning(
  counts: ReadCounts,
  code: WarningCode,
  count: number,
  file: string,
  line: number,
): void {
  const seen = counts.warnings.get(code);
  if (seen === undefined) counts.warnings.set(code, { count, file, line });
  else seen.count += count;
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
