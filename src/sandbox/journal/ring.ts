export interface RingLimits {
  readonly maxCount: number;
  readonly maxBytes: number;
}

/** A list with room for so many entries and so many bytes; the oldest are dropped, and counted. */
export interface Ring<T> {
  readonly limits: RingLimits;
  readonly length: number;
  readonly bytes: number;
  /** How many were dropped since the last clear. */
  readonly dropped: number;
  /** Rises whenever entries were taken out by `clear` or `remove`: who followed along has to start over. */
  readonly cuts: number;
  push(entry: T, bytes: number): void;
  clear(): void;
  /** Takes out what fits; it does not count as dropped. */
  remove(isMeant: (entry: T) => boolean): void;
  /** Oldest first; `i` counts from the oldest entry that is held. */
  at(index: number): T | undefined;
  [Symbol.iterator](): Iterator<T>;
}

export function createRing<T>(limits: RingLimits): Ring<T> {
  // Two lists side by side: an object for each entry would cost more than many a message.
  let slots: (T | undefined)[] = [];
  let weights: number[] = [];
  let head = 0;
  let bytes = 0;
  let dropped = 0;
  let cuts = 0;

  function dropOldest(): void {
    bytes -= weights[head] ?? 0;
    slots[head] = undefined;
    head += 1;
    dropped += 1;
    // Dropped slots are cut off in large pieces, so that one push costs the same however full the ring is.
    if (head > 1_024 && head * 2 > slots.length) {
      slots = slots.slice(head);
      weights = weights.slice(head);
      head = 0;
    }
  }

  return {
    limits,
    get length() {
      return slots.length - head;
    },
    get bytes() {
      return bytes;
    },
    get dropped() {
      return dropped;
    },
    get cuts() {
      return cuts;
    },
    push(entry, size) {
      slots.push(entry);
      weights.push(size);
      bytes += size;
      while (slots.length - head > 1 && (slots.length - head > limits.maxCount || bytes > limits.maxBytes))
        dropOldest();
    },
    remove(isMeant) {
      const [entries, sizes] = [slots.slice(head), weights.slice(head)];
      slots = [];
      weights = [];
      head = 0;
      for (const [index, entry] of entries.entries()) {
        const size = sizes[index] ?? 0;
        if (entry !== undefined && isMeant(entry)) {
          bytes -= size;
          continue;
        }
        slots.push(entry);
        weights.push(size);
      }
      cuts += 1;
    },
    clear() {
      slots = [];
      weights = [];
      head = 0;
      bytes = 0;
      dropped = 0;
      cuts += 1;
    },
    at: (index) => (index < 0 ? undefined : slots[head + index]),
    *[Symbol.iterator]() {
      for (let index = head; index < slots.length; index += 1) {
        const entry = slots[index];
        if (entry !== undefined) yield entry;
      }
    },
  };
}
