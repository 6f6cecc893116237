import { lstatSync } from 'node:fs';

/** What we write beside a file takes milliseconds: this much later it belongs to a process that was killed. */
const leftAfterMs = 3_600_000;

/**
 * True for a file that was left over long ago, an hour unless told otherwise. File times come from the real clock, so this compares with the real
 * clock too; one of the far future is as old as one of the far past.
 */
export function isLeftOver(path: string, afterMs = leftAfterMs): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Math.abs(Date.now() - stats.mtimeMs) > afterMs;
}

/** The name of the file beside which one of ours is written, as `job.lock` for `job.lock.<uuid>`; else undefined. */
export function nameBeside(name: string): string | undefined {
  return /^(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(name)?.[1];
}
