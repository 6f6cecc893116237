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
    .addOption(new Option('--by <what>', 'show totals by').choices(['day', 'source']).default('day'))
    .addOption(
      new Option('--period <month>', 'a month, 2026-11, or a date in it (default: this month)').argParser(
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
Segment counts from the start of the month; days and months are in UTC. With --json, --ndjson and --csv the rows are
those of the API: one per day (and source), with cumulative figures. The key daily is added: what the day added, as
numbers, or null if a figure is missing.`;
