import type { Second } from './message-store.ts';

/** Arrivals in equal stretches of time up to now, the newest last. */
export interface Bars {
  /** Seconds that one bar stands for. */
  readonly stretch: number;
  readonly bars: readonly Second[];
  readonly most: number;
}

/** How many bars there are, and how long each may be: the shortest by which all arrivals fit. */
const barCount = 60;
const stretches: readonly number[] = [1, 2, 5, 10, 30, 60, 300, 900, 1_440];

/** Adds arrivals up into bars; `now` in epoch milliseconds. */
export function readBars(seconds: ReadonlyMap<number, Second>, now: number): Bars {
  const last = Math.floor(now / 1_000);
  let first = last;
  for (const second of seconds.keys()) if (second < first) first = second;
  const stretch = stretches.find((length) => last - first < length * barCount) ?? stretches.at(-1) ?? 1;
  // Stretches start at whole multiples, so that a bar keeps its messages as time moves on.
  const end = Math.floor(last / stretch);
  const bars = Array.from({ length: barCount }, (): Second => ({ accepted: 0, lost: 0 }));
  let most = 0;
  for (const [second, { accepted, lost }] of seconds) {
    const bar = bars[barCount - 1 - (end - Math.floor(second / stretch))];
    if (bar === undefined) continue;
    bar.accepted += accepted;
    bar.lost += lost;
    most = Math.max(most, bar.accepted + bar.lost);
  }
  return { stretch, bars, most };
}
