import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { systemErrorCode } from '../../errors.ts';
import { cannotWriteRejects, type RejectsFile } from './rejects-file.ts';

/**
 * Rejects that go where nothing can be cut off again: stdout, a pipe, a device. A checkpoint holds nothing of them,
 * so a run that resumes after a kill may write the last ones twice.
 */
export function createRejectsStream(
  write: (text: string) => Promise<void>,
  close: () => Promise<void> = async () => {},
): RejectsFile {
  return {
    path: undefined,
    state: undefined,
    async append(rejects) {
      for (const { text } of rejects) if (text.length > 0) await write(text.toString('utf8'));
    },
    sync: async () => {},
    close,
  };
}

/**
 * Opens a FIFO or a character device for rejects at once: whoever reads a FIFO waits for its end, rejects or not.
 * `onWait` is told when nobody reads a FIFO yet.
 */
export async function openRejectsDevice(path: string, onWait: () => void): Promise<RejectsFile> {
  try {
    // The first try does not wait for a reader; the second one waits, and writes without EAGAIN.
    const probe = await open(path, constants.O_WRONLY | constants.O_NONBLOCK).catch((error: unknown) => {
      if (systemErrorCode(error) !== 'ENXIO') throw error;
      onWait();
      return undefined;
    });
    const handle = await open(path, constants.O_WRONLY | constants.O_APPEND);
    await probe?.close();
    const write = async (text: string) => {
      try {
        await handle.writeFile(text);
      } catch (error) {
        throw cannotWriteRejects(path, error);
      }
    };
    return createRejectsStream(write, () => handle.close());
  } catch (error) {
    throw cannotWriteRejects(path, error);
  }
}
