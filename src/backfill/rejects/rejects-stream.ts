import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { systemErrorCode } from '../../errors.ts';
import { cannotWriteRejects, type RejectsFile } from './rejects-file.ts';

/** Between two looks for a reader. */
const retryMs = 50;

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
    // Opened so it does not wait: Node would wait for a reader in a thread that nothing ends, and the process with it.
    const tryOpen = () =>
      open(path, constants.O_WRONLY | constants.O_NONBLOCK).catch((error: unknown) => {
        if (systemErrorCode(error) !== 'ENXIO') throw error;
        return undefined;
      });
    let probe = await tryOpen();
    if (probe === undefined) onWait();
    for (; probe === undefined; probe = await tryOpen()) await setTimeout(retryMs);
    // There is a reader, so this does not wait either; it writes without EAGAIN.
    const handle = await open(path, constants.O_WRONLY | constants.O_APPEND);
    await probe.close();
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
