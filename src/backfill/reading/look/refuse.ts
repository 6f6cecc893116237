import { UsageError } from '../../../errors.ts';
import { fileWord } from '../../../spec/shell-word.ts';
import type { Input } from '../input.ts';
import type { Compression } from '../unpack.ts';
import type { UnreadableKind } from './unreadable.ts';

/** What was found out about an input that cannot be read. */
export interface FoundKind {
  readonly kind: UnreadableKind;
  readonly compression: Compression | undefined;
}

/** The error for an input that is not JSON, with the line that makes JSON of it. */
export function unsupportedKind({ name, path }: Pick<Input, 'name' | 'path'>, found: FoundKind): UsageError {
  const what = name === '-' ? 'stdin' : name;
  const where = found.compression === undefined ? '' : ` in ${found.compression}`;
  return new UsageError(`${what} cannot be read: it is ${found.kind.name}${where}.`, {
    code: 'input_kind_unsupported',
    hint: lineToPaste(path === undefined ? undefined : fileWord(name), found),
  });
}

/** @param file undefined for what comes from another program */
function lineToPaste(file: string | undefined, { kind, compression }: FoundKind): string {
  const { convert, needsFile, flags } = kind;
  if (flags !== undefined)
    return file === undefined ? `… | segment batch - ${flags}` : `segment batch ${file} ${flags}`;
  if (convert === undefined) return 'segment batch events.ndjson  # after exporting the data as JSON';
  const unpacked = compression === undefined ? undefined : decompress[compression];
  const isAsItIs = file !== undefined && unpacked === undefined;
  if (isAsItIs && (needsFile === undefined || !file.startsWith("'")))
    return `${convert(file)} | segment batch -`;
  const source = [
    ...(file === undefined ? ['…'] : []),
    ...(unpacked === undefined ? [] : [unpacked(file)]),
  ].join(' | ');
  if (needsFile === undefined) return `${source} | ${convert(undefined)} | segment batch -`;
  const copied = isAsItIs ? `cp ${file} ${needsFile}` : `${source} > ${needsFile}`;
  return `${copied} && ${convert(needsFile)} | segment batch -`;
}

const decompress: Readonly<Record<Compression, (file: string | undefined) => string>> = {
  gzip: (file = '') => `gzip -dc ${file}`.trimEnd(),
  zstd: (file = '') => `zstd -dc ${file}`.trimEnd(),
};
