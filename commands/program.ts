import { type Command, Option } from 'commander';
import type { App } from '../src/app.ts';
import { helpLayout } from '../src/command-tree/help-layout.ts';
import { defineCommands, ignoredFlags } from '../src/command-tree/lazy-commands.ts';
import { refuseBlankArguments, refuseBlankFlags } from '../src/command-tree/refuse-blank.ts';
import { Program } from '../src/command-tree/unknown-command.ts';
import { UsageError } from '../src/errors.ts';
import { regions } from '../src/spec/region.ts';
import { envValue } from '../src/terminal/io.ts';
import { layOut } from '../src/terminal/lay-out.ts';
import { terminalWidth } from '../src/terminal/width.ts';
import { commandTable } from './table.ts';

/** The command tree, made fresh for each run. */
export function createProgram(app: App): Command {
  const program = new Program('segment')
    .description('Send messages to Twilio Segment, backfill files, and look up a workspace.')
    .usage('<command> [flags]')
    .optionsGroup('Global flags:')
    .version(app.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp(helpLayout)
    .configureOutput({
      // commander writes at once and then throws; `run` waits for what was written.
      writeOut: (text) => app.print.queueResult(layOut(text, terminalWidth(app.io, app.io.stdout))),
      writeErr: (text) => app.print.stderr(layOut(text, terminalWidth(app.io, app.io.stderr))),
      // `run` tells every failure once, a wrong call included, in the form the caller reads.
      outputError: () => {},
      getOutHelpWidth: () => terminalWidth(app.io, app.io.stdout),
      getErrHelpWidth: () => terminalWidth(app.io, app.io.stderr),
      getOutHasColors: () => app.print.resultStyle.colour,
      getErrHasColors: () => app.print.style.colour,
    })
    .addOption(new Option('-w, --workspace <name>', 'use this stored workspace, or sandbox'))
    .addOption(new Option('--region <region>', 'region of the workspace').choices(regions))
    .addOption(new Option('--url <url>', 'use the sandbox at this URL; implies -w sandbox'))
    .addOption(new Option('--json', 'print the result as JSON on stdout'))
    .addOption(new Option('--jq <expression>', 'filter the JSON with a jq expression'))
    .addOption(new Option('-q, --quiet', 'print only results, warnings and errors'))
    .addOption(new Option('-v, --verbose', 'print requests, retries and decisions'))
    .addOption(new Option('--debug', 'print headers, bodies, timing and stack traces'))
    .addOption(new Option('--color', 'use colour even in a pipe'))
    .addOption(new Option('--no-color', 'never use colour'))
    .addOption(new Option('--no-cache', 'neither use nor keep cached look-ups'))
    .addOption(new Option('--no-input', 'never prompt; fail instead'))
    .addHelpText('after', rootHelpFooter)
    .hook('preAction', (_program, command) => {
      refuseBlankArguments(command);
      refuseUselessUrl(command);
      refuseUselessJq(command);
      return app.configure(readGlobals(command, app));
    });
  refuseBlankFlags(program);
  defineCommands(program, commandTable, app);
  return program;
}

const rootHelpFooter = `
Start here:
  $ segment demo                      # a guided run, no account needed
  $ segment auth login                # store a workspace and its write key
  $ segment track "Order Completed" -u user_1 -F revenue=49.90
  $ segment batch events.ndjson

Topics: segment help environment | exit-codes | fields | formatting | batch`;

/** Who names a sandbox must not be taken to Segment instead. */
function refuseUselessUrl(command: Command): void {
  if (command.optsWithGlobals().url === undefined || !ignoredFlags(command).has('--url')) return;
  throw new UsageError(`segment ${command.name()} uses no sandbox, so --url has no meaning for it.`, {
    code: 'url_of_sandbox',
    hint: 'Leave out --url.',
  });
}

/** A filter of JSON has nothing to work on where none is printed. */
function refuseUselessJq(command: Command): void {
  if (command.optsWithGlobals().jq === undefined || !ignoredFlags(command).has('--json')) return;
  throw new UsageError(`segment ${command.name()} prints no JSON, so --jq has no meaning for it.`, {
    code: 'jq_without_json',
    hint: 'Leave out --jq.',
  });
}

function readGlobals(command: Command, app: App) {
  const flags = command.optsWithGlobals<Record<string, string | boolean | undefined>>();
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  const source = command.getOptionValueSourceWithGlobals('color');
  return {
    json: flags.json === true || flags.jq !== undefined,
    isJsonFlagGiven: flags.json === true,
    jq: text('jq'),
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    debug: flags.debug === true || envValue(app.io.env, 'SEGMENT_DEBUG') !== undefined,
    color: source === 'cli' ? flags.color === true : undefined,
    cache: flags.cache !== false,
    input: flags.input !== false,
    workspace: text('workspace'),
    region: text('region'),
    url: text('url'),
  };
}
