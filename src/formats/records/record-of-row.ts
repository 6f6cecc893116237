import { isAbsent, jsonString, writeExact } from '../mapping/cell.ts';

/** Makes the JSON of a record of a row: what a preset reads of a table. An empty cell is absent. */
export function recordOfRow(columns: readonly string[]): (cells: readonly string[]) => string {
  const keys = columns.map((column) => `${jsonString(column)}:`);
  return (cells) => {
    const members = keys.flatMap((key, at) => {
      const cell = cells[at];
      return isAbsent(cell) ? [] : `${key}${writeExact(cell)}`;
    });
    return `{${members.join(',')}}`;
  };
}
