import type { App } from '../../src/app.ts';
import type { StateFile } from '../../src/export/state-file.ts';
import type { Bookmarks } from '../../src/export/target.ts';

/** The bookmarks of a state file, which is held until the command is over. */
export function ownState({ onClose }: App, state: StateFile): Bookmarks {
  onClose(() => state[Symbol.dispose]());
  return state.bookmarks;
}

/** The bookmarks of a state file as they stand, for whoever only looks. */
export async function stored(path: string, workspace: string): Promise<Bookmarks> {
  const { readState } = await import('../../src/export/state-file.ts');
  const marks = readState(path, workspace);
  return { ...nowhere, get: (stream) => marks[stream] };
}

/** What is printed begins at the beginning every time. */
export const nowhere: Bookmarks = { get: () => undefined, async set() {} };
