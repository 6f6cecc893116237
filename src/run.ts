import type { Command, CommanderError } from 'commander';
import { type App, createApp } from './app.ts';
import { DownstreamClosedError, interruptedBy, UsageError } from './errors.ts';
import { knownError } from './known-error.ts';
import { envValue, type Io } from './terminal/io.ts';
import { reportError } from './terminal/report-error.ts';

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
  // Whoever writes a result is told by the callback what stdout did not take, and what stderr does not take changes
  // nothing; without a listener the same event would end the process with a stack trace.
  for (const stream of [io.stdout, io.stderr]) stream.on('error', () => {});
  const interrupted = listenForSignals(io);
  try {
    await Promise.race([perform(createProgram(app), app, argv), interrupted.signalled]);
    return 0;
  } catch (error) {
    return await report(error, app, argv);
  } finally {
    interrupted.forget();
    const closed = app.close();
    await (interrupted.isSignalled() ? Promise.race([closed, io.sleep(closingMs)]) : closed);
    await flushed(io.stderr);
  }
}

async function perform(program: Command, app: App, argv: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : helpLast(argv), { from: 'user' });
  } catch (error) {
    // commander leaves this way after the help and the version as well.
    if (!isCommanderError(error) || error.exitCode !== 0) {
      // What was printed before it failed is a result too; why it failed goes before what became of that.
      await app.flushResults().catch(() => {});
      throw error;
    }
  }
  await app.flushResults();
}

/** How long a command that a signal ends may take to put things away, in milliseconds. */
const closingMs = 1_000;

interface Interruption {
  /** Rejects at the first signal that no command takes upon itself. */
  readonly signalled: Promise<never>;
  isSignalled(): boolean;
  forget(): void;
}

/** The end of every command that has no end of its own: process 1 of a container has no other. */
function listenForSignals(io: Io): Interruption {
  let isSignalled = false;
  let forget: (() => void) | undefined;
  const signalled = new Promise<never>((_, reject) => {
    forget = io.onUnheardSignal?.((signal) => {
      isSignalled = true;
      reject(interruptedBy(signal));
    });
  });
  // A signal that comes while the end is being told has nobody to hear it.
  signalled.catch(() => {});
  return { signalled, isSignalled: () => isSignalled, forget: () => forget?.() };
}

/** Resolves once the stream has handed over what it was given, or cannot. */
function flushed(stream: Io['stderr']): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}

/** commander takes `-h track` for the help of the root; whoever types it means the help of `track`. */
function helpLast(argv: readonly string[]): string[] {
  const [first = '', ...rest] = argv;
  if (first !== '-h' && first !== '--help') return [...argv];
  const end = rest.includes('--') ? rest.indexOf('--') : rest.length;
  return [...rest.slice(0, end), first, ...rest.slice(end)];
}

/** Tells a failure once, in the form the caller reads, and names its exit code. */
async function report(thrown: unknown, app: App, argv: readonly string[]): Promise<number> {
  const error = firstOf(thrown);
  if (error instanceof DownstreamClosedError) return 0;
  // A noun without its verb: commander has shown the help on stderr already.
  if (isCommanderError(error) && error.code === 'commander.help') return 2;

  const debug = app.globals.debug || envValue(app.io.env, 'SEGMENT_DEBUG') !== undefined;
  const known = isCommanderError(error) ? await wrongCall(error, argv) : knownError(error, app.version);
  reportError(known, app.print, wantsJson(app, argv));
  if (debug) {
    const { readableStack } = await import('./readable-stack.ts');
    app.print.stderr(readableStack(error));
  }
  return known.exitCode;
}

/** What went wrong first: closing something after it may have failed as well. */
function firstOf(error: unknown): unknown {
  const isBoth = error instanceof Error && error.name === 'SuppressedError' && 'suppressed' in error;
  return isBoth ? firstOf(error.suppressed) : error;
}

/** commander's words as a usage error: its sentence, and what was probably meant as the hint. */
async function wrongCall(error: CommanderError, argv: readonly string[]): Promise<UsageError> {
  const { meantFlag } = await import('./command-tree/meant-field.ts');
  const [line = '', guess] = error.message.replace(/^error: /, '').split('\n');
  // What follows the sign may be a secret.
  const sentence = line.replace(/^(unknown option '-[^'=]*)=.*/s, "$1'");
  const meant = meantFlag(argv, sentence, guess?.replace(/^\(|\)$/g, ''));
  const code = error.code.replace('commander.', '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new UsageError(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/\.?$/, '.')}`, {
    code,
    hint: meant ?? 'Add --help to see the flags and examples.',
    cause: error,
  });
}

/** Before the flags are parsed only the words themselves can tell which form the caller reads. */
function wantsJson(app: App, argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const flags = end === -1 ? argv : argv.slice(0, end);
  const isAsked = flags.some((flag) => /^--(?:json$|jq(?:=|$))/.test(flag));
  return app.globals.json || isAsked || envValue(app.io.env, 'SEGMENT_OUTPUT') === 'json';
}

function isCommanderError(error: unknown): error is CommanderError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('commander.')
  );
}
