import { basename } from 'node:path';
import type { App } from '../../src/app.ts';
import {
  createRejectsFile,
  type RejectsFile,
  type RejectsState,
  refuseTaken,
  reopenRejectsFile,
} from '../../src/backfill/keeping/rejects-file.ts';
import type { Input } from '../../src/backfill/reading/input.ts';
import { type Shard, shardSuffix } from '../../src/backfill/reading/shard.ts';
import { StateError } from '../../src/errors.ts';
import { pathFrom } from '../../src/terminal/io.ts';
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
 * The rejects file of a call: the one of the interrupted run, or one to be made when it is needed. The default
 * name stands in the current folder, whatever folder the input is in (DESIGN §2). Undefined when rejects are
 * only counted. Throws StateError when the earlier one was changed and no other is named.
 */
export async function openRejects(app: App, call: RejectsCall): Promise<RejectsFile | undefined> {
  const { inputs, flags, shard, earlier, beforeCreate } = call;
  const suffix = shardSuffix(shard);
  const named = flags.rejects === undefined ? undefined : pathFrom(app.io, withSuffix(flags.rejects, suffix));
  const reopened = earlier === undefined ? undefined : await reopen(earlier, named);
  if (reopened !== undefined && (named === undefined || named === reopened.path))
    return createRejectsFile({ path: reopened.path, isNamed: true }, reopened);
  await reopened?.handle.close();
  if (named !== undefined) {
    // Found out now, and not at the first reject, when messages have gone out.
    await refuseTaken(named);
    return createRejectsFile({ path: named, isNamed: true, beforeCreate });
  }
  if (flags.dryRun === true) return undefined;
  const first = inputs[0]?.name ?? '-';
  const name = first === '-' ? 'stdin' : basename(first);
  const path = pathFrom(app.io, `${name}${suffix}.rejects.ndjson`);
  return createRejectsFile({ path, isNamed: false, beforeCreate });
}

/** Whoever names another file has seen what became of the first one. */
async function reopen(earlier: RejectsState, named: string | undefined) {
  try {
    return await reopenRejectsFile(earlier);
  } catch (error) {
    if (error instanceof StateError && named !== undefined && named !== earlier.path) return undefined;
    throw error;
  }
}

/** Shards of one job must not share a file: `mine.ndjson` is `mine.shard-2-of-7.ndjson`. */
function withSuffix(path: string, suffix: string): string {
  return path.replace(/(\.rejects)?(\.ndjson)?$/, (ending) => `${suffix}${ending}`);
}
