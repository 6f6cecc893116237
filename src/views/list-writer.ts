import type { ApiObject } from '../api/api-object.ts';
import { pickFields } from '../api/pick-fields.ts';
import { jsonArrayWriter, jsonLinesWriter } from '../spec/json-array.ts';
import { formatJson } from '../spec/json-text.ts';
import { lookOf, type Shown } from '../terminal/look.ts';
import type { Column } from '../terminal/table.ts';
import { fieldColumn, type ListColumn, shownCells } from './list-column.ts';

/** One form for a call. `table` is for a person; `lines` the same rows in a pipe, separated by tabs. */
export type ListForm = 'json' | 'ndjson' | 'csv' | 'table' | 'lines';

/** Which parts of the items are written, and how. */
export interface ListLayout {
  readonly form: ListForm;
  readonly columns: readonly ListColumn[];
  /** In place of the columns, and of all that the API says of an item. */
  readonly fields?: readonly string[];
  readonly csvGuard: boolean;
}

/** A list as text, a page at a time. */
export interface ListWriter {
  items(items: readonly ApiObject[]): string;
  end(): string;
  /** True once a cell ended with `…`. */
  isCut?(): boolean;
}

/** JSON is the API's own text: compact in a pipe, for a person laid out, its numbers as they came. */
export async function openListWriter(layout: ListLayout, shown: Shown): Promise<ListWriter> {
  const { form, fields, csvGuard } = layout;
  const { io } = shown;
  if (form === 'json' || form === 'ndjson') {
    const { items, end } =
      form === 'json' ? jsonArrayWriter(io.stdout.isTTY === true ? '  ' : '') : jsonLinesWriter('');
    const textOf = (item: ApiObject) => (fields === undefined ? item.text : pickFields(item, fields));
    return { items: (page) => items(page.map((item) => formatJson(textOf(item)))), end };
  }
  const columns = fields === undefined ? layout.columns : fields.map(fieldColumn);
  const cells = ({ value, text }: ApiObject) => columns.map(({ cell }) => cell(value, text));
  if (form === 'csv') return csvWriter(columns, cells, csvGuard);
  const { tableWriter } = await import('../terminal/table.ts');
  const { write, isCut } = tableWriter(columns, lookOf(shown));
  const now = io.now();
  const rowOf = form === 'lines' ? cells : (item: ApiObject) => shownCells(columns, item, now);
  return { items: (items) => write(items.map(rowOf)), end: () => '', isCut };
}

async function csvWriter(
  columns: readonly Column[],
  cells: (item: ApiObject) => string[],
  isGuarded: boolean,
): Promise<ListWriter> {
  const { createCsvWriter } = await import('../spec/csv.ts');
  const csv = await createCsvWriter(isGuarded);
  const header = csv.write([columns.map((column) => column.header)]);
  let isFirst = true;
  return {
    items(items) {
      const text = (isFirst ? header : '') + csv.write(items.map(cells));
      isFirst = false;
      return text;
    },
    end: () => (isFirst ? header : ''),
  };
}
