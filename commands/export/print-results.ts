import type { App } from '../../src/app.ts';
import { PartialError } from '../../src/errors.ts';
import type { StreamResult } from '../../src/export/run-export.ts';
import type { RowCounts } from '../../src/export/target.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';
import { isForPerson } from '../reading/output-options.ts';
import { type ItemColumn, printItems } from '../reading/print-table.ts';

/** A stream, or all of them together. */
type Line = Pick<StreamResult, 'stream' | 'isOnlyParent' | 'rows' | 'requests' | 'milliseconds' | 'reason'>;

/** For a person, what is not there needs no number. */
const countColumn = (header: string, name: keyof RowCounts, nothing: string): ItemColumn<Line> => ({
  header,
  whole: true,
  isNumber: true,
  cell: ({ reason, isOnlyParent, rows }) =>
    reason !== undefined || isOnlyParent ? '' : rows[name] === 0 ? nothing : formatCount(rows[name]),
});

const skippedColumn: ItemColumn<Line> = { header: 'skipped', cell: ({ reason }) => reason?.message ?? '' };

const otherCounts = [
  ['changed', 'changed'],
  ['same', 'unchanged'],
  ['gone', 'gone'],
] as const;

/** A person gets no column in which nothing stands: in 80 cells the rest has a line for each stream. */
const columnsFor = (isForPerson: boolean, lines: readonly Line[]): readonly ItemColumn<Line>[] => [
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
    if (app.globals.json)
      await app.print.json({
        streams: results.map(shown),
        parents: all
          .filter(({ isOnlyParent }) => isOnlyParent)
          .map((each) => ({ stream: each.stream, ...effortOf(each) })),
        total: { ...countsOf(total), ...effortOf(total) },
      });
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
        `${stream}: ${formatCount(parentsGone)} of its parents ${parentsGone === 1 ? 'was' : 'were'} deleted meanwhile, or not for this token. The rows of all others are there.`,
      );
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  const [first] = skipped;
  if (first?.reason === undefined) return;
  if (skipped.length === results.length) throw first.reason;
  const names = skipped.map(({ stream }) => stream);
  throw new PartialError(
    `${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} skipped: the plan or the token does not include ${names.length === 1 ? 'it' : 'them'}.`,
    {
      code: 'streams_skipped',
      details: skipped.map(({ stream, reason }) => `${stream}: ${reason?.message}`),
      hint: `Leave them out with: --exclude ${names.join(',')}`,
    },
  );
}

function totalOf(results: readonly StreamResult[], milliseconds: number): Line {
  const sum = (numberOf: (result: StreamResult) => number) =>
    results.reduce((so, result) => so + numberOf(result), 0);
  return {
    stream: 'total',
    isOnlyParent: false,
    rows: {
      added: sum(({ rows }) => rows.added),
      changed: sum(({ rows }) => rows.changed),
      unchanged: sum(({ rows }) => rows.unchanged),
      gone: sum(({ rows }) => rows.gone),
    },
    requests: sum(({ requests }) => requests),
    milliseconds,
    reason: undefined,
  };
}

/** What came of a stream as `--json` prints it. Field names are a contract. */
function shown(result: StreamResult) {
  const { stream, outcome, reason, parentsGone, unknownFields } = result;
  return {
    stream,
    outcome,
    reason:
      reason === undefined
        ? null
        : { code: reason.code, status: reason.status ?? null, message: reason.message },
    ...countsOf(result),
    ...effortOf(result),
    parentsGone,
    unknownFields,
  };
}

function countsOf({ rows: { added, changed, unchanged, gone } }: Line) {
  return { new: added, changed, unchanged, gone };
}

function effortOf({ requests, milliseconds }: Line) {
  return { requests, seconds: Math.round(milliseconds) / 1000 };
}
