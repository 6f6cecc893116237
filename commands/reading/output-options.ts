import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { type FlagsOf, type NoFlags, Option } from '../options.ts';
import { readNames, wholeNumber } from './flag-values.ts';

/** How a list is printed, as flags. */
export type ListFlags = FlagsOf<typeof addListOptions<[], NoFlags>>;

/** How one object is printed, as flags. */
export type ObjectFlags = FlagsOf<typeof addFieldsOption<[], NoFlags>>;

/** One form for a call. `table` is for a person; `lines` the same rows in a pipe, separated by tabs. */
export type ListForm = 'json' | 'ndjson' | 'csv' | 'table' | 'lines';

/** How many rows a person is shown; machines get everything (docs/rules.md#numbers). */
export const personLimit = 100;

export function addListOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  return addFormOptions(addFieldsOption(command));
}

/** As {@link addListOptions}, for a list whose items have no fields to choose from. */
export function addFormOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  const group = 'Output:';
  return command
    .addOption(option('--ndjson', 'print one JSON object per line, as pages arrive', group))
    .addOption(option('--csv', 'print CSV with a header', group))
    .addOption(option('--no-csv-guard', 'do not escape cells that look like formulas', group))
    .addOption(
      option('--limit <n>', `how many (default: ${personLimit} on a terminal, else all)`, group).argParser(
        wholeNumber(1),
      ),
    )
    .addOption(option('--all', 'print all, on a terminal too', group));
}

export function addFieldsOption<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  return command.addOption(
    option('--fields <names>', 'only these fields: id,metadata.name', 'Output:').argParser(readNames),
  );
}

function option<Flags extends string>(flags: Flags, description: string, group: string) {
  return new Option(flags, description).helpGroup(group);
}

/** Throws UsageError when two forms are asked for at once. */
export function listForm({ globals, io }: App, flags: ListFlags): ListForm {
  // A stored or inherited preference for JSON gives way to a form that was asked for.
  const asked = [flags.ndjson === true ? 'ndjson' : '', flags.csv === true ? 'csv' : ''].filter(
    (form) => form !== '',
  );
  if (asked.length > 1) {
    throw new UsageError('--ndjson and --csv exclude each other.', {
      code: 'format_conflict',
      hint: 'Choose one of them.',
    });
  }
  if (flags.ndjson === true) return 'ndjson';
  if (flags.csv === true) return 'csv';
  if (globals.json) return 'json';
  return isForPerson(io) ? 'table' : 'lines';
}

/** True when stdout is a terminal, or is to look like one. */
export function isForPerson(io: App['io']): boolean {
  return io.stdout.isTTY === true || (io.env.SEGMENT_FORCE_TTY ?? '') !== '';
}

/** The most items to ask for. Throws UsageError when both flags are given. */
export function listLimit(form: ListForm, { limit, all }: ListFlags): number {
  if (limit !== undefined && all === true)
    throw new UsageError('--limit and --all exclude each other.', {
      code: 'flags_conflict',
      hint: 'Choose one.',
    });
  return limit ?? (form === 'table' && all !== true ? personLimit : Number.POSITIVE_INFINITY);
}
