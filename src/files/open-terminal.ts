import { closeSync, constants, openSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';

/**
 * A terminal for reading; undefined for any other path. Node reads devices in a thread that nothing can end, so that
 * Ctrl-C would wait for the next line.
 */
export function openTerminal(path: string): Readable | undefined {
  try {
    if (!statSync(path).isCharacterDevice()) return undefined;
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
    if (isatty(descriptor)) return new ReadStream(descriptor);
    closeSync(descriptor);
  } catch {
    // Opening it as a file says more.
  }
  return undefined;
}
