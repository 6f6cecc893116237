import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { FlagsOf, NoFlags } from '../options.ts';

/** The flags of a command that changes something at Segment. */
export type WriteFlags = FlagsOf<typeof addWriteOptions<[], NoFlags>>;

/** Adds `--dry-run`, for a change that does no harm. */
export function addDryRunOption<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  return command
    .optionsGroup('Writing:')
    .option('-n, --dry-run', 'show the change and the request, send nothing');
}

/** Adds `--dry-run`, and `--yes` for a change that is asked about (docs/rules.md#commands). */
export function addWriteOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  return addDryRunOption(command).option('-y, --yes', 'do not ask');
}
