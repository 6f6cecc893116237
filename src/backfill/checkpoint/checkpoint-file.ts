import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { StateError, systemReason } from '../../errors.ts';
import { isLeftOver } from '../../files/leftovers.ts';
import { unfinishedSuffix } from '../../files/make-new.ts';
import { isHeld, type OwnProcess } from '../../files/owner-lock.ts';
import { readSmallFile, refusalWords, type SmallFile } from '../../files/small-file.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { readLatestState, removeLatestState } from './latest-state.ts';

/** No checkpoint comes near this. */
const maxFileBytes = 64 * 1024 * 1024;

/**
 * Reads a checkpoint; undefined when there is none. What cannot be trusted stops the run (rule R6): it never
 * means that nothing was sent. `isRestart` lets a damaged one pass as none. Never reads a leftover of a
 * killed write, and refuses links. Throws StateError.
 */
export function readCheckpointFile(
  path: string,
  { isRestart }: { readonly isRestart: boolean },
): Checkpoint | undefined {
  const bytes = readBytes(path);
  if (bytes === undefined) return undefined;
  const read = parseCheckpoint(bytes);
  switch (read.kind) {
    case 'checkpoint':
      return latestOf(path, bytes) ?? read.checkpoint;
    case 'damaged':
      if (isRestart) return undefined;
      throw new StateError(`The checkpoint ${path} is damaged: ${read.reason}.`, {
        code: 'checkpoint_damaged',
        details: ['So it is not known where the last run stopped. Nothing was sent.'],
        hint: 'Start over with --restart: the messageIds are the same, so Segment drops what it has seen in the last 24 hours.',
      });
    case 'newer':
      throw new StateError(`The checkpoint ${path} was written by a newer version of segment.`, {
        code: 'checkpoint_newer',
        hint: 'Finish the job with that version.',
      });
    case 'foreign':
      throw new StateError(`${path} is not a checkpoint of segment, and will not be overwritten.`, {
        code: 'checkpoint_foreign',
        hint: 'Name another file with --checkpoint, or move this one away.',
      });
  }
}

/** What a killed run had reached after its last checkpoint that survives a power cut. */
function latestOf(path: string, bytes: Buffer): Checkpoint | undefined {
  const latest = readLatestState(path, bytes);
  const read = latest && parseCheckpoint(latest);
  return read?.kind === 'checkpoint' ? read.checkpoint : undefined;
}

function readBytes(path: string): Buffer | undefined {
  let file: SmallFile;
  try {
    file = readSmallFile(path, { maxBytes: maxFileBytes });
  } catch (error) {
    throw new StateError(`The checkpoint ${path} cannot be read (${systemReason(error)}).`, {
      code: 'checkpoint_unreadable',
      hint: 'Make it readable, or name another with --checkpoint FILE.',
      cause: error,
    });
  }
  if (file.kind === 'none') return undefined;
  if (file.kind === 'file') return file.bytes;
  throw new StateError(`${path} cannot be a checkpoint: it is ${refusalWords[file.reason]}.`, {
    code: 'checkpoint_foreign',
    hint: 'Name another file with --checkpoint, or move this one away.',
  });
}

/**
 * Removes what killed writes of checkpoints have left in a folder of checkpoints, also of jobs that are never run
 * again. Never what a process that lives is writing.
 */
export function sweepCheckpoints(folder: string, names: readonly string[], owner: OwnProcess): void {
  for (const name of names.filter((candidate) => candidate.endsWith(unfinishedSuffix))) {
    const path = join(folder, name);
    const lock = `${path.slice(0, -unfinishedSuffix.length)}.lock`;
    try {
      if (isLeftOver(path) && !isHeld(lock, owner)) rmSync(path, { force: true, recursive: true });
    } catch {
      // Somebody else's, in a folder that is shared: it is in nobody's way.
    }
  }
}

/** Removes a checkpoint and what a killed run of it left. */
export function removeCheckpoint(path: string): void {
  rmSync(path, { force: true });
  rmSync(path + unfinishedSuffix, { force: true, recursive: true });
  removeLatestState(path);
}
