import type { App } from '../../src/app.ts';
import { PartialError } from '../../src/errors.ts';
import type { StreamResult } from '../../src/export/run-export.ts';
import type { RowCounts } from '../../src/export/target.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';
import { type ItemColumn, printItems } from '../reading/print-table.ts';

const countColumn = (header: string, name: keyof RowCounts): ItemColumn<StreamResult> => ({
  header,
  whole: true,
  isNumber: true,
  cell: ({ outcome, rows }) => (outcome === 'done' ? formatCount(rows[name]) : ''),
});

const columns: readonly ItemColumn<StreamResult>[] = [
  { header: 'stream', whole: true, cell: ({ stream }) => stream },
  countColumn('new', 'added'),
  countColumn('changed', 'changed'),
  countColumn('same', 'unchanged'),
  countColumn('gone', 'gone'),
  {
    header: 'time',
    whole: true,
    isNumber: true,
    cell: ({ outcome, milliseconds }) => (outcome === 'done' ? formatDuration(milliseconds) : 'skipped'),
  },
];

/**
 * Prints what came of each stream, on stderr where the rows themselves are the result. Throws AuthError when the plan or
 * the token includes none of them, PartialError when it does not include some.
 */
export async function printResults(
  app: App,
  results: readonly StreamResult[],
  { isPiped }: { readonly isPiped: boolean },
): Promise<void> {
  if (!isPiped) {
    if (app.globals.json) await app.print.json({ streams: results.map(shown) });
    else await printItems(app, columns, results);
  }
  for (const { stream, unknownFields } of results)
    if (unknownFields.length > 0)
      app.print.warn(
        `${stream} has fields that are not declared: ${unknownFields.join(', ')}. They were kept.`,
      );
  for (const { stream, parentsGone } of results)
    if (parentsGone > 0)
      app.print.warn(`${stream}: ${formatCount(parentsGone)} were deleted while they were read.`);
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  const [first] = skipped;
  if (first?.reason === undefined) return;
  if (skipped.length === results.length) throw first.reason;
  const names = skipped.map(({ stream }) => stream);
  throw new PartialError(`${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} skipped: 403.`, {
    code: 'streams_skipped',
    details: skipped.map(({ stream, reason }) => `${stream}: ${reason?.message}`),
    hint: `Leave them out with: --exclude ${names.join(',')}`,
  });
}

/** What came of a stream as `--json` prints it. Field names are a contract. */
function shown({ stream, outcome, reason, rows, requests, milliseconds, ...rest }: StreamResult) {
  const { added, changed, unchanged, gone } = rows;
  return {
    stream,
    outcome,
    reason:
      reason === undefined
        ? null
        : { code: reason.code, status: reason.status ?? null, message: reason.message },
    new: added,
    changed,
    unchanged,
    gone,
    requests,
    seconds: Math.round(milliseconds) / 1000,
    parentsGone: rest.parentsGone,
    unknownFields: rest.unknownFields,
  };
}
