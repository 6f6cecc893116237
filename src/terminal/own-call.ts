import { realpathSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';
import { plainShellWord } from '../spec/shell-word.ts';
import { type Io, workingFolder } from './io.ts';

/**
 * What a person types to start this program from the folder they are in: `segment` where the shell finds this very
 * installation, else `node` with the path of its script.
 */
export function ownCall(io: Io): string {
  const { script } = io;
  if (
    script === undefined ||
    foldersOfShell(io.env).some((folder) => isSame(join(folder, 'segment'), script))
  )
    return 'segment';
  const near = relative(workingFolder(io) ?? '/', script);
  return `node ${plainShellWord(near.startsWith('..') || isAbsolute(near) ? script : near)}`;
}

/** The folders of PATH. npm and npx add those of packages, which the shell that called them does not have. */
function foldersOfShell(env: Io['env']): string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter(isAbsolute);
  const isAdded = (folder: string) => folder.endsWith(join(sep, 'node_modules', '.bin'));
  return env.npm_command === undefined ? folders : folders.filter((folder) => !isAdded(folder));
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
