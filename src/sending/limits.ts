import { UsageError } from '../errors.ts';
import { durationMs } from '../spec/duration.ts';
import { singleSendLimits } from '../spec/limits.ts';

/** How hard to try, as it was typed. */
export interface GivenLimits {
  readonly timeout?: string;
  readonly retries?: string;
}

/** How hard to try. */
export interface SendingLimits {
  readonly timeoutMs: number;
  readonly retries: number;
}

/** Reads `--timeout` and `--retries`. */
export function readLimits(flags: GivenLimits): SendingLimits {
  const timeoutMs = flags.timeout === undefined ? singleSendLimits.totalTimeoutMs : durationMs(flags.timeout);
  if (timeoutMs === undefined || timeoutMs <= 0) {
    throw badValue(
      `--timeout ${flags.timeout} is not a duration.`,
      'Write a number with its unit: 500ms, 30s or 2m.',
    );
  }
  if (flags.retries !== undefined && !/^\d{1,3}$/.test(flags.retries)) {
    throw badValue(
      `--retries ${flags.retries} is not a number of tries.`,
      'Write a whole number: 0 to try once.',
    );
  }
  return {
    timeoutMs,
    retries: flags.retries === undefined ? singleSendLimits.retries : Number(flags.retries),
  };
}

const followTimeoutMs = 60_000;
const longestFollowMs = 3_600_000;

/** Reads `--follow-timeout`. */
export function readFollowTimeout(text: string | undefined): number {
  const ms = text === undefined ? followTimeoutMs : durationMs(text);
  if (ms !== undefined && ms > 0 && ms <= longestFollowMs) return ms;
  throw badValue(
    `--follow-timeout ${text} is not a duration of 1h at most.`,
    'Write a number with its unit: 30s or 2m.',
  );
}

/** A value that was typed and cannot be what it should. */
export function badValue(message: string, hint: string): UsageError {
  return new UsageError(message, { code: 'bad_value', hint });
}
