import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StateError, systemErrorCode } from '../../src/errors.ts';
import { readSandboxFile } from '../../src/store/sandbox-address.ts';

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
  if (url !== undefined && readSandboxFile(file)?.url !== url) return;
  removeFile(file);
}

/** What cannot be removed was never written, or is no longer ours to mind. */
function removeFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}
