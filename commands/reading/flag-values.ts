import { InvalidArgumentError } from 'commander';
import { durationMs } from '../../src/spec/duration.ts';

/** A whole number from `least` on, for a flag. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < least)
      throw new InvalidArgumentError(`It is a whole number from ${least}.`);
    return Number(text);
  };
}

/** Milliseconds of a duration such as `500ms`, `30s`, `5m`, for a flag. */
export function duration(text: string): number {
  const ms = durationMs(text);
  if (ms === undefined) throw new InvalidArgumentError('Write a time with its unit: 500ms, 30s, 5m.');
  return ms;
}
