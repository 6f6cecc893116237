/** A kind of file that cannot be read, and what makes JSON of it. */
export interface UnreadableKind {
  /** As it follows “it is”. */
  readonly name: string;
  /** The command that prints it as JSON; `file` is a word for the shell, undefined where it reads stdin. */
  readonly convert?: (file: string | undefined) => string;
  /** Its command reads nothing but a file: a name for that. Without a command it is this program that reads it. */
  readonly needsFile?: string;
  /** Flags with which it is read as it is. */
  readonly flags?: string;
  /** The format that `--from` would read it as. */
  readonly table?: 'csv' | 'tsv';
  /** What divides its cells, as `--delimiter` names it. */
  readonly delimiter?: string;
  /** The encoding that `--encoding` would read it in. */
  readonly encoding?: string;
}

const from =
  (command: string, stdin = '') =>
  (file: string | undefined): string =>
    `${command} ${file ?? stdin}`.trimEnd();

/** What is told apart by its first bytes. */
export const unreadable = {
  gzip: { name: 'gzip', convert: from('gzip -dc') },
  zstd: { name: 'zstd', convert: from('zstd -dc') },
  compress: { name: 'compressed with compress (.Z)', convert: from('gzip -dc') },
  bzip2: { name: 'compressed with bzip2', convert: from('bzip2 -dc') },
  xz: { name: 'compressed with xz', convert: from('xz -dc') },
  lz4: { name: 'compressed with lz4', convert: from('lz4 -dc') },
  sevenZip: { name: 'a 7z archive', convert: from('7z x -so'), needsFile: 'events.7z' },
  rar: { name: 'a rar archive', convert: from('7z x -so'), needsFile: 'events.rar' },
  sqlite: { name: 'a SQLite database' },
  // A file is read as it is: not what comes from a pipe, or is compressed.
  zip: { name: 'a zip archive', needsFile: 'events.zip' },
  encryptedZip: { name: 'a zip archive that is encrypted', convert: from('7z x -so') },
  emptyZip: { name: 'a zip archive without files' },
  tar: { name: 'a tar archive', convert: from('tar -xOf', '-') },
  // As a file it is read, where its end is there.
  parquet: { name: 'Parquet, which is read from a file of its own', needsFile: 'events.parquet' },
  encryptedParquet: { name: 'Parquet that is encrypted' },
  avro: { name: 'Avro', convert: from('avro-tools tojson', '-') },
  xlsx: {
    name: 'an Excel workbook (xlsx)',
    convert: (file = '') =>
      `duckdb -c 'INSTALL excel' && duckdb -c "COPY (FROM read_xlsx('${file}')) TO '/dev/stdout' (FORMAT json)"`,
    needsFile: 'events.xlsx',
  },
  xls: { name: 'an Excel workbook (xls)' },
  pdf: { name: 'a PDF' },
  html: { name: 'HTML' },
  xml: { name: 'XML' },
  utf16: { name: 'UTF-16 text', convert: from('iconv -f UTF-16 -t UTF-8'), encoding: 'utf-16' },
  utf16le: {
    name: 'UTF-16 text (little-endian)',
    convert: from('iconv -f UTF-16LE -t UTF-8'),
    encoding: 'utf-16le',
  },
  utf16be: {
    name: 'UTF-16 text (big-endian)',
    convert: from('iconv -f UTF-16BE -t UTF-8'),
    encoding: 'utf-16be',
  },
  utf32: { name: 'UTF-32 text', convert: from('iconv -f UTF-32 -t UTF-8') },
  notUtf8: {
    name: 'text that is not UTF-8, perhaps Windows-1252',
    convert: from('iconv -f WINDOWS-1252 -t UTF-8'),
    encoding: 'windows-1252',
  },
  binary: { name: 'binary data of a kind that is not known' },
  jsonForTable: { name: 'JSON, not a table', flags: '' },
} satisfies Record<string, UnreadableKind>;

/** What bytes are that are not UTF-8. Text in another encoding has no control characters but white space and the end mark of DOS. */
export function notUtf8(bytes: Uint8Array): UnreadableKind {
  const isControl = (byte: number) => byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1a;
  return bytes.some(isControl) ? unreadable.binary : unreadable.notUtf8;
}

/** @param character what stands between two fields of a line */
export function delimited(character: string): UnreadableKind {
  if (character === '\t') return { name: 'TSV', table: 'tsv', delimiter: 'tab' };
  const delimiter = { ',': 'comma', ';': 'semicolon' }[character] ?? 'pipe';
  return { name: character === ',' ? 'CSV' : `CSV with ${character}`, table: 'csv', delimiter };
}

/** @param lines how many were seen */
export function withoutJson(lines: number): UnreadableKind {
  return {
    name: `text, and none of its first ${lines.toLocaleString('en')} lines is JSON`,
    flags: '--on-invalid reject',
  };
}
