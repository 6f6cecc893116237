import { type BatchLayout, batchAt } from '../../../ndjson/kernel/memory.ts';
import { batchOf, kernelBatch, type MadeMessage } from '../../batches/batch.ts';
import type { Span } from '../../span.ts';
import type { PackedBatch, PackedSpan } from './messages.ts';

/** A span for another thread that looks at the same memory. Its batch stays there until that thread releases it. */
export function packSpan({ messages, rejects, ...span }: Span): PackedSpan {
  const { inKernel } = messages;
  if (inKernel === undefined && messages.length > 0)
    throw new RangeError('the batch stands in no memory that can be shared');
  return {
    ...span,
    batch: inKernel && packBatch(inKernel),
    rejects: rejects.map((reject) => ({ ...reject, bytes: ownBytes(reject.bytes) })),
  };
}

function packBatch({ batch, origins, made }: NonNullable<Span['messages']['inKernel']>): PackedBatch {
  if (batch.place === undefined) throw new RangeError('the batch has moved out of the shared memory');
  const copies = [...made].map(
    ([index, message]) => [index, { ...message, source: ownBytes(message.source) }] as const,
  );
  return { place: batch.place, origins, made: new Map(copies) };
}

/** Of a view, the whole memory behind it would be copied. */
function ownBytes(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes);
}

/** Memory that another thread fills, and how its batches stand in it. */
export interface SharedBatches {
  readonly memory: Buffer;
  readonly layout: BatchLayout;
  /** Told once that nobody looks any more at the batch that stands there. */
  readonly release: (at: number) => void;
}

export function unpackSpan({ batch, rejects, ...span }: PackedSpan, shared: SharedBatches): Span {
  return {
    ...span,
    messages: batch === undefined ? batchOf([]) : unpackBatch(batch, shared),
    rejects: rejects.map((reject) => ({ ...reject, bytes: asBuffer(reject.bytes) })),
  };
}

function unpackBatch({ place, origins, made }: PackedBatch, { memory, layout, release }: SharedBatches) {
  const batch = batchAt(memory, layout, place, () => release(place.at));
  const messages = [...made].map(([index, message]): [number, MadeMessage] => [
    index,
    { ...message, source: asBuffer(message.source) },
  ]);
  return kernelBatch({ batch, before: layout.before, origins, made: new Map(messages) });
}

/** Bytes from another thread are a Uint8Array, whatever they were there. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
