import type { Command } from 'commander';
import { createProgram } from '../../commands/program.ts';
import { createApp } from '../../src/app.ts';
import { registerAll } from '../../src/command-tree/lazy-commands.ts';
import { processIo } from '../../src/terminal/io.ts';

/** A command as a person calls it, or a group of commands. */
export interface ListedCommand {
  /** The words after `segment`. */
  readonly path: readonly string[];
  readonly command: Command;
  /** False for a group that only holds other commands. */
  readonly acts: boolean;
}

/** Groups that also do something by themselves: commander does not tell. */
const actingGroups = ['sandbox', 'api'];

/** Every command that a help shows, in its order, groups before what they hold. */
export async function listCommands(): Promise<ListedCommand[]> {
  return listBelow(await registerAll(createProgram(createApp(processIo(), '0.0.0-test'))), []);
}

function listBelow(parent: Command, above: readonly string[]): ListedCommand[] {
  // commander adds a `help` of its own to what is visible: it is no command of ours.
  const visible = new Set(parent.createHelp().visibleCommands(parent));
  return parent.commands
    .filter((command) => visible.has(command))
    .flatMap((command) => {
      const path = [...above, command.name()];
      const acts = command.commands.length === 0 || actingGroups.includes(path.join(' '));
      return [{ path, command, acts }, ...listBelow(command, path)];
    });
}
