import { StateError } from '../errors.ts';
import { type SkillClient, skillClients, skillFolders } from './skill-clients.ts';
import { shippedSkills } from './skill-files.ts';
import { type SkillScope, scopeFolder, skillFolder } from './skill-folder.ts';
import type { SkillPlan } from './skill-plan.ts';

/** Which folders are meant. */
interface Wanted {
  readonly scope: SkillScope;
  /** All of them when absent. */
  readonly client?: readonly SkillClient[] | undefined;
  readonly dryRun?: true | undefined;
}

interface FolderPlan extends SkillPlan {
  readonly clients: readonly SkillClient[];
}

/** What is to be done in each folder that these clients read. */
export function planFolders(
  { scope, client = skillClients }: Wanted,
  place: Parameters<typeof scopeFolder>[1],
  plan: (folder: string) => SkillPlan,
): FolderPlan[] {
  const root = scopeFolder(scope, place);
  return [...skillFolders(client)].map(([skills, clients]) => ({
    clients,
    ...plan(skillFolder(root, skills)),
  }));
}

/** A line for each file that would be written or removed. */
export function changesOf({ folder, write, remove }: SkillPlan): string[] {
  return [
    ...write.map((path) => `write ${folder}/${path}`),
    ...remove.map((path) => `remove ${folder}/${path}`),
  ];
}

/** Throws StateError: nothing is written anywhere as long as something would be overwritten. */
export function refuseForeign(plans: readonly SkillPlan[]): void {
  const [first] = plans.filter(({ foreign }) => foreign.length > 0);
  if (first === undefined) return;
  throw new StateError(
    'There are files in the place of the skill that this program did not write, or that were edited.',
    {
      code: 'skill_edited',
      details: plans.flatMap(({ folder, foreign }) => foreign.map((path) => `${folder}/${path}`)),
      hint: `Move them away and run the same command again. The skill as it came with the program is in ${shippedSkills()}`,
    },
  );
}

/** Field names are a contract. */
export function skillFacts({ scope, dryRun }: Wanted, plans: readonly FolderPlan[]): unknown {
  const folders = plans.map(({ folder, clients, write, remove, foreign }) => ({
    folder,
    clients,
    written: write,
    removed: remove,
    kept: foreign,
  }));
  return { scope, dryRun: dryRun === true, folders };
}
