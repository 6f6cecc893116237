import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from '../errors.ts';

/**
 * Makes a folder and those above it, each for its owner alone; one that is there stays as it is. Throws the system's
 * error. Node's own recursive form never ends where a folder exists and takes no other, as `/proc` does.
 */
export function makeFolder(path: string): void {
  if (madeOrThere(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  mkdirSync(path, { mode: 0o700 });
}

/** False where the folder above is missing. What is there and no folder is found out by whoever uses it. */
function madeOrThere(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST') return true;
    if (code === 'ENOENT' && dirname(path) !== path) return false;
    throw error;
  }
}
