import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateError, systemReason } from '../errors.ts';
import type { Journal } from '../sandbox/journal/journal.ts';

/** How many messages of each type arrived, the most first. */
export function arrivedByType(journal: Journal): Record<string, number> {
  return Object.fromEntries([...journal.counts.byType].sort(([, a], [, b]) => b - a));
}

/** How many lines of a rejects file there are of each code; none where there is no file. */
export async function countRejects(path: string): Promise<Record<string, number>> {
  const counts = new Map<string, number>();
  const text = existsSync(path) ? await readFile(path, 'utf8') : '';
  for (const line of text.split('\n').filter((part) => part !== '')) {
    const { code } = JSON.parse(line);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** A temporary folder for the settings, state and rejects of the demo. Throws StateError. */
export async function makeDemoFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'segment-demo-'));
  } catch (error) {
    throw new StateError(`No temporary folder can be made in ${tmpdir()} (${systemReason(error)}).`, {
      code: 'scratch_folder_unwritable',
      hint: 'Name a folder that can be written: export TMPDIR=/path/to/folder',
      cause: error,
    });
  }
}
