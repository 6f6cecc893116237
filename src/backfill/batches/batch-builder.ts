import type { Framing, Kernel, KernelOrigin, KernelRun, NextNumbers } from '../../ndjson/kernel/kernel.ts';
import type { KernelEntry } from '../../ndjson/kernel/memory.ts';
import type { OutgoingMessage } from '../span.ts';
import { type Batch, type BatchOrigin, batchOf, kernelBatch, type MadeMessage } from './batch.ts';
import { type BatchLimits, createChunker } from './chunk.ts';

/** The batch that is being filled. */
export interface BatchBuilder {
  /** Takes a message; returns the batch that had to be closed before it, if one had. */
  push(message: OutgoingMessage): Batch | undefined;
  /** Closes the open batch; undefined when it is empty. */
  flush(): Batch | undefined;
  readonly isEmpty: boolean;
}

/** A builder that takes whole blocks as well. */
export interface KernelBuilder extends BatchBuilder {
  readonly kernel: Pick<
    Kernel,
    'capacity' | 'buffers' | 'load' | 'outline' | 'idOf' | 'escapeText' | 'setIdPrefix' | 'setShard'
  >;
  /**
   * Takes what it can of the loaded block into the open batch, from `from` on. `originOf` as the kernel's `noteOrigins`
   * takes it, where the lines of the block are not those of the input.
   */
  run(
    from: number,
    framing: Framing,
    next: NextNumbers,
    origin: Omit<BatchOrigin, 'from'>,
    originOf?: (line: number) => KernelOrigin,
  ): KernelRun;
}

/** Builds batches of messages that are there one by one. */
export function createBatchBuilder(limits: BatchLimits): BatchBuilder {
  const chunker = createChunker<OutgoingMessage>(limits);
  const made = (messages: readonly OutgoingMessage[] | undefined) => messages && batchOf(messages);
  return {
    push: (message) => made(chunker.push(message)),
    flush: () => made(chunker.flush()),
    get isEmpty() {
      return chunker.isEmpty;
    },
  };
}

/**
 * Builds batches in the kernel's memory; the limits are those the kernel was made with.
 * @param before bytes that it leaves free before the messages of a body
 */
export function createKernelBuilder(kernel: Kernel, before: number): KernelBuilder {
  let origins: BatchOrigin[] = [];
  let made = new Map<number, MadeMessage>();

  const noteOrigin = ({ input, file, member, recordsBefore }: Omit<BatchOrigin, 'from'>): void => {
    if (origins.at(-1)?.input !== input)
      origins.push({ from: kernel.count, input, file, member, recordsBefore });
  };
  const flush = (): Batch | undefined => {
    if (kernel.count === 0) return undefined;
    const batch = kernelBatch({ batch: kernel.take(), before, origins, made });
    // The input of the next message is noted with it.
    origins = [];
    made = new Map();
    return batch;
  };

  return {
    kernel,
    flush,
    get isEmpty() {
      return kernel.count === 0;
    },
    push(message) {
      const { bytes, offset, line, record, messageId, source } = message;
      const closed = kernel.fits(bytes.length) ? undefined : flush();
      if (!kernel.fits(bytes.length))
        throw new RangeError(`an item of ${bytes.length} bytes fits in no batch`);
      noteOrigin(message);
      const put = insertionOf(source, bytes);
      // A copy: a view would keep the whole chunk that the line stands in.
      if (put === undefined) made.set(kernel.count, { messageId, source: Buffer.from(source) });
      kernel.append(bytes, { offset, line, record, ...(put ?? { inserted: 0, insertedAt: 0 }) });
      return closed;
    },
    run(from, framing, next, origin, originOf) {
      noteOrigin(origin);
      const before = kernel.count;
      const run = kernel.run(from, framing, next);
      if (originOf !== undefined) kernel.noteOrigins(before, originOf);
      return run;
    },
  };
}

/** What was put into a line to make its message, as the kernel notes it; undefined where that is not all that differs. */
function insertionOf(
  line: Buffer,
  message: Buffer,
): Pick<KernelEntry, 'inserted' | 'insertedAt'> | undefined {
  const inserted = message.length - line.length;
  const insertedAt = message.indexOf(0x7b) + 1;
  if (inserted < 0) return undefined;
  const isBefore = line.compare(message, 0, insertedAt, 0, insertedAt) === 0;
  const isBehind = line.compare(message, insertedAt + inserted, message.length, insertedAt) === 0;
  return isBefore && isBehind ? { inserted, insertedAt } : undefined;
}
