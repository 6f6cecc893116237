import type { FieldCheck } from './pick-fields.ts';
import type { Page } from './workspace/client.ts';

/** The pages of a list, no more than `limit` items. */
type PagesOf = (limit: number) => AsyncIterable<Page>;

/** Items that wait to be printed until every field was seen in one of them; more would be a lot of memory. */
const mostHeld = 1_000;

/**
 * The pages of a list of which only some fields are wanted. They wait until every field was seen, so that a field that
 * nothing has ends the command before anything is printed; of a list that is cut, the rest is looked through for it.
 */
export async function* pagesWithFields(
  pages: PagesOf,
  limit: number,
  check: FieldCheck,
): AsyncGenerator<Page> {
  let held: Page[] = [];
  let count = 0;
  let isPrinted = false;
  for await (const page of pages(limit)) {
    check.see(page.items);
    held.push(page);
    count += page.items.length;
    if (count >= limit) break;
    if (!check.isMet() && count < mostHeld) continue;
    yield* held;
    held = [];
    isPrinted = true;
  }
  const last = held.at(-1);
  if (last !== undefined && isCut(last, count)) await lookOn(pages, check);
  if (!isPrinted) check.assert();
  yield* held;
}

async function lookOn(pages: PagesOf, check: FieldCheck): Promise<void> {
  if (check.missing() === undefined) return;
  for await (const { items } of pages(Number.POSITIVE_INFINITY)) {
    check.see(items);
    if (check.missing() === undefined) return;
  }
}

/** True when the list holds more than the `count` items up to the end of this page. */
export function isCut({ hasMore, total }: Page, count: number): boolean {
  return hasMore || (total !== undefined && total > count);
}
