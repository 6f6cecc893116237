import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateError, systemReason } from '../errors.ts';
import { programFolder } from '../files/program-folder.ts';
import { isMissing, readSmallFile } from '../files/small-file.ts';
import { skillName } from './skill-folder.ts';

/** Paths within the folder of the skill, with slashes: `references/sending.md`. */
type SkillFiles<Content = string> = ReadonlyMap<string, Content>;

/**
 * Holds the SHA-256 of each text that this program wrote into the folder. What has none of them was written or edited by
 * somebody else. Agents do not read it.
 */
export const recordName = '.segment-cli.json';

/** Nothing that is read here is larger. */
const maxBytes = 256 * 1024;

/** The folder of the skills that came with the program. */
export function shippedSkills(): string {
  return join(programFolder(), 'skills');
}

/** The skill as it came with the program. */
export function readShippedSkill(): SkillFiles {
  const folder = join(shippedSkills(), skillName);
  return new Map(skillPaths(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** What stands in a folder of the skill. */
export interface InstalledSkill {
  /** The content of each file that a skill of ours may have; undefined for a link, a folder, or what is too large. */
  readonly files: SkillFiles<string | undefined>;
  /** The digests of what this program wrote; undefined where no record says so. */
  readonly record: ReadonlySet<string> | undefined;
}

/** Throws StateError for a folder that cannot be read. */
export function readInstalledSkill(folder: string): InstalledSkill {
  try {
    return {
      files: new Map(skillPaths(folder).map((path) => [path, readText(join(folder, path))])),
      record: parseRecord(readText(join(folder, recordName))),
    };
  } catch (error) {
    throw cannotUse(folder, 'read', error);
  }
}

/** The error for a folder of the skill that the system does not let this user read or change. */
export function cannotUse(folder: string, what: 'read' | 'changed', error: unknown): StateError {
  return new StateError(`${folder} cannot be ${what} (${systemReason(error)}).`, {
    code: 'skill_folder_refused',
    hint: 'Look at who may write there, and run the same command again.',
    cause: error,
  });
}

/** The files of a skill of ours, of any version. Whatever else somebody keeps there is not looked at. */
function skillPaths(folder: string): string[] {
  return [
    ...namesIn(folder),
    ...namesIn(join(folder, 'references')).map((name) => `references/${name}`),
  ].filter((path) => /^(?:SKILL|references\/[\w-]+)\.md$/.test(path));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function readText(path: string): string | undefined {
  const file = readSmallFile(path, { maxBytes });
  return file.kind === 'file' ? file.bytes.toString('utf8') : undefined;
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function recordText(digests: Iterable<string>): string {
  return `${JSON.stringify({ writtenBy: 'segment skills install', sha256: [...new Set(digests)].sort() }, null, 2)}\n`;
}

function parseRecord(text: string | undefined): ReadonlySet<string> | undefined {
  if (text === undefined) return undefined;
  try {
    const { sha256 }: { sha256?: unknown } = JSON.parse(text);
    if (Array.isArray(sha256)) return new Set(sha256.filter((digest) => typeof digest === 'string'));
  } catch {
    // Damaged, or of somebody else: then nothing says that a file is ours.
  }
  return new Set();
}
