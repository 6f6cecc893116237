import { CliError, type ErrorCategory } from '../../../errors.ts';
import type { KernelLimits, KernelRoom } from '../../../ndjson/kernel/kernel.ts';
import { type BatchLayout, type BatchPlace, batchAt } from '../../../ndjson/kernel/memory.ts';
import { type BatchOrigin, batchOf, kernelBatch, type MadeMessage } from '../../batches/batch.ts';
import type { InputFingerprint } from '../../checkpoint/fingerprint.ts';
import { noRejects, type RejectsMemory, rejectsIn } from '../../rejects/rejects.ts';
import type { Place, ReadCounts, Span } from '../../span.ts';
import type { Input } from '../input.ts';
import type { MessageIdOptions } from '../message-id.ts';
import type { ReadRules } from '../read-spans.ts';

export type ToReader =
  /** `least`: with room for fewer batches the thread would be waited for. */
  | {
      readonly kind: 'open';
      readonly limits: KernelLimits;
      readonly room: KernelRoom;
      readonly least: number;
    }
  | { readonly kind: 'read'; readonly job: ReadJob }
  /** A span was taken of which few are read ahead ({@link isHeavy}): one more may be read. */
  | { readonly kind: 'taken' }
  /** Nobody looks any more at the batch that stands there: one more may be read. */
  | { readonly kind: 'released'; readonly at: number }
  /** Nor at these rejects: their memory comes back. */
  | { readonly kind: 'rejectsReleased'; readonly memory: RejectsMemory }
  | { readonly kind: 'stop' };

/** Messages from it, in the order of what they report. */
export type FromReader =
  | { readonly kind: 'opened'; readonly memory: SharedArrayBuffer; readonly layout: BatchLayout }
  /** This machine cannot run the kernel, or there is no room for so many batches. */
  | { readonly kind: 'unable' }
  | { readonly kind: 'firstLine'; readonly input: number; readonly line: Uint8Array }
  | { readonly kind: 'inputEnd'; readonly input: number; readonly stored: InputFingerprint | undefined }
  | { readonly kind: 'span'; readonly span: PackedSpan; readonly inputBytes: number }
  /** Told now and then where no span is complete for long. */
  | { readonly kind: 'progress'; readonly inputBytes: number }
  | { readonly kind: 'end'; readonly counts: ReadCounts }
  | { readonly kind: 'failed'; readonly error: PackedError; readonly counts: ReadCounts };

/** Files, and rules under which the kernel may read: what is a function of either is made again in the thread. */
export interface ReadJob {
  readonly inputs: readonly (Omit<Input, 'open' | 'path'> & { readonly path: string })[];
  readonly ids: MessageIdOptions;
  readonly rules: Pick<
    ReadRules,
    'maxMessageBytes' | 'onInvalid' | 'isLookedAt' | 'mapping' | 'records' | 'shard' | 'lingerMs'
  >;
  readonly counts: ReadCounts;
  readonly from: Place | undefined;
  /** True when a later run may resume from this one. */
  readonly isTraced: boolean;
}

/** A span whose batch stays where it is, in the kernel's memory. */
export interface PackedSpan extends Omit<Span, 'messages' | 'rejects'> {
  /** Undefined for a span without messages. */
  readonly batch: PackedBatch | undefined;
  /** Their memory goes along; undefined for none. */
  readonly rejects: { readonly memory: RejectsMemory; readonly length: number } | undefined;
}

export interface PackedBatch {
  readonly place: BatchPlace;
  readonly origins: readonly BatchOrigin[];
  readonly made: ReadonlyMap<number, Omit<MadeMessage, 'source'> & { readonly source: Uint8Array }>;
}

/** How many batches are read ahead where they are large or there is no room for more, and how many spans that are heavy. */
export const leastAhead = 4;
const mostAhead = 12;
const bytesAhead = 6 * 1024 * 1024;

/**
 * How many batches of at most so many bytes are read ahead of those that may be looked at: twelve of half a megabyte. Fewer
 * are used up where the system takes a thread's core away for a moment, and then both threads wait for each other (4: a
 * twentieth slower).
 */
export function readAhead(maxBodyBytes: number): number {
  return Math.min(mostAhead, Math.max(leastAhead, Math.floor(bytesAhead / maxBodyBytes)));
}

/** Rejects have memory of their own, beside that of the batches; and without a batch nothing else holds the thread back. */
export function isHeavy({ batch, rejects }: Pick<PackedSpan, 'batch' | 'rejects'>): boolean {
  return batch === undefined || rejects !== undefined;
}

/** An error on its way to another thread, which knows neither our classes nor a system error's code. */
export interface PackedError {
  readonly message: string;
  /** What makes it one of ours; undefined for any other. */
  readonly ours:
    | {
        readonly kind: { category: ErrorCategory; exitCode: number; code: string };
        readonly hint: string | undefined;
        readonly details: readonly string[];
      }
    | undefined;
}

export function packError(error: unknown): PackedError {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof CliError)) return { message, ours: undefined };
  const { category, exitCode, code, hint, details } = error;
  return { message, ours: { kind: { category, exitCode, code }, hint, details } };
}

/** The error as its reader knows it: its facts are what counts, of whatever class it was. */
export function unpackError({ message, ours }: PackedError): Error {
  if (ours === undefined) return new Error(message);
  return new CliError(ours.kind, message, { hint: ours.hint, details: ours.details });
}

/** What is given away with it. */
export function memoryOf(memory: RejectsMemory | undefined): ArrayBuffer[] {
  return memory === undefined ? [] : [memory.text.buffer, memory.entries.buffer];
}

/** A span for another thread that looks at the same memory. Its batch stays there until that thread releases it. */
export function packSpan({ messages, rejects, ...span }: Span): PackedSpan {
  const { inKernel } = messages;
  if (inKernel === undefined && messages.length > 0)
    throw new RangeError('the batch stands in no memory that can be shared');
  return {
    ...span,
    batch: inKernel && packBatch(inKernel),
    rejects: rejects.memory && { memory: rejects.memory, length: rejects.length },
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
  /** The same of rejects. */
  readonly giveBack: (memory: RejectsMemory) => void;
}

export function unpackSpan({ batch, rejects, ...span }: PackedSpan, shared: SharedBatches): Span {
  return {
    ...span,
    messages: batch === undefined ? batchOf([]) : unpackBatch(batch, shared),
    rejects: rejects === undefined ? noRejects : rejectsIn(rejects.memory, rejects.length, shared.giveBack),
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
