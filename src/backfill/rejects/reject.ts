import { type RejectCode, rejectCodes } from '../../spec/verdict.ts';

/** A line that was not sent, with its reason. */
export interface Reject {
  /** Index of the input among those of the call. */
  readonly input: number;
  /** The input's name as the user gave it; `-` for stdin. */
  readonly file: string;
  /** The file inside it, where it is a zip archive. */
  readonly member?: string | undefined;
  /** From 1. */
  readonly line: number;
  /** The number of a value that is not a line of its own, from 1. */
  readonly record?: number | undefined;
  /** Records in the earlier files of its archive. */
  readonly recordsBefore?: number | undefined;
  /** Byte offset of the line in the decompressed input. */
  readonly offset: number;
  readonly code: RejectCode;
  readonly message: string;
  /** HTTP status when the API refused the message, else null. */
  readonly status: number | null;
  /** The id the message would have had, so that a corrected line keeps it. */
  readonly messageId: string | null;
  /** Of the row of a table: it as it was. */
  readonly row?: RejectedRow | undefined;
  /**
   * The line as it was read; only its beginning when it was too long to be kept. Of a row the message, as far as it came.
   * A view: whoever keeps it copies it.
   */
  readonly bytes: Buffer;
  /** The whole line's length in bytes. */
  readonly length: number;
}

/** A row by its columns; its text where it could not be taken apart; of a record of another tool its JSON. */
export type RejectedRow = Readonly<Record<string, string>> | string | Uint8Array;

/** The JSON of a row. A record keeps the digits of its numbers. */
export function rowJson(row: RejectedRow): string {
  return row instanceof Uint8Array ? Buffer.from(row).toString('utf8') : JSON.stringify(row);
}

/** A reject as its line in the rejects file has it (docs/rules.md#r9-rejects). */
export type WrittenReject = Pick<
  Reject,
  'file' | 'member' | 'line' | 'record' | 'offset' | 'code' | 'message'
> & {
  readonly raw?: string;
  readonly rawBase64?: string;
};

/** What is in an archive is numbered through; undefined for a line that is in none. */
export function recordNumber(place: Pick<Reject, 'line' | 'record' | 'recordsBefore'>): number | undefined {
  const { line, record, recordsBefore } = place;
  return recordsBefore === undefined ? record : recordsBefore + (record ?? line);
}

/** The line inside a line of a rejects file, to be sent again after it was corrected. */
export interface RejectedLine {
  readonly bytes: Buffer;
  readonly messageId: string | undefined;
  /** The length of the original line when the rejects file holds only its beginning. */
  readonly cutFrom: number | undefined;
  /** Why it was rejected. */
  readonly reason: { readonly code: RejectCode; readonly message: string } | undefined;
  /** The row of a table that it was: what is corrected is this. The numbers of an object have lost digits. */
  readonly row: string | object | undefined;
  /** Of a table of text, whose rows alone are numbered: all of `row` are cells. Otherwise it is a JSON record. */
  readonly isOfCells: boolean;
}

/** Reads a line of a rejects file; undefined when the value is something else. */
export function readReject(value: unknown): RejectedLine | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const name of ['file', 'line', 'offset', 'code', 'message', 'status', 'messageId']) {
    if (!Object.hasOwn(value, name)) return undefined;
  }
  const field = (name: string): unknown =>
    Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  const raw = field('raw');
  const rawBase64 = field('rawBase64');
  const messageId = field('messageId');
  const row = field('row');
  const cutFrom = field('rawCutFrom');
  const bytes =
    typeof raw === 'string'
      ? Buffer.from(raw, 'utf8')
      : typeof rawBase64 === 'string'
        ? Buffer.from(rawBase64, 'base64')
        : undefined;
  if (bytes === undefined) return undefined;
  return {
    bytes,
    messageId: typeof messageId === 'string' ? messageId : undefined,
    cutFrom: typeof cutFrom === 'number' ? cutFrom : undefined,
    reason: reasonOf(field('code'), field('message')),
    row: typeof row === 'string' || (typeof row === 'object' && row !== null) ? row : undefined,
    isOfCells: typeof field('record') === 'number',
  };
}

function reasonOf(code: unknown, message: unknown): RejectedLine['reason'] {
  const known = rejectCodes.find((each) => each === code);
  return known === undefined || typeof message !== 'string' ? undefined : { code: known, message };
}
