import type { ApiObject } from '../../src/api/api-object.ts';
import { isCut, pagesWithFields } from '../../src/api/pages-with-fields.ts';
import { fieldCheck, pickFields } from '../../src/api/pick-fields.ts';
import type { Page } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { jsonArrayWriter } from '../../src/spec/json-array.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { formatCount } from '../../src/terminal/numbers.ts';
import type { Column } from '../../src/terminal/table.ts';
import { fieldColumn, type ListColumn, shownCells } from '../../src/views/list-column.ts';
import { type ListFlags, type ListForm, listForm, listLimit } from './output-options.ts';
import { noteCut } from './print-table.ts';

/** A list as a command describes it. */
export interface ListSpec {
  /** `source`, `sources`: for “No sources found.” */
  readonly noun: readonly [one: string, many: string];
  readonly columns: readonly ListColumn[];
  /** The pages, no more than `limit` items. */
  readonly pages: (limit: number) => AsyncIterable<Page>;
}

/**
 * Prints a list in the form that was asked for, page by page as it comes (docs/rules.md#commands). JSON is the API's
 * own text, unchanged. Says so when there is more.
 */
export async function printList(app: App, flags: ListFlags, spec: ListSpec): Promise<void> {
  const form = listForm(app, flags);
  const limit = listLimit(form, flags);
  const write = await writerOf(app, form, flags, spec);
  let count = 0;
  let last: Page | undefined;
  const check = flags.fields === undefined ? undefined : fieldCheck(flags.fields);
  const pages = check === undefined ? spec.pages(limit) : pagesWithFields(spec.pages, limit, check);
  for await (const page of pages) {
    const items = page.items.slice(0, limit - count);
    count += items.length;
    last = { ...page, items };
    if (items.length > 0) await app.print.result(write.items(items));
    if (count >= limit) break;
  }
  const end = write.end();
  if (end !== '') await app.print.result(end);
  if (write.isCut?.() === true) noteCut(app.print);
  const [, many] = spec.noun;
  if (count === 0) app.print.note(`No ${many} found.`);
  else if (last !== undefined && isCut(last, count)) noteMore(app, form, count, last, many);
  check?.assert();
}

/** Notes that a list was cut: a script would take it for all there is. */
function noteMore({ print }: App, form: ListForm, count: number, { total }: Page, many: string): void {
  const of = total !== undefined && total > count ? ` of ${formatCount(total)}` : '';
  const line = `The first ${formatCount(count)}${of} ${many}; for all of them add --all.`;
  if (form === 'table') print.note(line);
  else print.verbose(line);
}

interface ListWriter {
  items(items: readonly ApiObject[]): string;
  end(): string;
  isCut?(): boolean;
}

async function writerOf(app: App, form: ListForm, flags: ListFlags, spec: ListSpec): Promise<ListWriter> {
  const { fields } = flags;
  const textOf = (item: ApiObject) => (fields === undefined ? item.text : pickFields(item, fields));
  if (form === 'json') return jsonWriter(textOf, app.io.stdout.isTTY === true ? '  ' : '');
  if (form === 'ndjson')
    return { items: (items) => items.map((item) => `${formatJson(textOf(item))}\n`).join(''), end: () => '' };
  const columns = fields === undefined ? spec.columns : fields.map(fieldColumn);
  const cells = ({ value, text }: ApiObject) => columns.map(({ cell }) => cell(value, text));
  if (form === 'csv') return csvWriter(columns, cells, flags.csvGuard);
  const { tableLook, tableWriter } = await import('../../src/terminal/table.ts');
  const { write, isCut } = tableWriter(columns, tableLook(app.io, app.print.resultStyle));
  const now = app.io.now();
  const rowOf = form === 'lines' ? cells : (item: ApiObject) => shownCells(columns, item, now);
  return { items: (items) => write(items.map(rowOf)), end: () => '', isCut };
}

/** Compact in a pipe; for a person each item is laid out, its numbers as they came. */
function jsonWriter(textOf: (item: ApiObject) => string, indent: string): ListWriter {
  const array = jsonArrayWriter(indent);
  return { items: (items) => array.items(items.map((item) => formatJson(textOf(item)))), end: array.end };
}

async function csvWriter(
  columns: readonly Column[],
  cells: (item: ApiObject) => string[],
  isGuarded: boolean,
): Promise<ListWriter> {
  const { createCsvWriter } = await import('../../src/spec/csv.ts');
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
