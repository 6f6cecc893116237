import { describe, expect, it } from 'vitest';
import { openCellReader } from '../../../src/formats/csv/cells.ts';
import { readTable, type TableFormat } from '../../../src/formats/csv/table.ts';

const readCells = await openCellReader();
const csv: TableFormat = { kind: 'csv', isByName: true };

function read(text: string, format: TableFormat = csv, isWhole = true) {
  return readTable(Buffer.from(text), isWhole, format, readCells);
}

describe('the header of a table', () => {
  it.each<
    [what: string, text: string, format: TableFormat, delimiter: string, columns: string[], at: number]
  >([
    ['commas', 'a,b\n1,2\n', csv, ',', ['a', 'b'], 4],
    ['semicolons, as Excel writes them', 'a;b, c;d\n1;2;3\n', csv, ';', ['a', 'b, c', 'd'], 9],
    ['tabs', 'a\tb,c\n', { kind: 'tsv', isByName: true }, '\t', ['a', 'b,c'], 6],
    ['tabs in a .csv', 'a\tb\tc,d\n', csv, '\t', ['a', 'b', 'c,d'], 8],
    ['bars', 'a|b\n', csv, '|', ['a', 'b'], 4],
    ['one column', 'userId\nu1\n', csv, ',', ['userId'], 7],
    ['the line of Excel', 'sep=;\r\na;b\r\n1;2', csv, ';', ['a', 'b'], 12],
    ['the line of Excel in quotes', '"sep=;"\r\na;b\r\n1;2', csv, ';', ['a', 'b'], 14],
    ['the delimiter of the call', 'a,b;c\n', { ...csv, delimiter: ';' }, ';', ['a,b', 'c'], 6],
    ['a byte order mark before a quote', '\uFEFF"a","b"\r\n', csv, ',', ['a', 'b'], 12],
    ['a CR in a name', '"a\rb",c\n1,2\n', csv, ',', ['a\rb', 'c'], 8],
    ['a line break in a name', '"a\nb",c\n1,2\n', csv, ',', ['a\nb', 'c'], 8],
    ['blank lines before it', '\n\r\na,b\n1,2\n', csv, ',', ['a', 'b'], 7],
    [
      'as many commas as semicolons, which are what divides its rows',
      'a;b, c\n1;2\n',
      csv,
      ';',
      ['a', 'b, c'],
      7,
    ],
    ['more commas than semicolons', 'a;b, c, d\n1;"2\n3"\n', csv, ';', ['a', 'b, c, d'], 10],
    ['two delimiters and no row', 'a;b, c, d\n', csv, ',', ['a;b', ' c', ' d'], 10],
    ['names without text', ',a,\n', csv, ',', ['', 'a', ''], 4],
  ])('with %s', (_what, text, format, delimiter, columns, offset) => {
    expect(read(text, format)).toMatchObject({
      delimiter,
      columns,
      start: { offset, record: 1 },
      fault: undefined,
    });
  });

  it('waits for the first row, and knows in which line the rows begin', () => {
    const text = '"a\nb",c\n\n"1\n",2\n3,4\n';
    for (let end = 0; end < 16; end += 1)
      expect([end, read(text.slice(0, end), csv, false)]).toEqual([end, undefined]);
    const table = read(text.slice(0, 16), csv, false);
    expect(table).toMatchObject({ start: { offset: 8, line: 3, record: 1 } });
    expect(table?.firstRow?.toString()).toBe('"1\n",2');
  });

  it.each<[string, string, string, string]>([
    ['', 'header_missing', 'it is empty', 'type,userId,event'],
    ['\n\n', 'header_missing', 'it is empty', 'type,userId,event'],
    ['a,b,a,c,b\n', 'column_twice', 'columns more than once: “a”, “b”', 'line 1'],
    ['a,b\r1,2\r', 'header_unreadable', 'its lines end in CR alone', "tr '\\r' '\\n'"],
    ['"a","b"\r"1","2"\r', 'header_unreadable', 'its lines end in CR alone', "tr '\\r' '\\n'"],
    ['a,b\r"1",2\r', 'header_unreadable', 'its lines end in CR alone', "tr '\\r' '\\n'"],
    ['a,b\r1,"2\r', 'header_unreadable', 'its lines end in CR alone', "tr '\\r' '\\n'"],
    ['a,"b\n1,2\n', 'header_unreadable', 'the quote that opens in line 1 is not closed', 'line 1'],
    ['a,"b"c\n1,2\n', 'header_unreadable', 'stands no delimiter', 'line 1'],
  ])('%j is refused', (text, code, reason, hint) => {
    expect(read(text)?.fault).toMatchObject({
      code,
      reason: expect.stringContaining(reason),
      hint: expect.stringContaining(hint),
    });
  });
});
