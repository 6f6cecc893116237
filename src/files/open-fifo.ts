import { closeSync, constants, open, openSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const openInThread = promisify(open);
/** Between two looks whether the thread waits already. */
const retryMs = 10;

/** False for what is not there or cannot be looked at: opening it says more. */
export function isFifo(path: string): boolean {
  try {
    return statSync(path).isFIFO();
  } catch {
    return false;
  }
}

/**
 * Opens a FIFO for reading, which waits until somebody writes to it. Node waits in a thread that nothing can end, and
 * that holds up the end of the process. So a stop opens the other end; what comes is left to a socket, which needs no
 * thread. `onStop` is given what a stop has to call, and returns what forgets it.
 */
export async function openFifo(path: string, onStop: (stop: () => void) => () => void): Promise<Readable> {
  let otherEnd: number | undefined;
  let retry: NodeJS.Timeout | undefined;
  const release = (): void => {
    try {
      otherEnd ??= openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch {
      // Nobody reads: the thread has not come to it.
      retry = setTimeout(release, retryMs);
    }
  };
  const forget = onStop(release);
  try {
    const fd = await openInThread(path, constants.O_RDONLY);
    return new Socket({ fd, readable: true, writable: false });
  } finally {
    forget();
    clearTimeout(retry);
    if (otherEnd !== undefined) closeSync(otherEnd);
  }
}
