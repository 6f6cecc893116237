import { type CliError, PartialError } from '../errors.ts';
import type { StreamResult } from './run-export.ts';

/** What came of a stream, or of all of them together. */
export type ResultLine = Pick<
  StreamResult,
  'stream' | 'isOnlyParent' | 'rows' | 'requests' | 'milliseconds' | 'reason'
>;

/** What came of an export as `--json` prints it. Field names are a contract. */
export function resultFacts(results: readonly StreamResult[], total: ResultLine) {
  return {
    streams: results.filter(({ isOnlyParent }) => !isOnlyParent).map(shown),
    parents: results
      .filter(({ isOnlyParent }) => isOnlyParent)
      .map((each) => ({ stream: each.stream, ...effortOf(each) })),
    total: { ...countsOf(total), ...effortOf(total) },
  };
}

/** All streams together. */
export function totalOf(results: readonly StreamResult[], milliseconds: number): ResultLine {
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

function countsOf({ rows: { added, changed, unchanged, gone } }: ResultLine) {
  return { new: added, changed, unchanged, gone };
}

function effortOf({ requests, milliseconds }: ResultLine) {
  return { requests, seconds: Math.round(milliseconds) / 1000 };
}

/** How an export ends that left out streams: as their refusal where it was all of them. */
export function skippedError(results: readonly StreamResult[]): CliError | undefined {
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  const [first] = skipped;
  if (first?.reason === undefined) return undefined;
  if (skipped.length === results.length) return first.reason;
  const names = skipped.map(({ stream }) => stream);
  return new PartialError(
    `${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} skipped: the plan or the token does not include ${names.length === 1 ? 'it' : 'them'}.`,
    {
      code: 'streams_skipped',
      details: skipped.map(({ stream, reason }) => `${stream}: ${reason?.message}`),
      hint: `Leave them out with: --exclude ${names.join(',')}`,
    },
  );
}
