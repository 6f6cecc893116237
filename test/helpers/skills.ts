import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './imports.ts';

/** The files of the skill, from the project's root on: `skills/segment/SKILL.md`. */
export const skillFiles: readonly string[] = readdirSync(join(projectRoot, 'skills'), {
  recursive: true,
  encoding: 'utf8',
}).flatMap((name) => (name.endsWith('.md') ? [`skills/${name.replaceAll('\\', '/')}`] : []));
