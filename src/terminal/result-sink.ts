import type { Writable } from 'node:stream';
import { systemErrorCode } from '../errors.ts';
import { outputFailure } from './output-failure.ts';

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
  };
}
