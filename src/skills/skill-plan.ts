import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { unfinishedSuffix } from '../files/make-new.ts';
import { replaceFile } from '../files/replace-file.ts';
import {
  cannotUse,
  digestOf,
  type InstalledSkill,
  readInstalledSkill,
  readShippedSkill,
  recordName,
  recordText,
} from './skill-files.ts';

/** What is to be done in one folder of the skill. Paths are within it. */
export interface SkillPlan {
  readonly folder: string;
  readonly write: readonly string[];
  readonly remove: readonly string[];
  /** Files that this program did not write, or that were edited since. They are neither overwritten nor removed. */
  readonly foreign: readonly string[];
}

/** Brings the folder to the skill as it came with the program. `foreign` are those that would have to be overwritten. */
export function planInstall(folder: string): SkillPlan {
  const shipped = readShippedSkill();
  const installed = readInstalledSkill(folder);
  const differing = [...shipped].filter(([path, text]) => installed.files.get(path) !== text);
  const isThere = ([path]: readonly [string, string]) => installed.files.has(path);
  const outdated = [...installed.files].filter(
    ([path, text]) => !shipped.has(path) && isOurs(installed, text),
  );
  const record = recordOf(shipped.values());
  const isRecorded = installed.record !== undefined && recordText(installed.record) === recordText(record);
  return {
    folder,
    write: [...differing.map(([path]) => path), ...(isRecorded ? [] : [recordName])],
    remove: outdated.map(([path]) => path),
    foreign: differing
      .filter((file) => isThere(file) && !isOurs(installed, installed.files.get(file[0])))
      .map(([path]) => path),
  };
}

/** Takes away what this program wrote. `foreign` are those that stay. */
export function planUninstall(folder: string): SkillPlan {
  const shipped = readShippedSkill();
  const installed = readInstalledSkill(folder);
  const isRemoved = ([path, text]: readonly [string, string | undefined]) =>
    isOurs(installed, text) || (text !== undefined && shipped.get(path) === text);
  const files = [...installed.files];
  return {
    folder,
    write: [],
    remove: [
      ...files.filter(isRemoved).map(([path]) => path),
      ...(installed.record === undefined ? [] : [recordName]),
    ],
    foreign: files.filter((file) => !isRemoved(file)).map(([path]) => path),
  };
}

function isOurs({ record }: InstalledSkill, text: string | undefined): boolean {
  return text !== undefined && record?.has(digestOf(text)) === true;
}

function recordOf(texts: Iterable<string>): Set<string> {
  return new Set([...texts].map(digestOf));
}

/** Carries out a plan. A kill at any moment leaves files of which the record says that they are ours: run it again. */
export async function carryOut({ folder, write, remove }: SkillPlan): Promise<void> {
  const shipped = readShippedSkill();
  const record = recordOf(shipped.values());
  const put = (path: string, text: string) => replaceFile(join(folder, path), text, { isDurable: false });
  try {
    if (write.length > 0) {
      makeFolder(join(folder, 'references'));
      // Both what is there and what will be, until all of it is written.
      await put(recordName, recordText([...(readInstalledSkill(folder).record ?? []), ...record]));
    }
    for (const path of write) if (path !== recordName) await put(path, shipped.get(path) ?? '');
    for (const path of remove) rmSync(join(folder, path), { force: true });
    if (write.length > 0) return await put(recordName, recordText(record));
    // What a killed run left half-written.
    for (const path of [...shipped.keys(), recordName])
      rmSync(join(folder, path) + unfinishedSuffix, { force: true });
    for (const path of ['references', '.', '..', '../..']) removeIfEmpty(join(folder, path));
  } catch (error) {
    throw cannotUse(folder, 'changed', error);
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody keeps something else there.
  }
}
