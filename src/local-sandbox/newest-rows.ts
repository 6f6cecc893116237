import type { EventPage } from '../api/sandbox/control.ts';

/** All of some pages as rows, and what the last of them says of the rest. */
export async function newestRows(
  pages: AsyncIterable<EventPage>,
  rowOf: (event: unknown) => string[],
): Promise<Omit<EventPage, 'lines'> & { readonly rows: readonly string[][] }> {
  const rows: string[][] = [];
  let last: Omit<EventPage, 'lines'> = { hasMore: false, dropped: 0, refused: 0 };
  for await (const page of pages) {
    rows.push(...page.lines.map((line) => rowOf(JSON.parse(line))));
    last = page;
  }
  // Requested newest first, to get the last ones; shown oldest first, like a log.
  return { ...last, rows: rows.reverse() };
}
