import { createHash } from 'node:crypto';

/** The messageIds of the last 24 hours. */
export interface SeenIds {
  /** True when the id was seen within the 24 h before `at`; otherwise it is from now on, as the writer's. */
  isKnown(id: string, at: Date, writer?: string): boolean;
  /** How many were forgotten early, to make room. */
  readonly forgotten: number;
  /** Takes an id back: the message it came with was not kept after all. */
  forget(id: string): void;
  clear(): void;
  /** Forgets the ids that came from this writer. */
  remove(isMeant: (writer: string) => boolean): void;
}

/** When an id was seen, and from whom. One object for all ids of a request: smaller than a number for each. */
interface Sighting {
  readonly time: number;
  readonly writer: string;
}

/** "At least 24 h" (docs/segment-api/tracking.md#batch). */
const windowMs = 24 * 60 * 60 * 1_000;
/** An id costs about 150 bytes; the oldest are forgotten beyond this. */
const defaultMaxIds = 1_000_000;
/** Longer ids are kept as a hash: at the edge nobody limits their length (docs/segment-api/tracking.md#accepted-and-lost). */
const longestKept = 150;

export function createSeenIds(maxIds = defaultMaxIds): SeenIds {
  const seen = new Map<string, Sighting>();
  let last: Sighting = { time: Number.NaN, writer: '' };
  let forgotten = 0;
  /** Stands before the oldest from the first that makes room on: a new one would skip every place that was emptied. */
  let places: MapIterator<string> | undefined;
  return {
    get forgotten() {
      return forgotten;
    },
    isKnown(id, at, writer = '') {
      const key = keyOf(id);
      const time = at.getTime();
      const first = seen.get(key);
      if (first !== undefined) {
        if (time - first.time < windowMs) return true;
        // Taken out and put back, so that the map stays in the order of age.
        seen.delete(key);
      }
      if (last.time !== time || last.writer !== writer) last = { time, writer };
      seen.set(key, last);
      if (seen.size > maxIds) {
        places ??= seen.keys();
        const oldest = places.next();
        if (oldest.done !== true) seen.delete(oldest.value);
        forgotten += 1;
      }
      return false;
    },
    forget(id) {
      seen.delete(keyOf(id));
    },
    remove(isMeant) {
      for (const [id, { writer }] of seen) if (isMeant(writer)) seen.delete(id);
    },
    clear() {
      seen.clear();
      places = undefined;
      forgotten = 0;
    },
  };
}

function keyOf(id: string): string {
  return id.length <= longestKept ? id : createHash('sha256').update(id).digest('base64');
}
