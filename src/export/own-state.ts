import type { OpeningDeps } from './opening-deps.ts';
import type { StateFile } from './state-file.ts';
import type { Bookmarks } from './target.ts';

/** The bookmarks of a state file, which is held until the command is over. */
export function ownState({ onClose }: OpeningDeps, state: StateFile): Bookmarks {
  onClose(() => state[Symbol.dispose]());
  return state.bookmarks;
}

/** The bookmarks of a state file as they stand, for whoever only looks. */
export async function stored(path: string, workspace: string): Promise<Bookmarks> {
  const { readState } = await import('./state-file.ts');
  const marks = readState(path, workspace);
  return { ...nowhere, get: (stream) => marks[stream] };
}

/** What is printed begins at the beginning every time. */
export const nowhere: Bookmarks = { get: () => undefined, async set() {} };
