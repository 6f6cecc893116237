import type { WarningCode } from '../spec/verdict.ts';
import type { Reject } from './reject.ts';

/** A place between two lines of the inputs. */
export interface Position {
  /** Index of the input among those of the call. */
  readonly input: number;
  /** Byte offset in the decompressed input. */
  readonly offset: number;
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
  readonly line: number;
  readonly offset: number;
  /** The line as it was read. */
  readonly source: Buffer;
}

/**
 * A stretch of the input: the messages of one batch and everything that stood between them. Spans
 * follow each other without a gap, so a settled prefix of spans is a settled prefix of the input.
 */
export interface Span {
  readonly messages: readonly OutgoingMessage[];
  /** In the order of their lines. */
  readonly rejects: readonly Reject[];
  readonly end: Position;
}

/** What reading has seen so far; grows in place while a backfill runs. */
export interface ReadCounts {
  /** Lines, blank ones included. */
  lines: number;
  blank: number;
  filtered: number;
  /** Bytes of the inputs as they are stored, that is before decompression. */
  inputBytes: number;
  readonly warnings: Map<WarningCode, { count: number; readonly file: string; readonly line: number }>;
}
