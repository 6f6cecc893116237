import { isAbsolute, resolve } from 'node:path';

/**
 * A path that a person gave, from the working folder on. The working folder is asked for only where the path depends on
 * it: an absolute one works where that folder is gone.
 */
export function pathFrom(from: { readonly cwd: string }, path: string): string {
  return isAbsolute(path) ? resolve(path) : resolve(from.cwd, path);
}
