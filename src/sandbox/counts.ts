/** Totals since the start or the last reset; they go on counting when old messages make way. */
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
  };
}

/** Write keys can be made up without end: beyond this many names, new ones are counted together. */
const maxNames = 1_000;
const otherNames = 'others';

/** Adds one to the total of a name. */
export function increase(totals: Map<string, number>, name: string): void {
  const own = totals.has(name) || totals.size < maxNames ? name : otherNames;
  totals.set(own, (totals.get(own) ?? 0) + 1);
}
