import { chmod, readdir, stat } from 'node:fs/promises';
import { StateError, systemErrorCode, systemReason } from '../../errors.ts';
import { makeFolder } from '../../files/make-folder.ts';
import type { OwnProcess } from '../../files/owner-lock.ts';
import type { Journal } from '../journal/journal.ts';
import { createRecorder, type Recorder, type RecorderEvents } from './recorder.ts';
import { type Restored, restore } from './restore.ts';
import {
  defaultSegmentLimits,
  isSegmentName,
  listSegments,
  openSegments,
  type SegmentLimits,
} from './segments.ts';
import { lockName, takeFolder } from './take-folder.ts';

export interface StorageOptions extends OwnProcess {
  /** Made when it is not there; holds nothing else. */
  readonly folder: string;
  readonly limits?: Partial<SegmentLimits>;
  readonly events?: Partial<StorageEvents>;
}

export interface StorageEvents extends RecorderEvents {
  /** The oldest file was dropped: `bytes` of messages can no longer be brought back. */
  onDrop(bytes: number): void;
}

/** What is on disk now. */
export interface StorageFacts {
  readonly folder: string;
  readonly bytes: number;
  readonly files: number;
  /** Since the start. */
  readonly droppedFiles: number;
}

export interface Storage {
  readonly recorder: Recorder;
  readonly restored: Restored;
  readonly facts: StorageFacts;
}

/** Takes the folder, plays what is in it into the journal, and goes on writing where it ends. Throws StateError. */
export async function openStorage(
  { folder, limits, events, pid, isRunning }: StorageOptions,
  journal: Journal,
  now: () => Date,
): Promise<Storage> {
  try {
    await makePrivate(folder);
    const release = takeFolder(folder, { pid, isRunning });
    try {
      const { restored, files } = await restore(folder, await listSegments(folder), journal);
      const segments = await openSegments(
        {
          folder,
          limits: { ...defaultSegmentLimits, ...limits },
          totals: () => journal.totals(),
          now,
          onDrop: ({ bytes }) => events?.onDrop?.(bytes),
        },
        files,
      );
      const recorder = createRecorder(segments, now, {
        onFailure: (error) => events?.onFailure?.(error),
        onRecovery: () => events?.onRecovery?.(),
      });
      return {
        recorder: {
          ...recorder,
          async close() {
            await recorder.close();
            release();
          },
        },
        restored,
        get facts() {
          return { folder, ...segments.facts };
        },
      };
    } catch (error) {
      release();
      throw error;
    }
  } catch (error) {
    if (error instanceof StateError) throw error;
    if (systemErrorCode(error) === undefined) throw error;
    throw new StateError(`The folder ${folder} cannot be used (${systemReason(error)}).`, {
      code: 'data_folder_unusable',
      hint: 'Give --data a folder of its own that can be written to, on a disk with free space.',
      cause: error,
    });
  }
}

/** What arrives is personal data: nobody else may read it. Files that are not ours would be at risk in here. */
async function makePrivate(folder: string): Promise<void> {
  makeFolder(folder);
  const stranger = (await readdir(folder)).find((name) => !isOurs(name));
  if (stranger !== undefined) {
    throw new StateError(`The folder ${folder} holds something else (${stranger}).`, {
      code: 'data_folder_not_ours',
      hint: 'Give --data a folder of its own.',
    });
  }
  const { mode } = await stat(folder);
  if ((mode & 0o077) !== 0) await chmod(folder, 0o700);
}

function isOurs(name: string): boolean {
  return (
    isSegmentName(name) || name.startsWith(lockName) || name === 'set-aside.txt' || name === '.gitignore'
  );
}
