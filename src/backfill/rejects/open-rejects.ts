import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StateError, systemErrorCode, UsageError } from '../../errors.ts';
import { pathFrom } from '../../files/open-path.ts';
import { shellWord } from '../../spec/shell-word.ts';
import type { Input } from '../reading/input.ts';
import { type Shard, shardSuffix } from '../reading/shard.ts';
import {
  cannotWriteRejects,
  createRejectsFile,
  type RejectsFile,
  type RejectsState,
  reopenRejectsFile,
} from './rejects-file.ts';
import { openRejectsDevice } from './rejects-stream.ts';

export interface RejectsCall {
  readonly inputs: readonly Input[];
  /** Where the call asks them to go; undefined for the default. */
  readonly requested: string | undefined;
  readonly isDry: boolean;
  readonly shard: Shard | undefined;
  /** What an interrupted run of the job wrote. */
  readonly earlier: RejectsState | undefined;
}

/** What is open already, and who is told of a wait. */
export interface RejectsDeps {
  /** Asked for its `cwd` only where a path depends on it. */
  readonly from: { readonly cwd: string };
  /** The stream of this process that a name stands for; undefined for any other name. */
  standardStream(name: string): RejectsFile | undefined;
  /** Nobody reads the FIFO yet. */
  waitsForReader(path: string): void;
}

/**
 * Where the rejects of a call go: on in the file of the interrupted run, to stdout, stderr or a device that was
 * named, or to a file to be made when it is needed. The default name is in the current folder, whatever folder the
 * input is in. Undefined when rejects are only counted. Throws StateError when the earlier file was changed and no
 * other is named, and UsageError or StateError when nothing can be written to what is named.
 */
export async function openRejects(
  call: RejectsCall,
  { from, standardStream, waitsForReader }: RejectsDeps,
): Promise<RejectsFile | undefined> {
  const { inputs, requested, isDry, shard, earlier } = call;
  const stream = requested === undefined ? undefined : standardStream(requested);
  const place = stream === undefined ? await placeOf(call, from) : undefined;
  const isOther = stream !== undefined || place?.kind === 'device' || isOtherFile(earlier, place?.path);
  const reopened = earlier === undefined ? undefined : await reopen(earlier, isOther);
  if (reopened !== undefined && !isOther)
    return createRejectsFile(earlier?.requested ?? reopened.path, reopened);
  await reopened?.handle.close();
  if (stream !== undefined) return stream;
  if (place?.kind === 'device') return openRejectsDevice(place.path, () => waitsForReader(place.path));
  if (place !== undefined) return createRejectsFile(place.path);
  if (isDry) return undefined;
  const first = inputs[0]?.name ?? '-';
  const name = first === '-' ? 'stdin' : basename(first);
  const path = pathFrom(from, `${name}${shardSuffix(shard)}.rejects.ndjson`);
  return createRejectsFile(path);
}

/** A path that is named; undefined for the default. What can be found out about it is found out now, not at the first reject. */
async function placeOf({ requested, shard, earlier }: RejectsCall, from: RejectsDeps['from']) {
  if (requested === undefined) return undefined;
  const given = pathFrom(from, requested);
  const path = pathFrom(from, withSuffix(requested, shardSuffix(shard)));
  // The file of the interrupted run is opened as it is.
  if (!isOtherFile(earlier, path)) return { kind: 'file', path } as const;
  if ((await findRejectsPlace(given)) === 'device') return { kind: 'device', path: given } as const;
  await findRejectsPlace(path);
  return { kind: 'file', path } as const;
}

/** True when the path is not what the interrupted run was asked to write to, whatever number it had to add. */
function isOtherFile(earlier: RejectsState | undefined, path: string | undefined): boolean {
  return path !== undefined && path !== earlier?.path && path !== earlier?.requested;
}

/** Whoever names another file has seen what became of the first one. */
async function reopen(earlier: RejectsState, isOther: boolean) {
  try {
    return await reopenRejectsFile(earlier);
  } catch (error) {
    if (error instanceof StateError && isOther) return undefined;
    throw error;
  }
}

/** Shards of one job must not share a file: `mine.ndjson` is `mine.shard-2-of-7.ndjson`. */
function withSuffix(path: string, suffix: string): string {
  return path.replace(/(\.rejects)?(\.ndjson)?$/, (ending) => `${suffix}${ending}`);
}

/** What `--rejects` names. */
type RejectsPlace =
  /** A file to be made, here or under a name with a number. */
  | 'file'
  /** A FIFO or a character device: it is written to as it is. */
  | 'device';

/**
 * Looks at the path that was given for the rejects before anything is sent: at the first reject it would be too
 * late. Throws UsageError for a folder, or where there is none to put the file in, and StateError where the file
 * cannot be made.
 */
async function findRejectsPlace(path: string): Promise<RejectsPlace> {
  const folder = dirname(path);
  try {
    const found = await stat(path).catch(missing);
    if (found?.isDirectory() === true) throw isFolder(path);
    if (found?.isFIFO() === true || found?.isCharacterDevice() === true) return 'device';
    const parent = await stat(folder).catch(missing);
    if (parent === undefined) throw noFolder(path, folder, 'does not exist', `mkdir -p ${shellWord(folder)}`);
    if (!parent.isDirectory())
      throw noFolder(path, folder, 'is not a folder', 'Name another place with --rejects FILE.');
    await access(folder, constants.W_OK | constants.X_OK);
    return 'file';
  } catch (error) {
    if (error instanceof UsageError || systemErrorCode(error) === undefined) throw error;
    throw cannotWriteRejects(path, error);
  }
}

function missing(error: unknown): undefined {
  const code = systemErrorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}

function isFolder(path: string): UsageError {
  return new UsageError(`The rejects cannot be written to ${path}: it is a folder.`, {
    code: 'rejects_is_folder',
    hint: `Name a file in it: --rejects ${shellWord(join(path, 'rejects.ndjson'))}`,
  });
}

function noFolder(path: string, folder: string, reason: string, hint: string): UsageError {
  return new UsageError(`The rejects file ${path} cannot be made: the folder ${folder} ${reason}.`, {
    code: 'rejects_folder_missing',
    details: ['Nothing was sent.'],
    hint,
  });
}
