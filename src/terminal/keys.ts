import type { Readable } from 'node:stream';
import type { Io } from './io.ts';

interface Terminal extends Readable {
  setRawMode(raw: boolean): unknown;
}

/** Calls back with each key until the returned function is called; undefined where stdin is no terminal. */
export function listenToKeys(io: Io, onKey: (key: string) => void): (() => void) | undefined {
  if (!io.stdinIsTerminal) return undefined;
  const input = io.stdin();
  if (!isTerminal(input)) return undefined;
  const onData = (data: Buffer | string): void => {
    for (const key of String(data)) onKey(key.toLowerCase());
  };
  input.setRawMode(true);
  input.on('data', onData);
  input.resume();
  return () => {
    input.off('data', onData);
    input.setRawMode(false);
    // A terminal that is still read from would keep the process alive.
    input.pause();
  };
}

function isTerminal(input: Readable): input is Terminal {
  return 'setRawMode' in input && typeof input.setRawMode === 'function';
}
