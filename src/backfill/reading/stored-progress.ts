/** Where a place of a decompressed input stands in its stored bytes, as far as its decompressor tells. */
export interface StoredProgress {
  /** The next bytes of the text are there. */
  pass(bytes: number): void;
  /** For a place in the last bytes that passed: what was used up for those counts as spread over them evenly. */
  storedAt(offset: number): number;
}

/** @param usedUp how many stored bytes have been used up by now */
export function createStoredProgress(usedUp: () => number): StoredProgress {
  let from = { offset: 0, stored: 0 };
  let to = from;
  return {
    pass(bytes) {
      from = to;
      to = { offset: from.offset + bytes, stored: usedUp() };
    },
    storedAt(offset) {
      const bytes = to.offset - from.offset;
      const share = bytes === 0 ? 1 : Math.min(1, Math.max(0, (offset - from.offset) / bytes));
      return Math.round(from.stored + share * (to.stored - from.stored));
    },
  };
}
