import { isCut, pagesWithFields } from '../../src/api/pages-with-fields.ts';
import { fieldCheck } from '../../src/api/pick-fields.ts';
import type { Page } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { formatCount } from '../../src/terminal/numbers.ts';
import type { ListColumn } from '../../src/views/list-column.ts';
import { type ListForm, openListWriter } from '../../src/views/list-writer.ts';
import { type ListFlags, listForm, listLimit } from './output-options.ts';
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
  const write = await openListWriter({ ...flags, form, columns: spec.columns }, app);
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
