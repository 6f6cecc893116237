import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { fittingGranularity, type Granularity, granularities } from '../../src/spec/granularity.ts';
import { readMomentFlag } from '../../src/spec/moment-flag.ts';
import { choiceOption } from './choice-option.ts';

/** A range of time, as flags. */
export interface RangeFlags {
  readonly since: string;
  readonly until?: string;
}

/** The start is in it, the end is not. */
export interface MomentRange {
  readonly start: Date;
  readonly end: Date;
}

/** Adds `--since` with its default, and `--until`. */
export function addRangeOptions(command: Command, since: string): Command {
  return command
    .option('--since <time>', 'start of the range: 2h, 7d, a date, ISO 8601, epoch', since)
    .option('--until <time>', 'end of the range, in the same forms (default: now)');
}

/** Adds `--granularity`; without it the length of the range decides. */
export function addGranularityOption(command: Command): Command {
  return command.addOption(
    choiceOption('--granularity <length>', 'length of an interval (default: fits the range)', granularities),
  );
}

/**
 * The range that the flags mean, with an end at least `lagMs` before now: so long a figure may still grow.
 * Throws UsageError for what is no time, and for a range with nothing in it.
 */
export function readRange({ since, until }: RangeFlags, now: Date, lagMs = 0): MomentRange {
  const start = readMoment(since, '--since', now);
  const latest = new Date(now.getTime() - lagMs);
  const asked = until === undefined ? latest : readMoment(until, '--until', now);
  const end = asked < latest ? asked : latest;
  if (start < end) return { start, end };
  const late = lagMs > 0 && asked > latest ? ' The last minute is not counted yet.' : '';
  throw new UsageError(
    `Nothing lies between ${shownMoment(start)} (--since) and ${shownMoment(end)} (--until).${late}`,
    { code: 'range_empty', hint: 'Let it begin earlier: --since 2h' },
  );
}

function readMoment(text: string, flag: string, now: Date): Date {
  const moment = readMomentFlag(text, now);
  if (moment !== undefined) return moment;
  throw new UsageError(`${flag} takes a time, and “${text.slice(0, 80)}” is none.`, {
    code: 'time_invalid',
    hint: `Write ${flag} 2h or 7d for so long ago, a date 2026-11-01, a time 2026-11-01T08:00:00Z, or epoch seconds.`,
  });
}

/** The granularity that was asked for, or what fits the range. */
export function granularityOf({ start, end }: MomentRange, asked: Granularity | undefined): Granularity {
  return asked ?? fittingGranularity(end.getTime() - start.getTime());
}

/** Says on stderr which range was meant: relative times are echoed back absolute (docs/rules.md#commands). */
export function tellRange({ print }: App, { start, end }: MomentRange, granularity?: Granularity): void {
  const by = granularity === undefined ? '' : `, by ${granularity}`;
  print.note(`${print.style.symbols.pointer} ${shownMoment(start)} to ${shownMoment(end)}${by}`);
}

/** ISO 8601 in UTC, without a fraction. */
export function shownMoment(moment: Date): string {
  return moment.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
