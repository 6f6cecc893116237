import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { type Granularity, granularities } from '../../src/spec/granularity.ts';
import { type MomentRange, shownMoment } from '../../src/workspace/moment-range.ts';
import { choiceOption } from './flag-values.ts';

/** Adds `--since` with its default, and `--until`. */
export function addRangeOptions<A extends unknown[], O extends OptionValues>(
  command: Command<A, O>,
  since: string,
) {
  return command
    .option('--since <time>', 'start of the range: 2h, 7d, a date, ISO 8601, epoch', since)
    .option('--until <time>', 'end of the range, in the same forms (default: now)');
}

/** Adds `--granularity`; without it the length of the range decides. */
export function addGranularityOption<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  return command.addOption(
    choiceOption('--granularity <length>', 'length of an interval (default: fits the range)', granularities),
  );
}

/** Says on stderr which range was meant: relative times are echoed back absolute (docs/rules.md#commands). */
export function printRange({ print }: App, { start, end }: MomentRange, granularity?: Granularity): void {
  const by = granularity === undefined ? '' : `, by ${granularity}`;
  print.note(`${print.style.symbols.pointer} ${shownMoment(start)} to ${shownMoment(end)}${by}`);
}
