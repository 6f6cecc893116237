import type { ExportPlace } from '../open-target.ts';
import type { OpeningDeps } from '../opening-deps.ts';
import type { Bookmarks, Target } from '../target.ts';

/** Messages of Singer on stdout, from the state on that is handed over. It is read only: who runs us writes it. */
export async function openSinger(
  { io, print }: OpeningDeps,
  workspace: string,
  { state: file, unwanted = new Map() }: Pick<ExportPlace, 'state' | 'unwanted'>,
): Promise<{ readonly target: Target; readonly bookmarks: Bookmarks }> {
  const { readSingerState, singerState } = await import('./singer-state.ts');
  const { singerTarget } = await import('./singer-target.ts');
  const { readJsonFile } = await import('./read-json-file.ts');
  const marks =
    file === undefined
      ? new Map<string, string>()
      : readSingerState(await readJsonFile(io, '--state', file), file, workspace);
  const state = singerState(workspace, marks, print.result);
  const target = singerTarget({
    emit: print.result,
    emitState: state.emit,
    warn: print.warn,
    unwanted,
  });
  return { target, bookmarks: state.bookmarks };
}
