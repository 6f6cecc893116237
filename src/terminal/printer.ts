import type { Writable } from 'node:stream';
import { DownstreamClosedError, systemErrorCode } from '../errors.ts';
import type { Redactor } from '../redact.ts';
import type { Io } from './io.ts';
import type { Style } from './style.ts';
import { wrapText } from './wrap.ts';

export type Verbosity = 'quiet' | 'normal' | 'verbose' | 'debug';

/**
 * The only way anything is printed. Results go to stdout, everything else to stderr, and every byte
 * passes the redactor.
 */
export interface Printer {
  /** Writes text to stdout and waits while the reader is slow. Throws DownstreamClosedError when it went away. */
  result(text: string): Promise<void>;
  /** Bytes on stdout exactly as they are, but for secrets. */
  bytes(data: Buffer): Promise<void>;
  /** A value as JSON on stdout: indented for a terminal, one line for a pipe. */
  json(value: unknown): Promise<void>;
  /** A secret on stdout, past the redactor: only for the command whose result is the secret itself. */
  secret(text: string): Promise<void>;
  /** One outcome or hint for a person, on stderr; silent with `--quiet`. */
  note(line: string): void;
  /** A warning on stderr, shown even with `--quiet`. */
  warn(line: string): void;
  /** A line on stderr with `--verbose` or `--debug`. */
  verbose(line: string): void;
  /** A line on stderr with `--debug` only. */
  debug(line: string): void;
  /** Raw text on stderr (prompt frames, help after a mistake). */
  stderr(text: string): void;
  /** Style for stderr, where people read. */
  readonly style: Style;
  /** Style for stdout. */
  readonly resultStyle: Style;
}

export interface PrinterParts {
  readonly io: Io;
  readonly redactor: Redactor;
  readonly verbosity: () => Verbosity;
  readonly style: Style;
  readonly resultStyle: Style;
}

export function createPrinter({ io, redactor, verbosity, style, resultStyle }: PrinterParts): Printer {
  const stderr = (text: string) => {
    io.stderr.write(redactor.redact(text));
  };
  const result = (text: string) => writeAll(io.stdout, redactor.redact(text));

  return {
    style,
    resultStyle,
    stderr,
    result,
    // Secrets are ASCII: every other byte comes back out of latin1 as it went in.
    bytes: (data) => writeAll(io.stdout, Buffer.from(redactor.redact(data.toString('latin1')), 'latin1')),
    secret: (text) => writeAll(io.stdout, text),
    json: (value) => result(`${JSON.stringify(value, null, io.stdout.isTTY ? 2 : 0)}\n`),
    note(line) {
      if (verbosity() !== 'quiet') stderr(`${wrapText(line, stderrWidth(io))}\n`);
    },
    warn(line) {
      stderr(`${style.yellow(`${style.symbols.warning} warning:`)} ${line}\n`);
    },
    verbose(line) {
      if (verbosity() === 'verbose' || verbosity() === 'debug') stderr(`${style.dim(line)}\n`);
    },
    debug(line) {
      if (verbosity() === 'debug') stderr(`${style.dim(line)}\n`);
    },
  };
}

/** Broken at words for a person; whole where a program may read it. */
function stderrWidth({ stderr }: Io): number {
  return stderr.isTTY === true ? (stderr.columns ?? 80) : Number.POSITIVE_INFINITY;
}

/** Writes and resolves once the text left our memory, so a fast producer never outruns a slow reader. */
function writeAll(stream: Writable, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve();
      else if (systemErrorCode(error) === 'EPIPE' || systemErrorCode(error) === 'ERR_STREAM_DESTROYED')
        reject(new DownstreamClosedError('the reader of stdout went away', { cause: error }));
      else reject(error);
    });
  });
}
