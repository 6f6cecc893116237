import type { Mapping } from '../../formats/mapping/mapping.ts';
import type { Line } from '../../ndjson/framing.ts';
import type { Framing, KernelOrigin, KernelRun, NextNumbers } from '../../ndjson/kernel/kernel.ts';
import type { InputFingerprint } from '../checkpoint/fingerprint.ts';
import type { RejectedRow } from '../rejects/reject.ts';
import type { Place } from '../span.ts';
import type { Input } from './input.ts';
import { type InputText, openText, type TextOptions } from './open-text.ts';
import type { PreparedLine, PrepareRules } from './prepare.ts';
import { readRecordRows } from './read-record-rows.ts';
import { readRecords } from './read-records.ts';
import type { RecordFormat } from './record-format.ts';

/** What a source yields: where it starts, its lines in their order, and its end. */
export type SourcePiece =
  | ({ readonly kind: 'start' } & Pick<InputText, 'start' | 'trace' | 'storedAt'>)
  /** What came at once: the pieces are made as they are taken. */
  | { readonly kind: 'pieces'; readonly pieces: Iterable<LinePiece> }
  /** `stored`: what was read of a file. Yielded only when all of the input was read. */
  | { readonly kind: 'end'; readonly stored: InputFingerprint | undefined };

export type LinePiece = Lines | Block;

/** Lines that are read one by one. */
export interface Lines {
  readonly kind: 'lines';
  readonly lines: readonly Line[];
  readonly read: ReadLine;
}

/** Text of which the kernel takes the messages that it can: whole lines, each with its newline, or what follows an element. */
export interface Block {
  readonly kind: 'block';
  readonly bytes: Buffer;
  readonly framing: Framing;
  readonly reference: Reference;
  /** Where the message in a line of the block comes from, where that is not the line itself. */
  readonly originOf?: (line: number) => KernelOrigin;
}

/** Reads what the kernel leaves of a block, and knows the place of what comes next. */
export interface Reference {
  readonly next: NextNumbers & { readonly offset: number };
  /** The place to resume at before what comes next, where that is another one. */
  readonly place?: Reference['next'] & Pick<Line, 'inBody'>;
  /** The kernel has taken so much, so many bytes. */
  pass(run: Pick<KernelRun, 'taken' | 'lines'>, bytes: number): void;
  /** Reads what comes first in these bytes; says how many that were: all of them where it is not complete. */
  readNext(bytes: Buffer): { readonly lines: Lines | undefined; readonly bytes: number };
}

/**
 * Makes a message of a line. `source` is the line that goes to the rejects file when it is rejected. `outline` gives the
 * line with each object and array in it emptied, where it is a line of a block.
 */
export type ReadLine = (
  line: Line,
  outline?: () => string | undefined,
) => {
  readonly prepared: PreparedLine;
  readonly source: Line;
  /** The row of a table that the line is. */
  readonly row?: () => RejectedRow;
  /** A bookmark of what wrote the input: a line that is told once everything before it is finished. */
  readonly state?: string | undefined;
};

/**
 * Cuts the text of an input into lines that become messages: NDJSON is one shape. A shape starts at `text.start`, calls
 * `identify` once before it yields the first line that is not blank, and ends with the text. For each chunk it
 * yields the pieces that are complete with it: waiting for the next chunk is what a slow pipe is noticed by.
 */
export type Shape = (text: InputText, options: ShapeOptions) => AsyncGenerator<Iterable<LinePiece>>;

export interface ShapeOptions {
  readonly rules: Omit<PrepareRules, 'deriveId'> & {
    /** Makes messages of rows. */
    readonly mapping?: Mapping | undefined;
    /** Set where each line, or row, is a record of another tool. */
    readonly records?: RecordFormat | undefined;
    /** Takes part in ids that are made of what a record says. */
    readonly idSeed: string;
  };
  /**
   * Given the first line of the text that is not blank, by which a later run recognises the input; returns how ids are
   * derived. `readAs` is a digest of how messages are made, where that is more than taking lines as they are.
   */
  readonly identify: (firstLine: Buffer, readAs?: string) => PrepareRules['deriveId'];
  /** How many bytes a block may hold; undefined where only lines are taken. */
  readonly maxBlockBytes: number | undefined;
}

/** One input, from `place` on when there is one. Nothing is opened before the first piece is asked for. */
export async function* readSource(
  input: Input,
  place: Place | undefined,
  options: TextOptions & ShapeOptions,
): AsyncGenerator<SourcePiece> {
  const text = await openText(input, place, options);
  const { start, trace, storedAt } = text;
  yield { kind: 'start', start, trace, storedAt };
  for await (const pieces of shapeOf(input, text, options)(text, options)) yield { kind: 'pieces', pieces };
  yield { kind: 'end', stored: text.end() };
}

function shapeOf({ parquet }: Input, { shape, table }: InputText, { rules }: ShapeOptions): Shape {
  if (rules.records === undefined && parquet === undefined) return shape;
  return table === undefined ? readRecords(shape) : readRecordRows;
}
