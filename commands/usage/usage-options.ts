import { type Command, InvalidArgumentError, Option } from 'commander';
import { readPeriod } from '../../src/spec/period.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';

/** What usage is asked for, as flags. */
export interface UsageFlags extends ListFlags {
  readonly by: 'day' | 'source';
  /** The first day of the month. */
  readonly period?: string;
}

export function addUsageOptions(command: Command): void {
  command
    .addOption(new Option('--by <what>', 'a total for each').choices(['day', 'source']).default('day'))
    .addOption(
      new Option('--period <month>', 'a month, 2026-11, or a date in it; this month when absent').argParser(
        period,
      ),
    );
  addListOptions(command);
}

function period(text: string): string {
  const first = readPeriod(text);
  if (first === undefined) throw new InvalidArgumentError('Write a month, 2026-11, or a date in it.');
  return first;
}

/** What the help of both commands says of their JSON. */
export const usageJsonHelp = `
Segment counts since the month began; days and months are in UTC. With --json,
--ndjson and --csv the rows are Segment’s own: a row for each day (and
source), its figures cumulative. What a day added stands beside them under
daily, as numbers, or null where a figure is missing.`;
