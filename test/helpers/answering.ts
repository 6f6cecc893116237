import { PassThrough } from 'node:stream';
import type { CliOptions } from './cli.ts';
import { MemoryStream } from './cli.ts';

/**
 * Options for a person at a terminal of 80 columns who answers when a text shows up on stderr. stdout is a pipe, so
 * that its content is what a script would read.
 */
export function answering(waitFor: string, answer: string): Pick<CliOptions, 'stdin' | 'io'> {
  const keyboard = new PassThrough();
  const stderr = new MemoryStream();
  const write = stderr._write.bind(stderr);
  let hasAnswered = false;
  let shown = '';
  stderr._write = (chunk: Buffer, encoding, done) => {
    shown += chunk.toString();
    if (!hasAnswered && shown.includes(waitFor)) {
      hasAnswered = true;
      // In the next turn: the question is drawn before it listens.
      setImmediate(() => keyboard.write(`${answer}\r`));
    }
    write(chunk, encoding, done);
  };
  return {
    stdin: keyboard,
    io: { stdinIsTerminal: true, stderr: Object.assign(stderr, { isTTY: true, columns: 80 }) },
  };
}
