import type { Writable } from 'node:stream';
import { DownstreamClosedError, StateError, systemErrorCode, systemReason } from '../errors.ts';

/** stdout as the place of results: every byte is written, or the command fails. */
export interface ResultSink {
  /** Resolves once the text left our memory, so a fast producer never outruns a slow reader. */
  write(text: string | Uint8Array): Promise<void>;
  /** Writes for a caller that cannot wait; `flushed` does. */
  queue(text: string): void;
  /** Rejects with what a queued write failed with. */
  flushed(): Promise<void>;
  /** What was done and must not be done twice: told with the error when stdout fails later. */
  done(fact: string): void;
  /** What {@link done} was told. */
  facts(): readonly string[];
}

export function createResultSink(stream: Writable): ResultSink {
  const facts = new Set<string>();
  let queued = Promise.resolve();
  const write = (text: string | Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => {
        if (error === null || error === undefined) return resolve();
        // The first write says what is wrong; later ones only that the stream is no more.
        const isLater = systemErrorCode(error) === 'ERR_STREAM_DESTROYED';
        reject(outputFailure(isLater ? (stream.errored ?? error) : error, [...facts]));
      });
    });
  return {
    write,
    queue(text) {
      const writing = write(text);
      queued = queued.then(() => writing);
      // Whoever flushes hears of it; until then it is nobody's unhandled rejection.
      queued.catch(() => {});
      writing.catch(() => {});
    },
    flushed: () => queued,
    done: (fact) => void facts.add(fact),
    facts: () => [...facts],
  };
}

/**
 * Why stdout did not take a result, as the error that ends the command: a reader that went away is a normal end,
 * anything else is exit 9.
 * @param facts what was done before, and must not be done twice
 */
function outputFailure(error: unknown, facts: readonly string[]): Error {
  const code = systemErrorCode(error);
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED')
    return new DownstreamClosedError('the reader of stdout went away', { cause: error });
  return new StateError(`stdout: ${systemReason(error)}.`, {
    code: 'output_unwritable',
    details: facts,
    hint:
      facts.length > 0
        ? 'The work is done: do not run it again just to see its result.'
        : 'The output is incomplete. Free some space or write it elsewhere, then run the command again.',
    cause: error,
  });
}
