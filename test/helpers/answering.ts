import { PassThrough } from 'node:stream';
import { MemoryStream } from './cli.ts';

/** Waits for a text on stderr and types, or does something; the next pair waits for what comes after it. */
export type Script = readonly (readonly [waitFor: string, type: string | (() => void)])[];

/** The end of the keyboard's input in place of a text. */
const endOfInput = 'END';

/**
 * Options for a person at a terminal of 80 columns who answers what shows up on stderr. stdout is a pipe, so that its
 * content is what a script would read.
 */
export function typing(script: Script) {
  const keyboard = new PassThrough();
  const stderr = new MemoryStream();
  const write = stderr._write.bind(stderr);
  let step = 0;
  let shown = '';
  let from = 0;
  stderr._write = (chunk: Buffer, encoding, done) => {
    shown += chunk.toString();
    const next = script[step];
    if (next !== undefined && shown.indexOf(next[0], from) !== -1) {
      from = shown.length;
      step += 1;
      // In the next turn: the question is drawn before it listens.
      setImmediate(() => {
        const [, act] = next;
        if (typeof act === 'function') act();
        else if (act === endOfInput) keyboard.end();
        else keyboard.write(act);
      });
    }
    write(chunk, encoding, done);
  };
  return {
    stdin: keyboard,
    io: { stdinIsTerminal: true, stderr: Object.assign(stderr, { isTTY: true, columns: 80 }) },
    /** How many of the texts have shown up. */
    asked: () => step,
  };
}

/** The same with a single answer, and the enter key. */
export function answering(waitFor: string, answer: string): ReturnType<typeof typing> {
  return typing([[waitFor, `${answer}\r`]]);
}
