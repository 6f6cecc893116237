import type { Command, CommanderError } from 'commander';
import { type App, createApp } from './app.ts';
import {
  CliError,
  DownstreamClosedError,
  errorToJson,
  memoryRefusal,
  systemErrorCode,
  UsageError,
} from './errors.ts';
import { escapeForTerminal } from './terminal/escape.ts';
import { envValue, type Io } from './terminal/io.ts';
import { wrapText } from './terminal/wrap.ts';
import { bugsUrl } from './version.ts';

/**
 * The whole program: arguments in, exit code out. Nothing below it exits the process, so pending
 * writes finish, and a test runs it as an ordinary function.
 */
export async function run(
  createProgram: (app: App) => Command,
  argv: readonly string[],
  io: Io,
  version: string,
): Promise<number> {
  const app = createApp(io, version);
  // A reader that went away (`| head -1`) is told to the writer by its callback; without a listener
  // the same event would end the process with a stack trace.
  io.stdout.on('error', ignoreBrokenPipe);
  io.stderr.on('error', ignoreBrokenPipe);
  try {
    await createProgram(app).parseAsync(argv.length === 0 ? ['--help'] : helpLast(argv), { from: 'user' });
    return 0;
  } catch (error) {
    return await report(error, app, argv);
  } finally {
    await app.close();
  }
}

function ignoreBrokenPipe(error: Error): void {
  if (systemErrorCode(error) !== 'EPIPE') throw error;
}

/** commander takes `-h track` for the help of the root; whoever types it means the help of `track`. */
function helpLast(argv: readonly string[]): string[] {
  const [first = '', ...rest] = argv;
  if (first !== '-h' && first !== '--help') return [...argv];
  const end = rest.includes('--') ? rest.indexOf('--') : rest.length;
  return [...rest.slice(0, end), first, ...rest.slice(end)];
}

/** Tells a failure once, in the form the caller reads, and names its exit code. */
async function report(error: unknown, app: App, argv: readonly string[]): Promise<number> {
  if (error instanceof DownstreamClosedError) return 0;
  if (isCommanderError(error)) {
    if (error.exitCode === 0) return 0;
    // A noun without its verb: commander has shown the help on stderr already.
    if (error.code === 'commander.help') return 2;
  }

  const debug = app.globals.debug || envValue(app.io.env, 'SEGMENT_DEBUG') !== undefined;
  const known = isCommanderError(error)
    ? wrongCall(error)
    : error instanceof CliError
      ? error
      : (memoryRefusal(error) ?? unexpected(error, app.version));
  if (wantsJson(app, argv)) {
    app.print.stderr(`${JSON.stringify(errorToJson(known))}\n`);
  } else {
    app.print.stderr(errorText(known, app));
  }
  if (debug) {
    const { readableStack } = await import('./readable-stack.ts');
    app.print.stderr(escapeForTerminal(readableStack(error)));
  }
  return known.exitCode;
}

/** Three parts: what failed and why, the findings, what to do now (conventions §6). */
function errorText(error: CliError, app: App): string {
  const { style } = app.print;
  // Broken at words for a person; details and hints hold lines to look at and to paste, and stay whole.
  const width = app.io.stderr.isTTY ? (app.io.stderr.columns ?? 80) : Number.POSITIVE_INFINITY;
  const sentence = wrapText(`error: ${escapeForTerminal(error.message)}`, width);
  const lines = [sentence.replace('error:', style.red('error:'))];
  for (const detail of error.details) lines.push(`  ${escapeForTerminal(detail)}`);
  if (error.hint !== undefined) lines.push(`${style.cyan('hint:')} ${escapeForTerminal(error.hint)}`);
  return `${lines.join('\n')}\n`;
}

/** commander's words as a usage error: its sentence, and its guess at what was meant as the hint. */
function wrongCall(error: CommanderError): UsageError {
  const [sentence = '', guess] = error.message.replace(/^error: /, '').split('\n');
  const hint = guess?.replace(/^\(|\)$/g, '') ?? 'Add --help to see the flags and examples.';
  const code = error.code.replace('commander.', '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new UsageError(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/\.?$/, '.')}`, {
    code,
    hint,
    cause: error,
  });
}

function unexpected(error: unknown, version: string): CliError {
  const reason = error instanceof Error ? error.message : String(error);
  return new CliError(
    { category: 'internal', exitCode: 1, code: 'unexpected' },
    `Unexpected failure: ${reason}`,
    {
      cause: error,
      hint: `This is a bug in segment ${version}. Run again with --debug and report it${bugsUrl === '' ? '.' : `: ${bugsUrl}`}`,
    },
  );
}

/** Before the flags are parsed only the words themselves can tell which form the caller reads. */
function wantsJson(app: App, argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const flags = end === -1 ? argv : argv.slice(0, end);
  return app.globals.json || flags.includes('--json') || envValue(app.io.env, 'SEGMENT_OUTPUT') === 'json';
}

function isCommanderError(error: unknown): error is CommanderError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('commander.')
  );
}
