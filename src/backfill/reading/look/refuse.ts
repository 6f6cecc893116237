import { UsageError } from '../../../errors.ts';
import { unsafe } from '../../../spec/escape.ts';
import { fileWord, plainShellWord } from '../../../spec/shell-word.ts';
import { type Input, nameOf } from '../input.ts';
import type { Compression } from '../unpack.ts';
import type { UnreadableKind } from './unreadable.ts';

/** What was found out about an input that cannot be read. */
export interface FoundKind {
  readonly kind: UnreadableKind;
  readonly compression: Compression | undefined;
}

export type RefusedInput = Pick<Input, 'name' | 'path' | 'member' | 'table' | 'isOfTool'>;

/** The error for an input that is not JSON, with the line that makes JSON of it. */
export function unsupportedKind(input: RefusedInput, found: FoundKind): UsageError {
  const where = found.compression === undefined ? '' : ` in ${found.compression}`;
  return new UsageError(`${nameOf(input)} cannot be read: it is ${found.kind.name}${where}.`, {
    code: 'input_kind_unsupported',
    hint: lineToPaste(input, found),
  });
}

/** The command that prints a file of a zip archive. */
export function printMember(
  { name, member }: Pick<Input, 'name' | 'member'>,
  program: 'unzip' | '7z' = 'unzip',
): string {
  const inside = member?.name ?? '';
  // To unzip it is a pattern.
  const pattern = program === 'unzip' ? inside.replace(/[*?[\]\\]/g, '\\$&').replace(/^-/, '[-]') : inside;
  const word = plainShellWord(pattern.replace(unsafe, '?').replace(/[\n\t]/g, '?'));
  return `${program === 'unzip' ? 'unzip -p' : '7z x -so'} ${fileWord(name)} ${word}`;
}

/** The command that reads such an input. */
export function lineToPaste(input: RefusedInput, { kind, compression }: FoundKind): string {
  const { convert, needsFile, flags } = kind;
  const named = input.path === undefined ? undefined : fileWord(input.name);
  const asTable = tableFlags(input, kind);
  if (asTable !== undefined && input.member !== undefined)
    return `${printMember(input)} | segment batch - ${asTable}`;
  if (asTable !== undefined || flags !== undefined)
    return `${named === undefined ? '… | segment batch -' : `segment batch ${named}`} ${asTable ?? flags}`.trimEnd();
  if (convert === undefined && needsFile === undefined)
    return 'segment batch events.ndjson  # after exporting the data as JSON';
  // Undefined for what comes from another program.
  const file = input.member === undefined ? named : undefined;
  const unpacked = compression === undefined ? undefined : decompress[compression];
  const isAsItIs = file !== undefined && unpacked === undefined;
  if (isAsItIs && convert !== undefined && (needsFile === undefined || !file.startsWith("'")))
    return `${convert(file)} | segment batch -`;
  if (isAsItIs && convert === undefined) return `Fetch ${file} again: its end is missing.`;
  const source = [
    ...(file === undefined ? [input.member === undefined ? '…' : printMember(input)] : []),
    ...(unpacked === undefined ? [] : [unpacked(file)]),
  ].join(' | ');
  if (needsFile === undefined) return [source, convert?.(undefined), 'segment batch -'].join(' | ');
  const copied = isAsItIs ? `cp ${file} ${needsFile}` : `${source} > ${needsFile}`;
  const read =
    convert === undefined ? `segment batch ${needsFile}` : `${convert(needsFile)} | segment batch -`;
  return `${copied} && ${read}`;
}

/** The flags with which it is read as a table; undefined where it is none. */
function tableFlags({ table, member, isOfTool }: RefusedInput, kind: UnreadableKind): string | undefined {
  // The call says already whose rows they are.
  if (kind.table !== undefined)
    return isOfTool === true ? `--delimiter ${kind.delimiter}` : `--from ${kind.table}`;
  if (table === undefined || kind.encoding === undefined) return undefined;
  const isKnown = table.isByName && member === undefined;
  return `--encoding ${kind.encoding}${isKnown ? '' : ` --from ${table.kind}`}`;
}

const decompress: Readonly<Record<Compression, (file: string | undefined) => string>> = {
  gzip: (file = '') => `gzip -dc ${file}`.trimEnd(),
  zstd: (file = '') => `zstd -dc ${file}`.trimEnd(),
};
