import { granularityMs } from './granularity.ts';

/** Figures that grow from day to day: rows of one series are compared with each other only. */
export interface CumulativeRow {
  readonly series: string;
  /** Milliseconds; NaN where the time is missing. */
  readonly at: number;
  /** Undefined where there is no whole number. */
  readonly totals: readonly (bigint | undefined)[];
}

/** What a row adds to each of its totals. */
export type Added = readonly (bigint | undefined)[];

/**
 * What each row adds to the one before it in its series; the first one counts in full (docs/segment-api/public.md#usage). Below 0
 * where a total was put right; undefined where one of the two is missing. Rows may come in any order: see `sure`.
 */
export interface Differences {
  /**
   * What a row adds, where no row that is still to come can stand between it and the one before: it is that of the next
   * day, or of `start`. Undefined for any other, which has to wait for all of them, with those that come after it.
   */
  sure(row: CumulativeRow): Added | undefined;
  /** What the rows add that had to wait. Nothing that is known where a time is missing in the series. */
  rest(rows: readonly CumulativeRow[]): Added[];
}

export function createDifferences(start: number): Differences {
  const before = new Map<string, CumulativeRow>();
  const add = (row: CumulativeRow): Added => {
    const last = before.get(row.series);
    before.set(row.series, row);
    return row.totals.map((total, index) => {
      const earlier = last === undefined ? 0n : last.totals[index];
      return total === undefined || earlier === undefined ? undefined : total - earlier;
    });
  };
  return {
    sure(row) {
      const last = before.get(row.series);
      const next = last === undefined ? start : last.at + granularityMs.day;
      return row.at === next ? add(row) : undefined;
    },
    rest(rows) {
      // Where a row has no time, nobody knows which one it follows.
      const unordered = new Set(rows.filter(({ at }) => Number.isNaN(at)).map(({ series }) => series));
      const added: Added[] = rows.map(({ totals }) => totals.map(() => undefined));
      const inTime = [...rows.entries()]
        .filter(([, { series }]) => !unordered.has(series))
        .sort(([, a], [, b]) => a.at - b.at);
      for (const [index, row] of inTime) added[index] = add(row);
      return added;
    },
  };
}
