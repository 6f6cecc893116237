import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { isForPerson } from '../../src/terminal/look.ts';
import type { ListForm } from '../../src/views/list-writer.ts';
import { type FlagsOf, type NoFlags, Option } from '../options.ts';
import { readNames, wholeNumber } from './flag-values.ts';

/** How a list is printed, as flags. */
export type ListFlags = FlagsOf<typeof addListOptions<[], NoFlags>>;

/** How one object is printed, as flags. */
export type ObjectFlags = FlagsOf<typeof addFieldsOption<[], NoFlags>>;

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
      option('--limit <n>', `at most this many (default: ${personLimit} on a terminal)`, group).argParser(
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
export function listForm(app: App, flags: ListFlags): ListForm {
  return chosenForm(app, flags, ['ndjson', 'csv']) ?? (isForPerson(app.io) ? 'table' : 'lines');
}

/** Forms that are JSON, a value a line: what `--jq` can work on beside `--json`. */
const jsonLines: readonly string[] = ['ndjson', 'raw'];

/**
 * The one form that was asked for: by the flag of one of `forms`, else JSON; undefined where nothing was said. Throws
 * UsageError for two flags at once, `--json` among them, and for `--jq` with what is not JSON. A stored or inherited preference for JSON gives way to a flag.
 */
export function chosenForm<Form extends string>(
  { globals }: Pick<App, 'globals'>,
  flags: Readonly<Partial<Record<Form, unknown>>>,
  forms: readonly Form[],
): Form | 'json' | undefined {
  const given = forms.filter((name) => flags[name] === true);
  const isJq = globals.jq !== undefined && !given.every((name) => jsonLines.includes(name));
  const [form, ...others] = [
    ...given,
    ...(globals.isJsonFlagGiven ? (['json'] as const) : []),
    ...(isJq ? (['jq'] as const) : []),
  ];
  if (others.length > 0) {
    const names = [form, ...others].map((name) => `--${name}`);
    throw new UsageError(`${names.slice(0, -1).join(', ')} and ${names.at(-1)} exclude each other.`, {
      code: 'format_conflict',
      hint: 'Choose one of them.',
    });
  }
  if (form === 'jq') return 'json';
  return form ?? (globals.json ? 'json' : undefined);
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
