import { createHash } from 'node:crypto';

/** The messageIds of the last 24 hours. */
export interface SeenIds {
  /** True when the id was seen within the 24 h before `at`; otherwise it is from now on. */
  isKnown(id: string, at: Date): boolean;
  /** How many were forgotten early, to make room. */
  readonly forgotten: number;
  clear(): void;
}

/** "At least 24 h" (contract §6). */
const windowMs = 24 * 60 * 60 * 1_000;
/** An id costs about 150 bytes; the oldest are forgotten beyond this. */
const defaultMaxIds = 1_000_000;
/** Longer ids are kept as a hash: at the edge nobody limits their length (contract §4.3). */
const longestKept = 150;

export function createSeenIds(maxIds = defaultMaxIds): SeenIds {
  const seen = new Map<string, number>();
  let forgotten = 0;
  return {
    get forgotten() {
      return forgotten;
    },
    isKnown(id, at) {
      const key = id.length <= longestKept ? id : createHash('sha256').update(id).digest('base64');
      const time = at.getTime();
      const first = seen.get(key);
      if (first !== undefined) {
        if (time - first < windowMs) return true;
        // Taken out and put back, so that the map stays in the order of age.
        seen.delete(key);
      }
      seen.set(key, time);
      if (seen.size > maxIds) {
        const [oldest] = seen.keys();
        if (oldest !== undefined) seen.delete(oldest);
        forgotten += 1;
      }
      return false;
    },
    clear() {
      seen.clear();
      forgotten = 0;
    },
  };
}
