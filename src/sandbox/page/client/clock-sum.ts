import { isJsonObject } from '../../../spec/message.ts';

/** The four times of a message, and the sum by which Segment gets the last of them (docs/segment-api/tracking.md#timestamps). */
export interface ClockSum {
  readonly original: string | undefined;
  readonly sent: string | undefined;
  readonly received: string;
  readonly corrected: string;
  /** Milliseconds from `original` to `sent`, both by the sender's clock; undefined when one cannot be read. */
  readonly waited: number | undefined;
  /** Milliseconds by which the correction moved the time. */
  readonly moved: number | undefined;
}

/** Reads the times of a message as destinations see it. */
export function readClockSum(message: unknown): ClockSum {
  const times = isJsonObject(message) ? message : {};
  const [original, sent] = [textOf(times.originalTimestamp), textOf(times.sentAt)];
  const [received, corrected] = [textOf(times.receivedAt) ?? '', textOf(times.timestamp) ?? ''];
  return {
    original,
    sent,
    received,
    corrected,
    waited: difference(sent, original),
    moved: difference(corrected, original),
  };
}

/** A length of time as a person reads it, with its sign: +1.25 s, −3 h 20 min. */
export function spanWords(milliseconds: number): string {
  const sign = milliseconds < 0 ? '−' : '+';
  const amount = Math.abs(milliseconds);
  if (amount < 1_000) return `${sign}${amount} ms`;
  if (amount < 60_000) return `${sign}${amount / 1_000} s`;
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
  ] as const;
  const first = units.findIndex(([, size]) => amount >= size);
  const [[large, largeSize] = ['s', 1_000], small] = units.slice(first, first + 2);
  const rest = small === undefined ? 0 : Math.floor((amount % largeSize) / small[1]);
  return `${sign}${Math.floor(amount / largeSize)} ${large}${rest > 0 && small !== undefined ? ` ${rest} ${small[0]}` : ''}`;
}

function difference(later: string | undefined, earlier: string | undefined): number | undefined {
  if (later === undefined || earlier === undefined) return undefined;
  const milliseconds = Date.parse(later) - Date.parse(earlier);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
