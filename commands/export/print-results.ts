import type { App } from '../../src/app.ts';
import { type ResultLine, resultFacts, skippedError, totalOf } from '../../src/export/result-facts.ts';
import type { StreamResult } from '../../src/export/run-export.ts';
import type { RowCounts } from '../../src/export/target.ts';
import { isForPerson } from '../../src/terminal/look.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';
import { type ItemColumn, printItems } from '../reading/print-table.ts';

/** For a person, what is not there needs no number. */
const countColumn = (header: string, name: keyof RowCounts, nothing: string): ItemColumn<ResultLine> => ({
  header,
  whole: true,
  isNumber: true,
  cell: ({ reason, isOnlyParent, rows }) =>
    reason !== undefined || isOnlyParent ? '' : rows[name] === 0 ? nothing : formatCount(rows[name]),
});

const skippedColumn: ItemColumn<ResultLine> = {
  header: 'skipped',
  cell: ({ reason }) => reason?.message ?? '',
};

const otherCounts = [
  ['changed', 'changed'],
  ['same', 'unchanged'],
  ['gone', 'gone'],
] as const;

/** A person gets no column in which nothing stands: in 80 cells the rest has a line for each stream. */
const columnsFor = (
  isForPerson: boolean,
  lines: readonly ResultLine[],
): readonly ItemColumn<ResultLine>[] => [
  {
    header: 'stream',
    whole: true,
    cell: ({ stream, isOnlyParent }) => (isOnlyParent ? `${stream} (parent)` : stream),
  },
  countColumn('new', 'added', '0'),
  ...otherCounts
    .filter(([, name]) => !isForPerson || lines.some(({ rows }) => rows[name] > 0))
    .map(([header, name]) => countColumn(header, name, isForPerson ? '' : '0')),
  { header: 'requests', whole: true, isNumber: true, cell: ({ requests }) => formatCount(requests) },
  {
    header: 'time',
    whole: true,
    isNumber: true,
    cell: ({ milliseconds }) => formatDuration(milliseconds),
  },
  ...(isForPerson && lines.every(({ reason }) => reason === undefined) ? [] : [skippedColumn]),
];

/**
 * Prints what came of each stream, on stderr where the rows themselves are the result. Throws AuthError when the plan or
 * the token includes none of them, PartialError when it does not include some.
 */
export async function printResults(
  app: App,
  all: readonly StreamResult[],
  { isPiped, milliseconds }: { readonly isPiped: boolean; readonly milliseconds: number },
): Promise<void> {
  const total = totalOf(all, milliseconds);
  const results = all.filter(({ isOnlyParent }) => !isOnlyParent);
  if (!isPiped) {
    if (app.globals.json) await app.print.json(resultFacts(all, total));
    else {
      const lines = all.length > 1 ? [...all, total] : all;
      await printItems(app, columnsFor(isForPerson(app.io), lines), lines);
    }
  }
  for (const { stream, unknownFields } of results)
    if (unknownFields.length > 0)
      app.print.warn(
        `${stream} has fields that are not declared: ${unknownFields.join(', ')}. They were kept.`,
      );
  for (const { stream, outcome, parentsGone } of results)
    if (parentsGone > 0 && outcome === 'done')
      app.print.warn(
        `${stream}: ${formatCount(parentsGone)} of its parents ${parentsGone === 1 ? 'was' : 'were'} deleted meanwhile, or this token may not see ${parentsGone === 1 ? 'it' : 'them'}. The rows of all others were exported.`,
      );
  const error = skippedError(results);
  if (error !== undefined) throw error;
}
