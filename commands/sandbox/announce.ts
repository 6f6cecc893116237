import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StateError, systemErrorCode } from '../../src/errors.ts';

/** Where a running sandbox says it is, for `-w sandbox` and `segment sandbox events` in another terminal. */
export function addressFile(stateFolder: string): string {
  return join(stateFolder, 'sandbox.json');
}

/** Puts one JSON object into a file in one step: who reads it finds all of it or nothing. Throws StateError. */
export function announce(file: string, content: object): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(unfinished, `${JSON.stringify(content)}\n`, { flag: 'wx', mode: 0o600 });
    renameSync(unfinished, file);
  } catch (error) {
    removeFile(unfinished);
    throw new StateError(`${file} cannot be written (${systemErrorCode(error) ?? 'unknown reason'}).`, {
      code: 'file_not_writable',
      cause: error,
    });
  }
}

/** Removes what `announce` wrote; with `url`, only when it still says so: another sandbox may have come since. */
export function withdraw(file: string, url?: string): void {
  if (url !== undefined && readAnnouncement(file)?.url !== url) return;
  removeFile(file);
}

/** What the file says, or undefined when it says nothing of use. */
export function readAnnouncement(
  file: string,
): { readonly url: string; readonly pid: number | undefined } | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (
      typeof content !== 'object' ||
      content === null ||
      !('url' in content) ||
      typeof content.url !== 'string'
    )
      return undefined;
    const pid = 'pid' in content && typeof content.pid === 'number' ? content.pid : undefined;
    return { url: content.url, pid };
  } catch {
    return undefined;
  }
}

/** What cannot be removed was never written, or is no longer ours to mind. */
function removeFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}
