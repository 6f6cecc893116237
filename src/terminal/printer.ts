import { DownstreamClosedError } from '../errors.ts';
import type { Redactor } from '../redact.ts';
import type { Io } from './io.ts';
import type { Markup } from './markup.ts';
import type { ResultSink } from './result-sink.ts';
import type { StatusLine } from './status-line.ts';
import type { Style } from './style.ts';
import { isShownToPerson, terminalWidth } from './width.ts';
import { wrapText } from './wrap.ts';

export type Verbosity = 'quiet' | 'normal' | 'verbose' | 'debug';

/**
 * The only way anything is printed. Results go to stdout, everything else to stderr. Every byte passes the redactor,
 * and what a terminal is shown is escaped: whoever prints need not think of either.
 */
export interface Printer {
  /**
   * Text on stdout: exact in a pipe or a file, escaped on a terminal. Throws DownstreamClosedError when the reader
   * went away, and StateError when not all of it could be written.
   */
  result(text: string): Promise<void>;
  /** As {@link result}, for a caller that cannot wait. */
  queueResult(text: string): void;
  /** Bytes on stdout exactly as they are, but for secrets; on a terminal as text. */
  bytes(data: Buffer): Promise<void>;
  /** A value as JSON on stdout: indented for a terminal, one line for a pipe. A reader that went away is no failure. */
  json(value: unknown): Promise<void>;
  /** A secret on stdout, past the redactor: only for the command whose result is the secret itself. */
  secret(text: string): Promise<void>;
  /** What was done and must not be done twice: told with the error when the result cannot be written. */
  done(fact: string): void;
  /** One outcome or hint for a person, on stderr; silent with `--quiet`. */
  note(line: string): void;
  /** A note about what succeeded, behind a check mark. */
  success(line: string): void;
  /** A warning on stderr, shown even with `--quiet`. */
  warn(line: string): void;
  /** A line on stderr with `--verbose` or `--debug`; a function is called only then. */
  verbose(line: string | (() => string)): void;
  /** A line on stderr with `--debug` only. */
  debug(line: string): void;
  /** A sentence on stderr, broken at words for a person, whatever the verbosity. */
  sentence(line: string): void;
  /** Text on stderr as it is laid out (lists of findings, help after a mistake). */
  stderr(text: string): void;
  /** Terminal sequences on stderr: what is put between them has to be escaped before. */
  drawn(frame: string): void;
  /** Style for stderr, where people read. */
  readonly style: Style;
  /** Style for stdout. */
  readonly resultStyle: Style;
}

/** What stands between results and stdout. */
export interface ResultFilter {
  /** JSON text, without secrets. */
  write(text: string): Promise<void>;
  /** The same for {@link Printer.secret}. */
  writeSecret(text: string): Promise<void>;
}

export interface PrinterOptions {
  readonly io: Io;
  readonly redactor: Redactor;
  readonly markup: Markup;
  readonly results: ResultSink;
  readonly status: StatusLine;
  readonly verbosity: () => Verbosity;
  readonly style: Style;
  readonly resultStyle: Style;
  /** Takes every result, which is JSON then. */
  readonly filter?: ResultFilter | undefined;
}

export function createPrinter(options: PrinterOptions): Printer {
  const { io, redactor, markup, status, verbosity, style, resultStyle, filter } = options;
  const isTerminal = isShownToPerson(io, io.stdout);
  const results = behindStatus(options, isTerminal);
  // Into a pipe or a log as well: sooner or later a terminal shows it.
  const safe = (text: string) => markup.escape(redactor.redact(text));
  // What stderr does not take is lost, and changes nothing of the work.
  const writeError = (text: string) => {
    status.makeRoom();
    io.stderr.write(text);
  };
  const stderr = (text: string) => writeError(style.paint(safe(text)));
  // Broken at words for a person; whole where a program may read it.
  const width = () => (io.stderr.isTTY === true ? terminalWidth(io, io.stderr) : Number.POSITIVE_INFINITY);
  const sentence = (line: string) => stderr(`${wrapText(safe(line), width())}\n`);
  const note = (line: string) => {
    if (verbosity() !== 'quiet') sentence(line);
  };
  const resultText = (text: string) => resultStyle.paint(isTerminal ? safe(text) : redactor.redact(text));
  const result = (text: string) =>
    filter === undefined ? results.write(resultText(text)) : filter.write(redactor.redact(text));

  return {
    style,
    resultStyle,
    stderr,
    sentence,
    result,
    queueResult: (text) => results.queue(resultText(text)),
    async bytes(data) {
      if (isTerminal || filter !== undefined) return result(data.toString('utf8'));
      // Every byte comes back out of latin1 as it went in.
      return results.write(Buffer.from(redactor.redact(data.toString('latin1')), 'latin1'));
    },
    secret: (text) => filter?.writeSecret(text) ?? results.write(isTerminal ? markup.escape(text) : text),
    async json(value) {
      try {
        await result(`${JSON.stringify(value, null, io.stdout.isTTY ? 2 : 0)}\n`);
      } catch (error) {
        // It was the whole result: nothing is left to stop, and the exit code is still the work's.
        if (!(error instanceof DownstreamClosedError)) throw error;
      }
    },
    done: results.done,
    drawn: (frame) => writeError(redactor.redact(frame)),
    note,
    success: (line) => note(`${style.green(style.symbols.ok)} ${line}`),
    warn(line) {
      stderr(`${style.yellow(`${style.symbols.warning} warning:`)} ${line}\n`);
    },
    verbose(line) {
      if (verbosity() !== 'verbose' && verbosity() !== 'debug') return;
      stderr(`${style.dim(typeof line === 'string' ? line : line())}\n`);
    },
    debug(line) {
      if (verbosity() === 'debug') stderr(`${style.dim(line)}\n`);
    },
  };
}

/** Results that find the status line gone. Whoever reads them from a pipe may draw on the same terminal. */
function behindStatus(
  { results, status }: Pick<PrinterOptions, 'results' | 'status'>,
  isTerminal: boolean,
): Pick<ResultSink, 'write' | 'queue' | 'done'> {
  const before = isTerminal ? status.makeRoom : status.leave;
  return {
    write(text) {
      before();
      return results.write(text);
    },
    queue(text) {
      before();
      results.queue(text);
    },
    done: results.done,
  };
}
