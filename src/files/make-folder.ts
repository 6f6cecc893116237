import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from '../errors.ts';

/** Only its owner may enter. */
const ownerOnly = 0o700;

/**
 * Makes a folder, and those above it that are missing, for their owner only; one that is there is left as it is.
 * Step by step: Node's own `recursive` tries again for ever below a folder in which nothing can be made, such as
 * `/proc`. Throws the system's error.
 */
export function makeFolder(path: string): void {
  if (isMade(path)) return;
  const parent = dirname(path);
  // What is missing above is made first. A second ENOENT is the answer of a folder in which nothing can be made.
  if (parent !== path) makeFolder(parent);
  mkdirIfMissing(path);
}

/** True when it was made or is a folder already; false where the folder above it is missing. */
function isMade(path: string): boolean {
  try {
    mkdirIfMissing(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function mkdirIfMissing(path: string): void {
  try {
    mkdirSync(path, { mode: ownerOnly });
  } catch (error) {
    // Some systems say EROFS or EACCES before they look whether it is there.
    if (isFolder(path)) return;
    throw error;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
