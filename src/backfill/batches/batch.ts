import type { KernelBatch, KernelEntry } from '../../ndjson/kernel/memory.ts';
import type { OutgoingMessage } from '../span.ts';

/** The messages of one request, or of a part of it. */
export interface Batch {
  readonly length: number;
  /** Bytes of the messages, without the commas between them. */
  readonly bytes: number;
  /** One of them, for what concerns it alone: when the API has refused it. */
  at(index: number): OutgoingMessage;
  slice(start: number, end: number): Batch;
  /** A whole body: the messages with commas between them, `head` before and `tail` after. */
  wrap(head: Buffer, tail: Buffer): Buffer;
  /** Nobody looks at the batch any more: its memory serves another one. */
  release(): void;
  /** What the batch is made of where it stands in the kernel's memory; undefined for any other, and for a part of one. */
  readonly inKernel?: BatchInKernel;
}

const comma = Buffer.from(',');

/** A batch of messages that are there one by one. */
export function batchOf(messages: readonly OutgoingMessage[]): Batch {
  return {
    length: messages.length,
    bytes: messages.reduce((sum, { size }) => sum + size, 0),
    at(index) {
      const message = messages[index];
      if (message === undefined) throw new RangeError(`the batch has no message ${index}`);
      return message;
    },
    slice: (start, end) => batchOf(messages.slice(start, end)),
    wrap(head, tail) {
      const parts: Buffer[] = [head];
      for (const [index, message] of messages.entries()) {
        if (index > 0) parts.push(comma);
        parts.push(message.bytes);
      }
      parts.push(tail);
      return Buffer.concat(parts);
    },
    release() {},
  };
}

/** Where the messages of a batch came from: those from `from` on, up to the next origin. */
export interface BatchOrigin {
  readonly from: number;
  /** Index of the input among those of the call, and its name. */
  readonly input: number;
  readonly file: string;
}

/** What the kernel does not know of a message that it was given ready-made. */
export interface MadeMessage {
  readonly messageId: string;
  /** The line as it was read. */
  readonly source: Buffer;
}

export interface BatchInKernel {
  readonly batch: KernelBatch;
  /** Bytes before the messages in its body. */
  readonly before: number;
  readonly origins: readonly BatchOrigin[];
  /** Messages that the reference made, by their place. */
  readonly made: ReadonlyMap<number, MadeMessage>;
}

/** A batch of which only the body exists: a message is made again when it is asked for. */
export function kernelBatch(inKernel: BatchInKernel, start = 0, end = inKernel.batch.count): Batch {
  const { batch, before, origins, made } = inKernel;
  const entryOf = (index: number): KernelEntry => batch.index.entry(start + index);
  const isWhole = start === 0 && end === batch.count;
  const first = isWhole || start >= end ? before : before + entryOf(0).start;
  const last = end > start ? before + endOf(entryOf(end - start - 1)) : first;
  return {
    length: end - start,
    bytes: last - first - Math.max(0, end - start - 1),
    at(index) {
      const entry = entryOf(index);
      const place = start + index;
      const origin = origins.findLast(({ from }) => from <= place);
      const bytes = batch.body.subarray(before + entry.start, before + endOf(entry));
      const { messageId, source }: MadeMessage = made.get(place) ?? unmake(bytes, entry);
      const { input = 0, file = '' } = origin ?? {};
      return {
        input,
        file,
        bytes,
        size: entry.size,
        messageId,
        line: entry.line,
        record: entry.record,
        offset: entry.offset,
        source,
      };
    },
    slice: (from, to) => kernelBatch(inKernel, start + from, start + to),
    wrap(head, tail) {
      if (!isWhole || head.length !== before || batch.body.length !== last + tail.length)
        return Buffer.concat([head, batch.body.subarray(first, last), tail]);
      // The body has room for both: nothing is copied for each attempt but the envelope.
      head.copy(batch.body);
      tail.copy(batch.body, last);
      return batch.body;
    },
    release: batch.release,
    ...(isWhole ? { inKernel } : {}),
  };
}

function endOf({ start, size }: KernelEntry): number {
  return start + size;
}

/** The line without the id that was put in, and that id; a line that had its own is as it was. */
function unmake(bytes: Buffer, { inserted, insertedAt }: KernelEntry): MadeMessage {
  const end = insertedAt + inserted;
  const source = Buffer.concat([bytes.subarray(0, insertedAt), bytes.subarray(end)]);
  const message: { readonly messageId?: unknown } = JSON.parse(bytes.toString('utf8'));
  return { messageId: typeof message.messageId === 'string' ? message.messageId : '', source };
}
