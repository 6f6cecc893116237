/** One line of CSV for each row, quoted as RFC 4180 says, ended by CRLF-free newlines. Loaded when CSV is asked for. */
export interface CsvWriter {
  write(rows: readonly (readonly string[])[]): string;
}

/**
 * @param isGuarded puts an apostrophe before what a spreadsheet would run as a formula (rule S10); plain numbers
 * keep their sign
 */
export async function createCsvWriter(isGuarded: boolean): Promise<CsvWriter> {
  const { stringify } = await import('csv-stringify/sync');
  return {
    write: (rows) => stringify(rows.map((row) => (isGuarded ? row.map(guardCell) : [...row]))),
  };
}

/** OWASP's list of beginnings. A tab before the text would be unsafe itself, hence the apostrophe. */
function guardCell(text: string): string {
  const isNumber = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
  return /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text;
}
