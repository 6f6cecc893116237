/** Totals since the start or the last reset; they go on counting when old messages are dropped. */
export interface Counts {
  stored: number;
  duplicates: number;
  discarded: number;
  readonly byType: Map<string, number>;
  readonly bySource: Map<string, number>;
  readonly discards: Map<string, number>;
  requests: number;
  readonly byStatus: Map<string, number>;
  wireBytes: number;
  bodyBytes: number;
  /** What the fault plan did, by the name of the rule. */
  readonly faults: Map<string, number>;
  /** Requests that were refused with 429 for their rate. */
  rateLimited: number;
}

export function noCounts(): Counts {
  return {
    stored: 0,
    duplicates: 0,
    discarded: 0,
    byType: new Map(),
    bySource: new Map(),
    discards: new Map(),
    requests: 0,
    byStatus: new Map(),
    wireBytes: 0,
    bodyBytes: 0,
    faults: new Map(),
    rateLimited: 0,
  };
}

/** Adds the counts of `part` to `total`; a negative `times` takes them out again. */
export function addCounts(total: Counts, part: Readonly<Counts>, times: 1 | -1 = 1): void {
  total.stored += times * part.stored;
  total.duplicates += times * part.duplicates;
  total.discarded += times * part.discarded;
  total.requests += times * part.requests;
  total.wireBytes += times * part.wireBytes;
  total.bodyBytes += times * part.bodyBytes;
  total.rateLimited += times * part.rateLimited;
  for (const name of ['byType', 'bySource', 'discards', 'byStatus', 'faults'] as const) {
    for (const [key, count] of part[name]) {
      const sum = (total[name].get(key) ?? 0) + times * count;
      if (sum > 0) total[name].set(key, sum);
      else total[name].delete(key);
    }
  }
}

export function copyCounts(counts: Readonly<Counts>): Counts {
  return {
    ...counts,
    byType: new Map(counts.byType),
    bySource: new Map(counts.bySource),
    discards: new Map(counts.discards),
    byStatus: new Map(counts.byStatus),
    faults: new Map(counts.faults),
  };
}

/** Write keys can be made up without end: beyond this many names, new ones are counted together. */
const maxNames = 1_000;
const otherNames = 'others';

export function increase(totals: Map<string, number>, name: string): void {
  const own = totals.has(name) || totals.size < maxNames ? name : otherNames;
  totals.set(own, (totals.get(own) ?? 0) + 1);
}
