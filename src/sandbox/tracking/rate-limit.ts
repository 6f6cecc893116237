/** How many of something a second; a burst of one second's worth may come at once. */
export interface RateLimit {
  /** Takes `amount`, or says in how many whole seconds there is room again, at least 1. Milliseconds in. */
  take(name: string, amount: number, now: number): number | undefined;
}

/** Write keys can be made up without end: those that have been quiet longest are forgotten. */
const maxNames = 10_000;

/**
 * A bucket for each name that fills at `perSecond`. What does not fit is refused as a whole; an amount larger
 * than the bucket passes once the bucket is full and leaves a debt, or it could never pass.
 */
export function createRateLimit(perSecond: number): RateLimit {
  const buckets = new Map<string, { level: number; at: number }>();
  return {
    take(name, amount, now) {
      const before = buckets.get(name) ?? { level: perSecond, at: now };
      const level = Math.min(perSecond, before.level + (Math.max(0, now - before.at) * perSecond) / 1_000);
      const needed = Math.min(amount, perSecond);
      const fits = level >= needed;
      buckets.delete(name);
      buckets.set(name, { level: fits ? level - amount : level, at: now });
      if (buckets.size > maxNames) {
        const [quietest] = buckets.keys();
        if (quietest !== undefined) buckets.delete(quietest);
      }
      return fits ? undefined : Math.max(1, Math.ceil((needed - level) / perSecond));
    },
  };
}
