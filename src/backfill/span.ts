import type { WarningCode } from '../spec/verdict.ts';
import type { Batch } from './batches/batch.ts';
import type { Mark } from './reading/trace.ts';
import type { Rejects } from './rejects/rejects.ts';

/** A place between two lines of the inputs. */
export interface Place {
  /** Index of the input among those of the call. */
  readonly input: number;
  /** Byte offset in the decompressed input. */
  readonly offset: number;
  /** Number of the line that begins there, from 1. */
  readonly line: number;
  /** Number of the value that comes next, where values are no lines. */
  readonly record?: number;
  /** Set where the place is within a body that holds many messages: the other fields are of the place before it. */
  readonly inBody?: PlaceInBody;
  /** Records in the earlier files of its archive. */
  readonly recordsBefore?: number | undefined;
  /** What stands before it; undefined where nobody will look for the place again. */
  readonly mark: Mark | undefined;
}

/** True where nothing of the input is dealt with. */
export function isStartOfInput({ offset, inBody }: Pick<Place, 'offset' | 'inBody'>): boolean {
  return offset === 0 && inBody === undefined;
}

/** A place after some messages of a body. */
export interface PlaceInBody {
  readonly messages: number;
  /** Where the text before it that `sha256` is of begins, and where the last of the messages ends, in the decompressed input. */
  readonly start: number;
  readonly end: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A message on its way, with the line it came from in case the API refuses it. */
export interface OutgoingMessage {
  readonly bytes: Buffer;
  /** `bytes.length`, under the name the chunker knows. */
  readonly size: number;
  readonly messageId: string;
  /** Index of the input among those of the call. */
  readonly input: number;
  readonly file: string;
  readonly member?: string | undefined;
  readonly line: number;
  readonly offset: number;
  readonly record?: number | undefined;
  readonly recordsBefore?: number | undefined;
  /** The line as it was read. */
  readonly source: Buffer;
}

/** Lines by what became of them in reading, since the first line of the job. */
export interface LineTotals {
  /** Lines, blank ones included. */
  readonly lines: number;
  readonly blank: number;
  /** Another shard's, or not matched by `--where`. */
  readonly filtered: number;
  /** Messages that had been through Segment before (`--replay`). */
  readonly replayed: number;
}

/** A warning's lines: how many, and where the first stands. */
export interface WarningCount {
  count: number;
  readonly file: string;
  readonly member?: string | undefined;
  readonly line: number;
}

/**
 * A stretch of the input: the messages of one batch and everything that stood between them. Spans
 * follow each other without a gap, so a finished prefix of spans is a finished prefix of the input.
 */
export interface Span {
  readonly messages: Batch;
  /** In the order of their lines. */
  readonly rejects: Rejects;
  readonly end: Place;
  /** Of everything before `end`. */
  readonly totals: LineTotals;
  readonly warnings: ReadonlyMap<WarningCode, Readonly<WarningCount>>;
  /** Where it stands in all inputs together, as they are stored: for a progress line. */
  readonly stored: StoredRange;
  /** The last bookmark within it of what wrote the input. */
  readonly state?: string | undefined;
}

/** Bytes of the inputs, before decompression; of compressed ones to a piece of the decompressor. */
export interface StoredRange {
  readonly start: number;
  readonly end: number;
}

/** What reading has seen so far; grows in place while a backfill runs. */
export interface ReadCounts {
  lines: number;
  blank: number;
  filtered: number;
  replayed: number;
  /** Bytes of the inputs as they are stored, that is before decompression. */
  inputBytes: number;
  readonly warnings: Map<WarningCode, WarningCount>;
  /** True when `--limit` ended the reading before the input did. */
  isLimited: boolean;
}
