import type { KernelLimits, KernelRoom } from '../../../ndjson/kernel/kernel.ts';
import type { BatchLayout, BatchPlace } from '../../../ndjson/kernel/memory.ts';
import type { BatchOrigin, MadeMessage } from '../../batches/batch.ts';
import type { InputFingerprint } from '../../checkpoint/fingerprint.ts';
import type { Place, ReadCounts, Span } from '../../span.ts';
import type { Input } from '../input.ts';
import type { MessageIdParts } from '../message-id.ts';
import type { ReadRules } from '../read-spans.ts';
import type { PackedError } from './packed-error.ts';

/** What the reading thread is told. */
export type ToReader =
  | { readonly kind: 'open'; readonly limits: KernelLimits; readonly room: KernelRoom }
  | { readonly kind: 'read'; readonly job: ReadJob }
  /** A span was taken: one more may be read ahead. */
  | { readonly kind: 'taken' }
  /** Nobody looks any more at the batch that stands there. */
  | { readonly kind: 'released'; readonly at: number }
  | { readonly kind: 'stop' };

/** What it tells, in the order in which it comes about. */
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

/** Files, and rules under which the kernel may read: what is a function of either is made anew in the thread. */
export interface ReadJob {
  readonly inputs: readonly (Pick<Input, 'name' | 'size'> & { readonly path: string })[];
  readonly ids: MessageIdParts;
  readonly rules: Pick<ReadRules, 'maxMessageBytes' | 'onInvalid' | 'shard' | 'lingerMs'>;
  readonly counts: ReadCounts;
  readonly from: Place | undefined;
  /** True when a later run may go on from this one. */
  readonly isTraced: boolean;
}

/** A span whose batch stays where it is, in the kernel's memory. */
export interface PackedSpan extends Omit<Span, 'messages' | 'rejects'> {
  /** Undefined for a span without messages. */
  readonly batch: PackedBatch | undefined;
  readonly rejects: readonly (Omit<Span['rejects'][number], 'bytes'> & { readonly bytes: Uint8Array })[];
}

export interface PackedBatch {
  readonly place: BatchPlace;
  readonly origins: readonly BatchOrigin[];
  readonly made: ReadonlyMap<number, Omit<MadeMessage, 'source'> & { readonly source: Uint8Array }>;
}

/** How many spans are read ahead of those that were taken. */
export const readAhead = 4;
