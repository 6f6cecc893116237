import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { StateError, systemReason } from '../errors.ts';
import { makeFolder } from '../files/make-folder.ts';
import { type OwnerLock, type OwnProcess, takeLock } from '../files/owner-lock.ts';
import { replaceFile } from '../files/replace-file.ts';
import { readSmallFile, refusalWords, type SmallFile } from '../files/small-file.ts';
import { parseJson } from '../spec/parse-json.ts';
import { moveAside } from '../spec/shell-word.ts';
import { cannotWriteExport } from './cannot-write.ts';
import type { Bookmarks } from './target.ts';

/** What stands in the folder of an export beside the streams. */
const stateName = '.segment-export.json';
/** A bookmark for each stream takes some hundred bytes. */
const maxStateBytes = 1024 * 1024;
const format = 'segment-export-state';

const stateSchema = z.object({
  format: z.literal(format),
  version: z.number(),
  /** The id of the workspace: rows of two are never mixed. */
  workspace: z.string(),
  bookmarks: z.record(z.string(), z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))))),
});

/** The state of an export, held for this process until it is released. */
export interface StateFile extends Disposable {
  readonly bookmarks: Bookmarks;
  /** There was none before. */
  readonly isNew: boolean;
}

export function stateIn(folder: string): string {
  return join(folder, stateName);
}

/**
 * Opens the state of an export to a workspace, or begins one, which says from then on whose rows these are. Throws
 * StateError while another run has it, for one of another workspace, and for what is not a state or cannot be read or
 * written: it is never taken for a beginning.
 */
export async function openStateFile(path: string, workspace: string, owner: OwnProcess): Promise<StateFile> {
  const lock = lockExport(path, owner);
  try {
    const marks = new Map(Object.entries(readState(path, workspace)));
    const write = async (): Promise<void> => {
      const bookmarks = Object.fromEntries(marks);
      const text = JSON.stringify({ format, version: 1, workspace, bookmarks }, undefined, 2);
      try {
        await replaceFile(path, `${text}\n`, { isDurable: true });
      } catch (error) {
        throw cannotWriteExport(path, error);
      }
    };
    const isNew = !existsSync(path);
    if (isNew) await write();
    // Streams come to their bookmarks at the same time, and there is one file.
    let last: Promise<void> = Promise.resolve();
    return {
      isNew,
      bookmarks: {
        get: (stream) => marks.get(stream),
        set(stream, timestamp) {
          marks.set(stream, timestamp);
          last = last.catch(() => {}).then(write);
          return last;
        },
      },
      [Symbol.dispose]: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Keeps other runs away from a state, and from the folder it stands in. Throws StateError while one has it. */
export function lockExport(path: string, owner: OwnProcess): OwnerLock {
  let outcome: ReturnType<typeof takeLock>;
  try {
    makeFolder(dirname(path));
    outcome = takeLock(`${path}.lock`, owner);
  } catch (error) {
    throw cannotWriteExport(path, error);
  }
  if (outcome.kind === 'taken') return outcome.lock;
  if (outcome.kind === 'stuck')
    throw new StateError(`The lock ${path}.lock cannot be taken over: ${outcome.reason}.`, {
      code: 'export_locked',
      hint: `Move it away: ${moveAside(`${path}.lock`)}`,
    });
  throw new StateError(`This export is running already (process ${outcome.owner.pid}).`, {
    code: 'export_locked',
    retryable: true,
    hint: 'Wait for it to end, or export to another folder with --out.',
  });
}

/** The bookmarks of a state as they stand, for whoever only looks. Throws StateError as {@link openStateFile}. */
export function readState(path: string, workspace: string): Readonly<Record<string, string>> {
  let file: SmallFile;
  try {
    file = readSmallFile(path, { maxBytes: maxStateBytes });
  } catch (error) {
    throw unusable(path, `it cannot be read (${systemReason(error)})`);
  }
  if (file.kind === 'none') return {};
  if (file.kind === 'refused') throw unusable(path, `it is ${refusalWords[file.reason]}`);
  const { data } = stateSchema.safeParse(parseJson(file.bytes.toString('utf8')));
  if (data === undefined) throw unusable(path, 'it is not the state of an export');
  if (data.version > 1) throw unusable(path, 'a newer version of segment wrote it');
  if (data.workspace === workspace) return data.bookmarks;
  throw new StateError(`${path} belongs to an export of another workspace (${data.workspace}).`, {
    code: 'export_other_workspace',
    details: ['Nothing was written: the rows of two workspaces would be mixed.'],
    hint: 'Export to another folder with --out, or choose that workspace with -w.',
  });
}

function unusable(path: string, reason: string): StateError {
  return new StateError(`${path} cannot be used: ${reason}.`, {
    code: 'export_state_unusable',
    details: ['So it is not known how far the last export came. Nothing was written.'],
    hint: 'Move it away to export from the beginning: rows that are there already are not written twice.',
  });
}
