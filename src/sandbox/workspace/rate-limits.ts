/** The default limit is not published (docs/segment-api/public.md#rate-limits); this is the one that others quote. */
const unpublished = 6_000;
const windowMs = 60_000;
/** Tokens can be made up without end: beyond this many windows, the old ones are looked for and forgotten. */
const maxWindows = 1_000;

/** How a caller stands after a call. */
export interface Allowance {
  readonly consumed: number;
  readonly remaining: number;
  /** When the window ends, in milliseconds. */
  readonly resetAt: number;
  readonly isExceeded: boolean;
}

export interface RateLimits {
  take(caller: string, perMinute: number | undefined, now: number): Allowance;
  reset(): void;
}

/** One window of a minute per caller and endpoint, from its first call on. */
export function createRateLimits(): RateLimits {
  const windows = new Map<string, { resetAt: number; consumed: number }>();
  return {
    take(caller, perMinute = unpublished, now) {
      if (windows.size > maxWindows) {
        for (const [key, { resetAt }] of windows) if (resetAt <= now) windows.delete(key);
        if (windows.size > maxWindows) windows.clear();
      }
      let own = windows.get(caller);
      if (own === undefined || own.resetAt <= now) {
        own = { resetAt: now + windowMs, consumed: 0 };
        windows.set(caller, own);
      }
      own.consumed += 1;
      const { consumed, resetAt } = own;
      return {
        consumed,
        remaining: Math.max(0, perMinute - consumed),
        resetAt,
        isExceeded: consumed > perMinute,
      };
    },
    reset: () => windows.clear(),
  };
}
