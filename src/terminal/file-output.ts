import { fstatSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { isatty } from 'node:tty';

/**
 * stdout or stderr of the process. A file, which is also what Node takes `/dev/full` for, gets a stream of ours:
 * Node's own makes one write and drops what a full disk did not take of it, without an error.
 */
export function openOutput<Stream extends Writable>(fd: 1 | 2, nodes: () => Stream): Stream | Writable {
  return isFileLike(fd) ? new FileOutput(fd) : nodes();
}

function isFileLike(fd: number): boolean {
  if (isatty(fd)) return false;
  try {
    const kind = fstatSync(fd);
    return kind.isFile() || kind.isCharacterDevice() || kind.isBlockDevice();
  } catch {
    // Node's own stream knows what to do with a descriptor that cannot be asked.
    return false;
  }
}

class FileOutput extends Writable {
  private readonly fd: number;

  constructor(fd: number) {
    super();
    this.fd = fd;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    try {
      // A write may take less than it was given: the next one takes the rest, or says why it cannot.
      for (let at = 0; at < chunk.length; ) at += writeSync(this.fd, chunk, at);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    done();
  }
}
