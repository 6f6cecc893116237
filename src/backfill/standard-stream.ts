import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { DownstreamClosedError, StateError, systemErrorCode, UsageError } from '../errors.ts';
import { pathFrom } from '../files/open-path.ts';
import { cannotWriteRejects, type RejectsFile } from './rejects/rejects-file.ts';
import { createRejectsStream } from './rejects/rejects-stream.ts';

const stdoutPaths = ['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'];
const stderrPaths = ['/dev/stderr', '/dev/fd/2', '/proc/self/fd/2'];

export interface StandardStreams {
  readonly io: { readonly cwd: string; readonly stderr: Writable };
  readonly print: { result(text: string): Promise<void>; stderr(text: string): void };
  /** What stdout holds, as a sentence begins, and what makes room there; undefined where rejects may go there. */
  readonly taken: { readonly by: string; readonly otherwise: string } | undefined;
}

/** stdout for `-` and for its paths, stderr for its own: both are open already, and cannot always be opened again. */
export function standardStream({ io, print, taken }: StandardStreams, name: string): RejectsFile | undefined {
  const path = pathFrom(io, name);
  if (stderrPaths.includes(path)) {
    return createRejectsStream(async (text) => {
      print.stderr(text);
      if (io.stderr.writableNeedDrain) await once(io.stderr, 'drain').catch(() => {});
      // Elsewhere a failing stderr is ignored; here it is the one place of a line.
      const failure = io.stderr.errored;
      if (failure != null && systemErrorCode(failure) !== 'EPIPE') throw cannotWriteRejects(name, failure);
    });
  }
  if (name !== '-' && !stdoutPaths.includes(path)) return undefined;
  if (taken !== undefined) {
    throw new UsageError(`${taken.by}: the rejects cannot go there (--rejects ${name}).`, {
      code: 'flags_conflict',
      hint: `Write them to a file, --rejects rejects.ndjson, or ${taken.otherwise}.`,
    });
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

/** The message of stdout is about a result that is incomplete; these rejects are why the run ends. */
function causeOf(error: unknown): unknown {
  return error instanceof StateError ? (error.cause ?? error) : error;
}
