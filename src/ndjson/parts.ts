/** What is kept of a line or a value that comes in parts, until its last one is there. */
export interface Parts {
  /** Bytes that are kept. */
  readonly length: number;
  /** Keeps a copy: the reader may use its buffer again. */
  add(part: Buffer): void;
  /** All parts with this one after them; then none is kept. */
  join(last: Buffer): Buffer;
  /** Keeps only the first bytes. */
  cut(length: number): void;
}

const none = Buffer.alloc(0);
const leastBytes = 4096;

/**
 * @param sharedBytes where whoever takes what was joined is done with it before the next part comes: all of it is put
 *   together in the same memory, of so many bytes. The system gives that as it is filled; a new piece for each of a
 *   thousand long values would be freed late.
 */
export function createParts(sharedBytes?: number): Parts {
  let memory = none;
  let length = 0;
  const room = (bytes: number): void => {
    if (bytes <= memory.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(leastBytes, bytes, 2 * memory.length, sharedBytes ?? 0));
    memory.copy(larger, 0, 0, length);
    memory = larger;
  };
  const add = (part: Buffer): void => {
    room(length + part.length);
    part.copy(memory, length);
    length += part.length;
  };
  return {
    get length() {
      return length;
    },
    add,
    join(last) {
      if (length === 0) return last;
      if (sharedBytes !== undefined) add(last);
      const kept = memory.subarray(0, length);
      length = 0;
      return sharedBytes === undefined ? Buffer.concat([kept, last]) : kept;
    },
    cut(most) {
      length = Math.min(length, most);
    },
  };
}
