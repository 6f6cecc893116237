import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../files/replace-file.ts';
import { isLeftLock } from './lock.ts';
import { notWritable } from './private-file.ts';

/** Begins the name of every folder in which a file is being written. */
const stagingPrefix = '.write-';

/**
 * Replaces a JSON file in one step: a reader, or a kill at any moment, finds the old or the new content whole.
 *
 * conf writes it, but into a fresh folder of ours, and the finished file is moved into place: left to itself
 * conf follows a link that stands where the file should, and writes in place when it believes to run in a snap.
 * Call it with the lock held. Throws StateError when the folder cannot be written.
 */
export async function writeJson(path: string, content: Readonly<Record<string, unknown>>): Promise<void> {
  const { default: Conf } = await import('conf');
  const folder = dirname(path);
  let staging: string | undefined;
  try {
    staging = mkdtempSync(join(folder, stagingPrefix));
    const conf = new Conf<Record<string, unknown>>({
      cwd: staging,
      configName: 'file',
      projectSuffix: '',
      configFileMode: 0o600,
      // A dot in a name is a dot, not a level.
      accessPropertiesByDotNotation: false,
      serialize: (value) => `${JSON.stringify(value, null, 2)}\n`,
    });
    conf.store = { ...content };
    renameSync(conf.path, path);
    syncFolder(folder);
  } catch (error) {
    throw notWritable(join(folder, basename(path)), error);
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
  }
}

/** Removes what a killed process left half written. Call it with the lock held: nobody else is writing then. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const isLeft = name.startsWith(stagingPrefix) || isLeftLock(folder, name);
    if (isLeft) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
