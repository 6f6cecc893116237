/** What one request may hold. The envelope is what stands around the messages. */
export interface BatchLimits {
  /** Bytes of the whole body before compression. */
  readonly maxBytes: number;
  readonly maxMessages: number;
  /** Bytes of the body when it holds no message. */
  readonly envelopeBytes: number;
}

export interface Sized {
  /** Bytes on the wire, without the comma. */
  readonly size: number;
}

/** Arithmetic over sizes: it never sees a message. */
export interface Chunker<T extends Sized> {
  /** Takes the next item; returns the batch that had to be closed before it, if one had. */
  push(item: T): readonly T[] | undefined;
  /** Closes the open batch; undefined when it is empty. */
  flush(): readonly T[] | undefined;
  readonly isEmpty: boolean;
}

/**
 * Cuts a stream of sized items into batches: in order, as full as they can be, never over a limit.
 * The check comes before the item is added, so a limit is a limit.
 */
export function createChunker<T extends Sized>(limits: BatchLimits): Chunker<T> {
  let items: T[] = [];
  let bytes = limits.envelopeBytes;

  const close = (): readonly T[] | undefined => {
    if (items.length === 0) return undefined;
    const closed = items;
    items = [];
    bytes = limits.envelopeBytes;
    return closed;
  };

  return {
    push(item) {
      if (limits.envelopeBytes + item.size > limits.maxBytes) {
        throw new RangeError(`an item of ${item.size} bytes fits in no batch of ${limits.maxBytes}`);
      }
      const comma = items.length === 0 ? 0 : 1;
      const isFull = items.length >= limits.maxMessages || bytes + comma + item.size > limits.maxBytes;
      const closed = isFull ? close() : undefined;
      bytes += (items.length === 0 ? 0 : 1) + item.size;
      items.push(item);
      return closed;
    },
    flush: close,
    get isEmpty() {
      return items.length === 0;
    },
  };
}
