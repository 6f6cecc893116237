import type { TableFormat } from '../../formats/csv/table.ts';
import { inputName } from '../../spec/input-name.ts';
import type { InputFingerprint } from '../checkpoint/fingerprint.ts';
import type { ParquetFile } from './parquet.ts';

export interface Input {
  /** As the user gave it; `-` for stdin. */
  readonly name: string;
  /** Absolute; undefined for stdin and other descriptors, which no later run finds again. */
  readonly path: string | undefined;
  /** What of the file the input is, where that is a zip archive. */
  readonly member?: ZipMember | undefined;
  /** Set where it is to be read as a table, by its name or because the call says so. */
  readonly table?: TableFormat | undefined;
  /** True where it holds the records of a tool that the call names. */
  readonly isOfTool?: boolean | undefined;
  /** Set where it is Parquet, whose rows are read as lines. */
  readonly parquet?: ParquetFile | undefined;
  /** What its text is encoded in, where that is not UTF-8. */
  readonly encoding?: string | undefined;
  /** Bytes as stored; undefined for a pipe or a device, whose size means nothing and which is read only once. */
  readonly size: number | undefined;
  /**
   * Its bytes. Ends early, with an AbortError, when the signal says so; throws StateError at the end of a file that
   * has changed while it was read.
   */
  open(signal: AbortSignal, options?: OpenOptions): AsyncIterable<Uint8Array>;
}

/** A file inside a zip archive, as the list at the end of the archive describes it. */
export interface ZipMember {
  /** Whatever the archive says: no path to open anything by. */
  readonly name: string;
  /** Where its header begins in the archive. */
  readonly headerAt: number;
  /** Deflated, or stored as it is. */
  readonly isDeflated: boolean;
  /** Of its content. */
  readonly bytes: number;
  readonly crc32: number;
  /** The archive when its list was read. */
  readonly archive: InputFingerprint;
}

/** As a sentence calls it. */
export function nameOf({ name, member }: Pick<Input, 'name' | 'member'>): string {
  return inputName(name, member?.name);
}

export interface OpenOptions {
  /** Where to begin, in bytes; only an input with a size can be asked for anything but 0. */
  readonly start?: number;
  /**
   * Memory for the chunks, in turns. A chunk in it is looked at no longer than until all of them have been filled
   * again; without any each chunk has memory of its own.
   */
  readonly buffers?: readonly Buffer[];
  /** Told at the end of a file what was read of it, for a later run to compare. */
  readonly onEnd?: (stored: InputFingerprint) => void;
}
