import type { Command, Option } from 'commander';
import { entryOf } from './lazy-commands.ts';

/**
 * The global flags that a command obeys, for its help. All commands obey those that say what is printed on stderr and
 * how; the others unless the table of commands says that the command ignores them. Only what can ask has --no-input.
 */
export function obeyedFlags(command: Command): Option[] {
  const line = [command];
  for (let { parent } = command; parent !== null; { parent } = parent) line.unshift(parent);
  const [root, ...named] = line;
  if (root === undefined || named.length === 0 || !acts(command)) return [];
  const ignored = new Set<string | undefined>(named.flatMap((each) => entryOf(each)?.ignores ?? []));
  ignored.add('--version');
  if (!asks(command)) ignored.add('--no-input');
  return root.options.filter(({ long }) => !ignored.has(long));
}

/** A group that only holds other commands prints its help, whatever the flags. */
function acts(command: Command): boolean {
  return command.commands.length === 0 || entryOf(command)?.acts === true;
}

function asks(command: Command): boolean {
  return entryOf(command)?.asks === true || command.options.some(({ long }) => long === '--yes');
}
