import { once } from 'node:events';
import { basename } from 'node:path';
import type { App } from '../../src/app.ts';
import {
  cannotWriteRejects,
  createRejectsFile,
  type RejectsFile,
  type RejectsState,
  reopenRejectsFile,
} from '../../src/backfill/keeping/rejects-file.ts';
import { findRejectsPlace } from '../../src/backfill/keeping/rejects-place.ts';
import { createRejectsStream, openRejectsDevice } from '../../src/backfill/keeping/rejects-stream.ts';
import type { Input } from '../../src/backfill/reading/input.ts';
import { type Shard, shardSuffix } from '../../src/backfill/reading/shard.ts';
import { DownstreamClosedError, StateError, systemErrorCode, UsageError } from '../../src/errors.ts';
import { pathFrom } from '../../src/files/path-from.ts';
import type { BatchFlags } from './options.ts';

export interface RejectsCall {
  readonly inputs: readonly Input[];
  readonly flags: BatchFlags;
  readonly shard: Shard | undefined;
  /** What an interrupted run of the job wrote. */
  readonly earlier: RejectsState | undefined;
  readonly beforeCreate: (state: RejectsState) => void | Promise<void>;
}

/**
 * Where the rejects of a call go: on in the file of the interrupted run, to stdout, stderr or a device that was
 * named, or to a file to be made when it is needed. The default name is in the current folder, whatever folder the
 * input is in. Undefined when rejects are only counted. Throws StateError when the earlier file was changed and no
 * other is named, and UsageError or StateError when nothing can be written to what is named.
 */
export async function openRejects(app: App, call: RejectsCall): Promise<RejectsFile | undefined> {
  const { inputs, flags, shard, earlier, beforeCreate } = call;
  const stream = flags.rejects === undefined ? undefined : standardStream(app, flags.rejects);
  const place = stream === undefined ? await placeOf(app, call) : undefined;
  const isOther = stream !== undefined || place?.kind === 'device' || isOtherFile(earlier, place?.path);
  const reopened = earlier === undefined ? undefined : await reopen(earlier, isOther);
  if (reopened !== undefined && !isOther)
    return createRejectsFile({ path: earlier?.requested ?? reopened.path }, reopened);
  await reopened?.handle.close();
  if (stream !== undefined) return stream;
  if (place?.kind === 'device') {
    const { style } = app.print;
    return openRejectsDevice(place.path, () =>
      app.print.note(style.dim(`${style.symbols.pointer} waiting for a reader of ${place.path}`)),
    );
  }
  if (place !== undefined) return createRejectsFile({ path: place.path, beforeCreate });
  if (flags.dryRun === true) return undefined;
  const first = inputs[0]?.name ?? '-';
  const name = first === '-' ? 'stdin' : basename(first);
  const path = pathFrom(app.io, `${name}${shardSuffix(shard)}.rejects.ndjson`);
  return createRejectsFile({ path, beforeCreate });
}

/** A path that is named; undefined for the default. What can be found out about it is found out now, not at the first reject. */
async function placeOf(app: App, { flags, shard, earlier }: RejectsCall) {
  if (flags.rejects === undefined) return undefined;
  const given = pathFrom(app.io, flags.rejects);
  const path = pathFrom(app.io, withSuffix(flags.rejects, shardSuffix(shard)));
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

const stdoutPaths = ['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'];
const stderrPaths = ['/dev/stderr', '/dev/fd/2', '/proc/self/fd/2'];

/** stdout for `-` and for its paths, stderr for its own: both are open already, and cannot always be opened again. */
function standardStream(app: App, name: string): RejectsFile | undefined {
  const { print, io, globals } = app;
  const path = pathFrom(io, name);
  if (stderrPaths.includes(path)) {
    return createRejectsStream(async (text) => {
      print.stderr(text);
      if (io.stderr.writableNeedDrain) await once(io.stderr, 'drain').catch(() => {});
      // Nobody else minds what stderr did not take; here it is the one place of a line.
      const failure = io.stderr.errored;
      if (failure != null && systemErrorCode(failure) !== 'EPIPE') throw cannotWriteRejects(name, failure);
    });
  }
  if (name !== '-' && !stdoutPaths.includes(path)) return undefined;
  if (globals.json) {
    throw new UsageError(
      `With --json stdout holds one object: the rejects cannot go there (--rejects ${name}).`,
      {
        code: 'flags_conflict',
        hint: 'Write them to a file, --rejects rejects.ndjson, or leave out --json.',
      },
    );
  }
  let isClosed = false;
  return createRejectsStream(async (text) => {
    if (isClosed) return;
    try {
      await print.result(text);
    } catch (error) {
      // A reader that has seen enough does not stop the run.
      if (!(error instanceof DownstreamClosedError))
        throw cannotWriteRejects(name === '-' ? 'stdout' : name, causeOf(error));
      isClosed = true;
    }
  });
}

/** What stdout said is of a result that is incomplete; these rejects are the reason why the run ends. */
function causeOf(error: unknown): unknown {
  return error instanceof StateError ? (error.cause ?? error) : error;
}

/** Shards of one job must not share a file: `mine.ndjson` is `mine.shard-2-of-7.ndjson`. */
function withSuffix(path: string, suffix: string): string {
  return path.replace(/(\.rejects)?(\.ndjson)?$/, (ending) => `${suffix}${ending}`);
}
