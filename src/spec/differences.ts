/** A figure that grows within its series. */
export interface CumulativeRow {
  /** What it is counted for: rows of one series are compared with each other only. */
  readonly series: string;
  /** ISO 8601. */
  readonly time: string;
  /** Undefined where there is no whole number. */
  readonly total: bigint | undefined;
}

/**
 * What each row adds to the one before it in its series; the first one counts in full (docs/segment-api/public.md#usage). In the order
 * of the rows, which may be any. Below 0 where a total was put right; undefined where one of the two is missing, and in a
 * series with a time that is missing.
 */
export function differences(rows: readonly CumulativeRow[]): (bigint | undefined)[] {
  const added: (bigint | undefined)[] = rows.map(() => undefined);
  const before = new Map<string, bigint | undefined>();
  const inTime = rows
    .map(({ series, time, total }, index) => ({ series, at: Date.parse(time), total, index }))
    .sort((a, b) => a.at - b.at);
  // Where a row has no time, nobody knows which one it follows.
  const unordered = new Set(inTime.filter(({ at }) => Number.isNaN(at)).map(({ series }) => series));
  for (const { series, total, index } of inTime) {
    if (unordered.has(series)) continue;
    const last = before.has(series) ? before.get(series) : 0n;
    added[index] = total === undefined || last === undefined ? undefined : total - last;
    before.set(series, total);
  }
  return added;
}
