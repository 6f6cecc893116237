import { readShippedSkill } from '../skills/skill-files.ts';
import { skillName } from '../skills/skill-folder.ts';
import type { McpServer } from './sdk.ts';

/** What can be attached to a server before it is connected. */
interface ServedSkills {
  attach(mcp: McpServer): void;
}

/**
 * The skill that came with the program: by `skills/list` and `skills/get` for clients that know the extension
 * (SEP-2640), and as resources for all others.
 */
export async function loadSkills(warn: (line: string) => void): Promise<ServedSkills> {
  const { memorySkillFiles, SkillsExtension } = await import('./sdk.ts');
  const files = [...readShippedSkill()].map(([path, text]) => [`${skillName}/${path}`, text]);
  return SkillsExtension.load(memorySkillFiles(Object.fromEntries(files)), {
    onWarning: ({ path, message }) => warn(`The skill ${path} is not served: ${message}`),
  });
}
