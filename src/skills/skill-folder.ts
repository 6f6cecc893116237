import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { StateError, systemReason, UsageError } from '../errors.ts';

/** `project`: for everybody who works in this repository. `user`: for this user, in every project. */
export const skillScopes = ['project', 'user'] as const;

export type SkillScope = (typeof skillScopes)[number];

/** The name of the skill and of its folder; agents require that they are equal. */
export const skillName = 'segment';

interface Place {
  readonly cwd: string;
  readonly home: string | undefined;
}

/** The folder that holds the folders of skills: the repository, or the working folder outside of one; or the home folder. */
export function scopeFolder(scope: SkillScope, place: Place): string {
  if (scope === 'project') return repositoryOf(place) ?? place.cwd;
  if (place.home === undefined)
    throw new UsageError('There is no home folder to install the skill into.', {
      code: 'home_unknown',
      hint: 'Set HOME, or install it into a project with --scope project.',
    });
  return place.home;
}

function repositoryOf({ cwd, home }: Place): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === home || folder === dirname(folder)) return undefined;
  }
}

/**
 * The folder of the skill below a folder of skills such as `.agents/skills`. Throws StateError if a part of it is a link
 * that leads out of `root`, a link to another skill, or no folder.
 */
export function skillFolder(root: string, skills: string): string {
  const folder = join(root, ...skills.split('/'), skillName);
  try {
    checkParts(root, skills.split('/'));
  } catch (error) {
    if (error instanceof StateError) throw error;
    throw inTheWay(folder, `${root} cannot be entered (${systemReason(error)})`);
  }
  return folder;
}

function checkParts(root: string, outer: readonly string[]): void {
  const inside = realpathSync(root);
  let at = root;
  for (const [index, name] of [...outer, skillName, 'references'].entries()) {
    at = join(at, name);
    const seen = lstatSync(at, { throwIfNoEntry: false });
    if (seen === undefined) return;
    if (seen.isSymbolicLink() && (index >= outer.length || !isWithin(inside, at)))
      throw inTheWay(at, 'it is a symbolic link, which is not followed');
    if (!statSync(at).isDirectory()) throw inTheWay(at, 'it is not a folder');
  }
}

function isWithin(folder: string, link: string): boolean {
  try {
    const steps = relative(folder, realpathSync(link)).split(sep);
    return steps[0] !== '..' && statSync(link).isDirectory();
  } catch {
    // It leads nowhere.
    return false;
  }
}

function inTheWay(path: string, reason: string): StateError {
  return new StateError(`${path} cannot hold the skill: ${reason}.`, {
    code: 'skill_folder_unusable',
    hint: 'Take it away, or choose another place with --client or --scope.',
  });
}
