import type { Command, OptionValues } from '@commander-js/extra-typings';
import { InvalidArgumentError } from 'commander';
import { readPeriod } from '../../src/spec/period.ts';
import { type FlagsOf, type NoFlags, Option } from '../options.ts';
import { addListOptions } from '../reading/output-options.ts';

/** What usage is asked for, as flags; `period` is the first day of the month. */
export type UsageFlags = FlagsOf<typeof addUsageOptions<[], NoFlags>>;

export function addUsageOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  const withUsage = command
    .addOption(new Option('--by <what>', 'show totals by').choices(['day', 'source']).default('day'))
    .addOption(
      new Option('--period <month>', 'a month, 2026-11, or a date in it (default: this month)').argParser(
        period,
      ),
    );
  return addListOptions(withUsage);
}

function period(text: string): string {
  const first = readPeriod(text);
  if (first === undefined) throw new InvalidArgumentError('Write a month, 2026-11, or a date in it.');
  return first;
}

/** What the help of both commands says of their JSON. */
export const usageJsonHelp = `
Segment counts from the start of the month; days and months are in UTC. With --json, --ndjson and --csv the rows are
those of the API: one per day (and source), with cumulative figures. The key daily is added: what the day added, as
numbers, or null if a figure is missing.`;
