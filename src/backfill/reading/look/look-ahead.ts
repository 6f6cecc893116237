import { isUtf8 } from 'node:buffer';
import type { Table } from '../../../formats/csv/table.ts';
import type { Place } from '../../span.ts';
import { findBeginning } from '../beginning.ts';
import { type Input, nameOf } from '../input.ts';
import type { TextKind } from '../look.ts';
import { refuseUnmapped } from '../map-row.ts';
import { tableRecords } from '../read-record-rows.ts';
import { mapperOf, openTable } from '../read-rows.ts';
import type { ReadRules } from '../read-spans.ts';
import { openRecordMapper } from '../record-format.ts';
import { unpackInput } from '../unpack.ts';
import { unsupportedKind } from './refuse.ts';
import { notUtf8, type UnreadableKind } from './unreadable.ts';

/** So much is read at once for a look; the first line of most files is in it. */
const lookChunkBytes = 64 * 1024;
/** A table is looked at for longer: where it is not UTF-8, that shows at the first letter that is not English. */
const tableLookBytes = 1024 * 1024;

/** Looks at the beginning of a file. */
async function lookAtFile(input: Input) {
  const buffers = [Buffer.allocUnsafe(lookChunkBytes), Buffer.allocUnsafe(lookChunkBytes)];
  const unpacked = await unpackInput(input, new AbortController().signal, () => {}, { buffers });
  try {
    const { chunks, ...beginning } = await findBeginning(unpacked.chunks, input);
    const { compression } = unpacked;
    const unreadable = beginning.unreadable ?? (beginning.table && (await findBytesOfNoText(chunks)));
    return { ...beginning, unreadable, compression };
  } finally {
    await unpacked.chunks.return(undefined);
  }
}

async function findBytesOfNoText(chunks: AsyncIterable<Uint8Array>): Promise<UnreadableKind | undefined> {
  let seen = 0;
  let cut = Buffer.alloc(0);
  for await (const { buffer, byteOffset, byteLength } of chunks) {
    const text = Buffer.concat([cut, Buffer.from(buffer, byteOffset, byteLength)]);
    // A character may be cut off by the end of the chunk: the line is looked at with the next one.
    const end = text.lastIndexOf(0x0a) + 1;
    if (!isUtf8(text.subarray(0, end))) return notUtf8(text.subarray(0, end));
    cut = Buffer.from(text.subarray(end));
    seen += byteLength;
    if (seen >= tableLookBytes) return undefined;
  }
  return isUtf8(cut) ? undefined : notUtf8(cut);
}

/** A file that holds messages in another shape than one a line. */
export interface ShapedFile {
  readonly name: string;
  readonly kind: Exclude<TextKind, 'ndjson'> | 'parquet';
  /** What divides the cells of a table. */
  readonly delimiter?: string | undefined;
  /** Its columns that are in no message. */
  readonly unused?: readonly string[] | undefined;
}

/**
 * Looks at the files from a place on, so that a wrong one is refused before the others are sent; one that a run resumes
 * in the middle of is not refused. So is a table that lacks a column of the mapping. What can be read only once is looked
 * at when its turn comes. Returns the files that hold something else than a message on each line. Throws UsageError.
 */
export async function lookAtFiles(
  inputs: readonly Input[],
  rules: ReadRules,
  from: Pick<Place, 'input' | 'offset'> = { input: 0, offset: 0 },
): Promise<ShapedFile[]> {
  const shaped: ShapedFile[] = [];
  for (const [index, input] of inputs.entries()) {
    const { table, size, parquet } = input;
    if (parquet !== undefined && index >= from.input) {
      const columns = await parquet.columns();
      openTable(nameOf(input), { fault: undefined }, () => openRecordMapper(rules, '', columns));
      shaped.push({ name: nameOf(input), kind: 'parquet' });
      continue;
    }
    const isMapped = table !== undefined || rules.mapping !== undefined;
    if (index < from.input || size === undefined || !(isMapped || rules.isLookedAt === true)) continue;
    const { kind, unreadable, compression, table: found, firstLine } = await lookAtFile(input);
    const isBegun = index === from.input && from.offset > 0;
    if (unreadable !== undefined && rules.isLookedAt === true && !isBegun)
      throw unsupportedKind(input, { kind: unreadable, compression });
    const unused = found && unusedColumns(nameOf(input), found, rules);
    if (rules.records === undefined && found === undefined && firstLine !== undefined)
      refuseUnmapped(nameOf(input), firstLine, rules);
    if (kind !== 'ndjson') shaped.push({ name: nameOf(input), kind, delimiter: found?.delimiter, unused });
  }
  return shaped;
}

/** The columns of a table that are in no message. Of what a tool's own table leaves out, `--explain` tells. */
function unusedColumns(name: string, table: Table, rules: ReadRules): readonly string[] | undefined {
  if (rules.records === undefined) return mapperOf(name, table, rules).unused;
  tableRecords(name, table, rules, '');
  return undefined;
}
