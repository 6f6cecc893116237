import { UsageError } from '../../errors.ts';
import type { Host } from '../../files/optional-package.ts';
import type { TableFormat } from '../../formats/csv/table.ts';
import { emptyMapping, type Mapping, mappingHash } from '../../formats/mapping/mapping.ts';
import { nearest } from '../../spec/nearest.ts';
import type { Input } from './input.ts';
import { isParquet, openParquet } from './parquet.ts';
import type { RecordFormat } from './record-format.ts';

/** How a call says its inputs are to be read, by the names of its flags. */
export interface FormatOptions {
  /** A kind of table, or the tool whose records they are; undefined: a table is known by its name. */
  readonly from?: TableFormat['kind'] | RecordFormat['from'];
  readonly table?: string;
  readonly identify?: boolean;
  readonly stream?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
}

/** A digest of how the inputs of a call are read; undefined where nothing is asked of it. */
export function readAs(
  { from, table, identify, stream, delimiter, encoding }: FormatOptions,
  mapping: Mapping | undefined,
): string | undefined {
  const format = [from, delimiter, encoding, table, identify, stream];
  const isAsked = mapping !== undefined || format.some((flag) => flag !== undefined);
  return isAsked ? mappingHash(mapping ?? emptyMapping, JSON.stringify(format)) : undefined;
}

/** Adds to each input how it is to be read. Throws UsageError for an encoding that nobody knows, and for Parquet
 * where nothing reads it. */
export async function withFormats<T extends Input>(
  inputs: readonly T[],
  options: FormatOptions,
  host: Host,
): Promise<T[]> {
  const encoding = await readEncoding(options.encoding);
  const { from } = options;
  const isOfTool = from !== undefined && from !== 'csv' && from !== 'tsv';
  const withFormat = async (input: T): Promise<T> => {
    const { path, size, member } = input;
    if (path !== undefined && size !== undefined && member === undefined && isParquet(path, size))
      return { ...input, parquet: await openParquet({ name: input.name, path, size }, host) };
    const name = input.member?.name ?? input.name;
    // It is written by this program, whatever its lines are rejected from.
    if (/\.rejects(\.\d+)?\.ndjson$/.test(name)) return input;
    const table = tableFormat(name, options);
    return {
      ...input,
      ...(isOfTool && { isOfTool }),
      ...(table !== undefined && { table }),
      ...(encoding !== undefined && { encoding }),
    };
  };
  return Promise.all(inputs.map(withFormat));
}

function tableFormat(name: string, { from, delimiter }: FormatOptions): TableFormat | undefined {
  if (from === 'csv' || from === 'tsv') return { kind: from, isByName: false, delimiter };
  const [, ending] = /\.(csv|tsv|tab)(\.(?:gz|gzip|zst))?$/i.exec(name) ?? [];
  // Where a tool is named instead, only what divides the cells says that its records are rows.
  if (ending === undefined) return delimiter && from ? { kind: 'csv', isByName: true, delimiter } : undefined;
  return { kind: ending.toLowerCase() === 'csv' ? 'csv' : 'tsv', isByName: true, delimiter };
}

/** Undefined for UTF-8, which is read as it is. */
async function readEncoding(name: string | undefined): Promise<string | undefined> {
  if (name === undefined || /^utf-?8$/i.test(name)) return undefined;
  const { default: iconv } = await import('iconv-lite');
  if (iconv.encodingExists(name)) return name;
  const known = [
    'windows-1252',
    'windows-1251',
    'utf-16',
    'utf-16le',
    'utf-16be',
    'iso-8859-1',
    'iso-8859-15',
  ];
  throw new UsageError(`There is no encoding ${name}.`, {
    code: 'encoding_unknown',
    hint: `--encoding ${nearest(name, known) ?? 'windows-1252'}`,
  });
}
