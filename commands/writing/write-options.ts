import type { Command } from '@commander-js/extra-typings';

/** The flags of a command that changes something at Segment. */
export interface WriteFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Adds `--dry-run` and, where a question is asked, `--yes` (docs/rules.md#commands). */
export function addWriteOptions(command: Command, { asks }: { readonly asks: boolean }): Command {
  command.optionsGroup('Writing:');
  command.option('-n, --dry-run', 'show the change and the request, send nothing');
  if (asks) command.option('-y, --yes', 'do not ask');
  return command;
}
