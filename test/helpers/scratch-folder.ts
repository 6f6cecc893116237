import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TestProject } from 'vitest/node';

const prefix = 'seg-';

/**
 * One folder holds all temporary files of a run, some ten thousand, and is removed after it. Short runs have it in
 * memory, where making and syncing a file costs a tenth; long ones write more than fits there.
 */
export default function makeScratchFolder({ name }: TestProject): (() => void) | undefined {
  // Each project of a run calls this.
  if (basename(tmpdir()).startsWith(prefix)) return undefined;
  const folder = mkdtempSync(join(name !== 'soak' && hasRoom(inMemory) ? inMemory : tmpdir(), prefix));
  // Some tests run the program as another user.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Where Linux keeps files in memory. */
const inMemory = '/dev/shm';

/** The tests leave half of it in use at most; a container has 64 MB there unless it is given more. */
function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2 * 1024 ** 3;
  } catch {
    return false;
  }
}
