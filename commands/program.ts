import { Command, Option } from 'commander';
import type { App } from '../src/app.ts';
import { UsageError } from '../src/errors.ts';
import { regions } from '../src/spec/region.ts';
import { envValue } from '../src/terminal/io.ts';
import { wrapText } from '../src/terminal/wrap.ts';
import { helpLayout, helpWidth } from './help-layout.ts';
import { commandTable } from './table.ts';

/** The headings of the root help, in the order in which they are shown. */
export type CommandGroup = 'Send' | 'Look up' | 'Workspace' | 'Local' | 'Setup';

/** A command file: adds its arguments, options, examples and action to the command made for it. */
export interface CommandModule {
  register(command: Command, app: App): void;
}

/** One command as the help lists it. Its file is loaded only when it is the one that was called. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly group?: CommandGroup;
  readonly hidden?: boolean;
  readonly load: () => Promise<CommandModule>;
}

/** The command tree, made fresh for each run (code style, pattern 3). */
export function createProgram(app: App): Command {
  const program = new Command('segment')
    .description(
      'Send to Twilio Segment, backfill NDJSON, look things up, and try it all on a local sandbox.',
    )
    .usage('<command> [flags]')
    .optionsGroup('Global flags:')
    .version(app.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp(helpLayout)
    .configureOutput({
      // commander writes at once and then throws; a promise here has nobody to wait for it.
      writeOut: (text) =>
        void app.io.stdout.write(
          app.redactor.redact(wrapText(text, helpWidth(app.io, app.io.stdout.columns))),
        ),
      writeErr: (text) => app.print.stderr(wrapText(text, helpWidth(app.io, app.io.stderr.columns))),
      // `run` tells every failure once, a wrong call included, in the form the caller reads.
      outputError: () => {},
      getOutHelpWidth: () => helpWidth(app.io, app.io.stdout.columns),
      getErrHelpWidth: () => helpWidth(app.io, app.io.stderr.columns),
      getOutHasColors: () => app.print.resultStyle.colour,
      getErrHasColors: () => app.print.style.colour,
    })
    .addOption(new Option('-w, --workspace <name>', 'use this stored workspace'))
    .addOption(new Option('--region <region>', 'where the workspace lives').choices(regions))
    .addOption(new Option('--json', 'print the result as JSON on stdout'))
    .addOption(new Option('-q, --quiet', 'only results, warnings and errors'))
    .addOption(new Option('-v, --verbose', 'requests, retries and decisions, a line each'))
    .addOption(new Option('--debug', 'headers, bodies, timing and stack traces'))
    .addOption(new Option('--color', 'colour even into a pipe'))
    .addOption(new Option('--no-color', 'never colour'))
    .addOption(new Option('--no-input', 'never ask; fail instead'))
    .addHelpText('after', rootHelpFooter)
    .hook('preAction', (_program, command) => app.configure(readGlobals(command, app)));
  defineCommands(program, commandTable, app);
  return program;
}

const rootHelpFooter = `
Start here:
  $ segment demo                                      everything at once, no account needed
  $ segment auth login                                store a workspace and its write key
  $ segment track "Order Completed" -u user_1 -F revenue=49.90
  $ segment batch events.ndjson

Topics: segment help environment | exit-codes | fields | batch`;

/** Adds one stub per entry; the file behind a stub is loaded when the stub is the command that runs. */
export function defineCommands(parent: Command, entries: readonly CommandEntry[], app: App): void {
  const byName = new Map<string, { entry: CommandEntry; registered?: Promise<void> }>();
  for (const entry of entries) {
    byName.set(entry.name, { entry });
    const stub = parent
      .command(entry.name, { hidden: entry.hidden ?? false })
      .summary(entry.summary)
      .description(entry.summary);
    // `segment help auth login` is the one way; commander would add a second to every noun.
    stub.helpCommand(false);
    stub.optionsGroup('Flags:');
    if (entry.group !== undefined) stub.helpGroup(`${entry.group}:`);
  }
  const register = async (command: Command): Promise<void> => {
    const slot = byName.get(command.name());
    if (slot === undefined) return;
    slot.registered ??= slot.entry.load().then((module) => module.register(command, app));
    await slot.registered;
  };
  parent.hook('preSubcommand', (_parent, command) => register(command));
  registrars.set(parent, register);
}

/** How to fill in the children of a command whose files have not been loaded. */
const registrars = new WeakMap<Command, (command: Command) => Promise<void>>();

/** Loads every command file below `command`: for completions, the docs and their tests. */
export async function registerAll(command: Command): Promise<Command> {
  for (const child of command.commands) {
    await registrars.get(command)?.(child);
    await registerAll(child);
  }
  return command;
}

/** Loads the named subcommand, as `segment help track` needs it. Throws UsageError for an unknown name. */
export async function findCommand(program: Command, path: readonly string[]): Promise<Command> {
  let found = program;
  for (const name of path) {
    const child = found.commands.find(
      (candidate) => candidate.name() === name || candidate.aliases().includes(name),
    );
    if (child === undefined) {
      throw new UsageError(`There is no command or topic “${path.join(' ')}”.`, {
        code: 'unknown_command',
        hint: 'See: segment --help',
      });
    }
    await registrars.get(found)?.(child);
    found = child;
  }
  return found;
}

function readGlobals(command: Command, app: App) {
  const flags = command.optsWithGlobals<Record<string, string | boolean | undefined>>();
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  const source = command.getOptionValueSourceWithGlobals('color');
  return {
    json: flags.json === true || envValue(app.io.env, 'SEGMENT_OUTPUT') === 'json',
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    debug: flags.debug === true || envValue(app.io.env, 'SEGMENT_DEBUG') !== undefined,
    color: source === 'cli' ? flags.color === true : undefined,
    input: flags.input !== false,
    workspace: text('workspace'),
    region: text('region'),
  };
}
