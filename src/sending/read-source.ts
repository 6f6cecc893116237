import type { Readable } from 'node:stream';
import { type CliError, InputError, systemErrorCode, systemReason, UsageError } from '../errors.ts';
import { isStdin, openPath } from '../files/open-path.ts';
import type { ReadSource } from '../spec/fields.ts';

/** A message may have 32 KB, and a request some hundred; a source as large as this is a mistake, or never ends. */
export const maxSourceMegabytes = 4;
const maxSourceBytes = maxSourceMegabytes * 1024 * 1024;

/** What is behind `-`, and where a file is looked for. */
interface ReadingDeps {
  readonly stdin: () => Readable;
  readonly stdinIsTerminal: boolean;
  readonly cwd: string;
}

/**
 * Reads whole files, and stdin as `-`, as UTF-8 without its BOM. Throws UsageError for what cannot be
 * read and InputError for what is no text. `spelling` is what the person typed.
 */
export function sourceReader(
  io: ReadingDeps,
  tooLarge: (spelling: string) => CliError = messageTooLarge,
): ReadSource {
  return async (name, spelling) => {
    if (io.stdinIsTerminal && isStdin(name, io)) {
      throw new UsageError(`${spelling} reads from a pipe, and stdin is a terminal.`, {
        code: 'stdin_is_terminal',
        hint: 'Pipe something in, or name a file.',
      });
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of openPath(name, io)) {
        const part = Buffer.from(chunk);
        chunks.push(part);
        bytes += part.length;
        if (bytes > maxSourceBytes) throw tooLarge(spelling);
      }
    } catch (error) {
      throw systemErrorCode(error) === undefined || error instanceof UsageError
        ? error
        : unreadable(error, name, spelling);
    }
    return decode(Buffer.concat(chunks), spelling);
  };
}

function decode(bytes: Buffer, spelling: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError(`${spelling} is not valid UTF-8.`, {
      code: 'invalid_utf8',
      hint: 'Convert it first, for instance with: iconv -f ISO-8859-1 -t UTF-8',
      cause,
    });
  }
}

function messageTooLarge(spelling: string): CliError {
  return new UsageError(`${spelling} holds more than ${maxSourceMegabytes} MB; one message may have 32 KB.`, {
    code: 'file_too_large',
    hint: 'For a file of many messages: segment batch FILE',
  });
}

function unreadable(error: unknown, name: string, spelling: string): CliError {
  const code = systemErrorCode(error);
  const atSign = spelling.includes('=@')
    ? String.raw` For a value that starts with an at sign write \@.`
    : '';
  if (code === 'EISDIR') {
    return new UsageError(`${spelling}: this is a directory, not a file.`, {
      code: 'file_is_directory',
      cause: error,
    });
  }
  if (code === 'ENOENT') {
    return new UsageError(`${spelling}: there is no such file.`, {
      code: 'file_not_found',
      hint: `Check the path.${atSign}`,
      cause: error,
    });
  }
  return new UsageError(
    `${spelling}: ${isStdin(name) ? 'stdin' : 'the file'} cannot be read (${systemReason(error)}).`,
    {
      code: 'file_unreadable',
      hint: code === 'EACCES' ? `Check its permissions.${atSign}` : undefined,
      cause: error,
    },
  );
}
