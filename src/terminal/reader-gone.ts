import { constants, fstatSync, openSync } from 'node:fs';
import type { Socket, SocketConstructorOpts } from 'node:net';

/**
 * Calls back once the reader of a pipe has closed it, until the returned function is called. Only a write learns it
 * otherwise, and a program that has nothing to write would run on: `tail | head -1` until the next message.
 */
export function onReaderGone(fd: number, listener: () => void): () => void {
  let watcher: Socket | undefined;
  let isReleased = false;
  const release = () => {
    isReleased = true;
    watcher?.destroy();
  };
  void watchPipe(fd).then((opened) => {
    watcher = opened;
    if (isReleased) return release();
    // It cannot be read, which is how its end is told.
    watcher?.on('error', () => {});
    watcher?.once('close', () => {
      if (!isReleased) listener();
    });
    watcher?.unref();
    watcher?.resume();
  });
  return release;
}

/**
 * The system reports the end of a pipe to whoever polls it. Node does not poll a stream that it only writes to, and its
 * handle of a pipe refuses to be read where it can be written only; the handle of a socket asks no such question.
 * Undefined for anything but a pipe, and where Node does not hand out that class.
 */
async function watchPipe(fd: number): Promise<Socket | undefined> {
  try {
    if (!fstatSync(fd).isFIFO()) return undefined;
    const { Socket } = await import('node:net');
    const { TCP, constants: kinds } = (process as unknown as Bindings).binding('tcp_wrap');
    const handle = new TCP(kinds.SOCKET);
    // A descriptor of its own: an event loop watches each one once.
    if (handle.open(openSync(`/dev/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK)) !== 0)
      return undefined;
    return new Socket({ handle, readable: true, writable: false } as SocketConstructorOpts);
  } catch {
    return undefined;
  }
}

interface Bindings {
  binding(name: 'tcp_wrap'): {
    readonly TCP: new (kind: number) => { open(fd: number): number };
    readonly constants: { readonly SOCKET: number };
  };
}
