export interface RingLimits {
  readonly maxCount: number;
  readonly maxBytes: number;
}

/** A list with room for so many entries and so many bytes; the oldest make way, and are counted. */
export interface Ring<T> {
  readonly limits: RingLimits;
  readonly length: number;
  readonly bytes: number;
  /** How many made way since the last clear. */
  readonly dropped: number;
  push(entry: T, bytes: number): void;
  clear(): void;
  /** Oldest first; `i` counts from the oldest entry that is held. */
  at(index: number): T | undefined;
  [Symbol.iterator](): Iterator<T>;
}

export function createRing<T>(limits: RingLimits): Ring<T> {
  let slots: ({ readonly entry: T; readonly bytes: number } | undefined)[] = [];
  let head = 0;
  let bytes = 0;
  let dropped = 0;

  function dropOldest(): void {
    bytes -= slots[head]?.bytes ?? 0;
    slots[head] = undefined;
    head += 1;
    dropped += 1;
    // Dropped slots are cut off in large pieces, so that one push costs the same however full the ring is.
    if (head > 1_024 && head * 2 > slots.length) {
      slots = slots.slice(head);
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
    push(entry, size) {
      slots.push({ entry, bytes: size });
      bytes += size;
      while (slots.length - head > 1 && (slots.length - head > limits.maxCount || bytes > limits.maxBytes))
        dropOldest();
    },
    clear() {
      slots = [];
      head = 0;
      bytes = 0;
      dropped = 0;
    },
    at: (index) => (index < 0 ? undefined : slots[head + index]?.entry),
    *[Symbol.iterator]() {
      for (let index = head; index < slots.length; index += 1) {
        const slot = slots[index];
        if (slot !== undefined) yield slot.entry;
      }
    },
  };
}
