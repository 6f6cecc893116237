import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { RejectCode, WarningCode } from '../../spec/verdict.ts';
import type { RejectGroup, Totals } from '../counters.ts';
import type { RejectsState } from '../rejects/rejects-file.ts';
import type { Place, WarningCount } from '../span.ts';
import type { InputFingerprint } from './fingerprint.ts';
import type { JobSettings } from './job-settings.ts';

/** What a checkpoint knows of one input. */
export interface InputState {
  /** Absolute; `-` for stdin. */
  readonly path: string;
  /** SHA-256 of its first line that is not blank (64 KiB at most), hexadecimal; null before one was seen. */
  readonly firstLine: string | null;
  /** The file as it was when it had been read to its end; null before that. */
  readonly stored: InputFingerprint | null;
}

/**
 * How far a job has come (rules R5 to R9): everything before `place` is acknowledged, or in the rejects file,
 * or blank, or filtered. A finished job's is its receipt.
 */
export interface Checkpoint {
  readonly job: JobSettings;
  readonly inputs: readonly InputState[];
  readonly place: Place;
  readonly totals: Totals;
  readonly rejectGroups: readonly (readonly [RejectCode, RejectGroup])[];
  readonly warnings: readonly (readonly [WarningCode, WarningCount])[];
  readonly rejects: RejectsState | null;
  /** Until then the API asked to be left alone; ISO 8601. */
  readonly heldUntil: string | null;
  /** Messages that may have been on their way beyond `place`, at most. */
  readonly window: number;
  /** When the first of those was sent; left out when none was, and by earlier versions. */
  readonly windowSince?: string;
  readonly durationMs: number;
  /**
   * When the oldest line was sent, at the earliest: Segment's memory of its messageId is counted from there.
   * ISO 8601, like all times here.
   */
  readonly startedAt: string;
  readonly savedAt: string;
  /** Null while there is something left to send. */
  readonly finishedAt: string | null;
  /**
   * Of a receipt: false until the run that came to the end has printed its outcome. Left out by earlier versions,
   * whose receipts count as reported.
   */
  readonly reported?: boolean;
}

/** Anything that changes the meaning of a checkpoint must change this number. */
const version = 1;
const versionKey = 'segmentCheckpoint';

/** One line of JSON that ends with a digest of itself: a changed digit is found out, not followed. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const content = JSON.stringify({ [versionKey]: version, ...checkpoint });
  return `${content.slice(0, -1)},"sha256":"${digest(content)}"}\n`;
}

export type ReadCheckpoint =
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** It was one, or may have been: replacing it loses nothing else. */
  | { readonly kind: 'damaged'; readonly reason: string }
  /** Written by a version of this program that knows more. */
  | { readonly kind: 'newer' }
  /** Some other file: it must never be written over. */
  | { readonly kind: 'foreign' };

export function parseCheckpoint(bytes: Buffer): ReadCheckpoint {
  const text = bytes.toString('utf8');
  if (text === '') return { kind: 'damaged', reason: 'it is empty' };
  // After a power cut some file systems have the file's length, and not its bytes.
  if (/^\0+$/.test(text)) return { kind: 'damaged', reason: 'it holds nothing but zeros' };
  const isOurs = text.startsWith(`{"${versionKey}":`.slice(0, text.length));
  const [, number] = /^\{"segmentCheckpoint":(\d+),/.exec(text) ?? [];
  if (number !== undefined && Number(number) > version) return { kind: 'newer' };
  const [, content = '', sha256] = /^(\{.*),"sha256":"([0-9a-f]{64})"\}\n$/s.exec(text) ?? [];
  if (sha256 === undefined)
    return isOurs ? { kind: 'damaged', reason: 'its end is missing or changed' } : { kind: 'foreign' };
  // Damaged bytes are read as U+FFFD, which a path may hold: the text alone would not show it.
  if (!isUtf8(bytes) || digest(`${content}}`) !== sha256) {
    return isOurs ? { kind: 'damaged', reason: 'its content does not fit its digest' } : { kind: 'foreign' };
  }
  const { [versionKey]: _version, ...checkpoint } = JSON.parse(`${content}}`);
  // The digest says that this program wrote it, so it has the shape this program writes.
  return { kind: 'checkpoint', checkpoint: checkpoint as Checkpoint };
}

/** What tells that not a byte of a state has changed, in hexadecimal. */
export function digest(content: string | Uint8Array): string {
  return hash('sha256', content);
}
