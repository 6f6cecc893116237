import { existsSync } from 'node:fs';
import { join } from 'node:path';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');

/** The path of a file of real traffic or bad input kept beside the project, or undefined where it is absent. */
export function sharedPath(...parts: string[]): string | undefined {
  const path = join(shared, ...parts);
  return existsSync(path) ? path : undefined;
}

/** For `describe.skipIf`: a test that needs such a file says so in its name and is passed over without it. */
export function isShared(...parts: string[]): boolean {
  return sharedPath(...parts) !== undefined;
}
