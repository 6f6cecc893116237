import type { Command as CheckedCommand, CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { refuseBlankFlags } from './refuse-blank.ts';
import { UnknownCommandError } from './unknown-command.ts';

/** The headings of the root help, in the order in which they are shown. */
export type CommandGroup = 'Send' | 'Look up' | 'Workspace' | 'Local' | 'Setup';

/** A command file: adds its arguments, options, examples and action to the command made for it. */
export interface CommandModule {
  register(command: CheckedCommand, app: App): void;
}

/** One command as the help lists it. Its file is loaded only when it is the one that was called. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly group?: CommandGroup;
  readonly hidden?: boolean;
  /** True for a group that does something by itself. */
  readonly acts?: boolean;
  /** True where it may ask for something, a --yes aside. */
  readonly asks?: boolean;
  /** True where names are looked up, and remembered for a while: by it, or by what it holds. */
  readonly remembers?: boolean;
  /** Global flags that mean nothing to it, nor to what it holds: its help leaves them out. */
  readonly ignores?: readonly ('--workspace' | '--region' | '--url' | '--json')[];
  readonly load: () => Promise<CommandModule>;
}

/** Adds one stub per entry; the file behind a stub is loaded when the stub is the command that runs. */
export function defineCommands(
  command: Command | CommandUnknownOpts,
  table: readonly CommandEntry[],
  app: App,
): void {
  const parent = command as Command;
  const byName = new Map<string, { entry: CommandEntry; registered?: Promise<void> }>();
  for (const entry of table) {
    byName.set(entry.name, { entry });
    const stub = parent
      .command(entry.name, { hidden: entry.hidden ?? false })
      .summary(entry.summary)
      .description(sentence(entry.summary));
    entries.set(stub, entry);
    // `segment help auth login` is the one way; commander would add a second to every noun.
    stub.helpCommand(false);
    stub.optionsGroup('Flags:');
    if (entry.group !== undefined) stub.helpGroup(`${entry.group}:`);
  }
  const register = async (command: Command): Promise<void> => {
    const slot = byName.get(command.name());
    if (slot === undefined) return;
    slot.registered ??= slot.entry.load().then((module) => {
      module.register(command as unknown as CheckedCommand, app);
      refuseBlankFlags(command);
    });
    await slot.registered;
  };
  parent.hook('preSubcommand', (_parent, command) => register(command));
  parent.on('command:*', (words: readonly string[]) => {
    throw new UnknownCommandError(parent, words);
  });
  registrars.set(parent, register);
}

const entries = new WeakMap<Command, CommandEntry>();

/** The entry that a command was made of; the root has none. */
export function entryOf(command: Command): CommandEntry | undefined {
  return entries.get(command);
}

/** The global flags that mean nothing to a command, by what the table says of it and of those that hold it. */
export function ignoredFlags(command: Command): ReadonlySet<string | undefined> {
  const ignored = new Set<string | undefined>();
  for (let each: Command | null = command; each !== null; each = each.parent)
    for (const flag of entryOf(each)?.ignores ?? []) ignored.add(flag);
  return ignored;
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

/** How to fill in the children of a command whose files have not been loaded. */
const registrars = new WeakMap<Command, (command: Command) => Promise<void>>();

/** What is typed to call a command, without `segment`; empty for the root. */
export function pathOf(command: Command): string {
  const names: string[] = [];
  for (let at = command; at.parent !== null; at = at.parent) names.unshift(at.name());
  return names.join(' ');
}

export function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

/** The root of the tree that a top-level command is part of, for what looks at all commands. */
export function programOf({ parent }: CheckedCommand): Command {
  if (parent === null) throw new Error('the root is no top-level command');
  // One class, which has two declarations: commander's own knows nothing of the flags.
  return parent as Command | CommandUnknownOpts as Command;
}

/** Loads every command file below `command`: for completions, the docs and their tests. */
export async function registerAll(command: Command): Promise<Command> {
  for (const child of command.commands) {
    await registrars.get(command)?.(child);
    await registerAll(child);
  }
  return command;
}

/** Loads the named subcommand, as `segment help track` needs it. Throws UnknownCommandError. */
export async function findCommand(program: Command, path: readonly string[]): Promise<Command> {
  let found = program;
  for (const [at, name] of path.entries()) {
    const child = found.commands.find(
      (candidate) => candidate.name() === name || candidate.aliases().includes(name),
    );
    if (child === undefined) throw new UnknownCommandError(found, path.slice(at));
    await registrars.get(found)?.(child);
    found = child;
  }
  return found;
}
