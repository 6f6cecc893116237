import type { CsvRecord } from './records.ts';

/** Takes records apart into their cells, each when it is asked for: the cells of many would be long-lived garbage. */
export type CellReader = (
  records: readonly Pick<CsvRecord, 'bytes' | 'hasQuote'>[],
  delimiter: string,
) => Generator<string[]>;

const newline = Buffer.from('\n');

/** Loads csv-parse, which reads what has quotes. Without any, the cells are what stands between the delimiters. */
export async function openCellReader(): Promise<CellReader> {
  const { parse } = await import('csv-parse/sync');
  return function* (records, delimiter) {
    const quoted = records.filter(({ hasQuote }) => hasQuote);
    const parsed: string[][] =
      quoted.length === 0
        ? []
        : parse(Buffer.concat(quoted.flatMap(({ bytes }) => [bytes, newline])), {
            delimiter,
            record_delimiter: '\n',
            relax_column_count: true,
            // A quote within a cell that has none around it is a character of it.
            relax_quotes: true,
          });
    if (parsed.length !== quoted.length) throw new RangeError('csv-parse sees other records');
    let next = 0;
    for (const { bytes, hasQuote } of records) {
      if (hasQuote) {
        yield parsed[next] ?? [];
        next += 1;
      } else yield bytes.toString('utf8').split(delimiter);
    }
  };
}
