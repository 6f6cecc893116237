import type { RecordedRequest } from '../journal/journal.ts';
import type { Scope } from '../journal/scope.ts';
import type { Taken } from '../tracking/intake.ts';
import { encodeRequest, encodeReset } from './encode-line.ts';
import type { Segments } from './segments.ts';

/** One request as it is recorded: what it was, and what was taken from it. */
export interface RecordedEntry {
  readonly request: Omit<RecordedRequest, 'seq'>;
  readonly taken: Taken | undefined;
}

/** Exactly one of the two is called, in the order in which the entries were handed over. */
export interface AppendOutcome {
  /** It is in the file: from now on a kill cannot take it away. */
  written(): void;
  /** It is not in the file and will not be. */
  failed(): void;
}

/** Writes what arrives to disk, all requests that wait in one go. */
export interface Recorder {
  append(entry: RecordedEntry, outcome: AppendOutcome): void;
  /** Writes down that everything so far, or all of a scope, is to be forgotten; files without a use are removed. */
  reset(scope: Scope | undefined, outcome: AppendOutcome): void;
  /** Writes what waits and lets the folder go. */
  close(): Promise<void>;
}

/** What a person should hear about. */
export interface RecorderEvents {
  /** The first failure after a success; `reason` is a system error code such as ENOSPC. */
  onFailure(error: unknown): void;
  /** The first success after a failure. */
  onRecovery(): void;
}

interface Waiting {
  readonly buffers: readonly Buffer[];
  readonly isReset: boolean;
  readonly outcome: AppendOutcome;
}

export function createRecorder(segments: Segments, now: () => Date, events: RecorderEvents): Recorder {
  let queue: Waiting[] = [];
  let isWriting = false;
  let isFailing = false;
  let isClosed = false;
  let idle: Promise<void> = Promise.resolve();

  function enqueue(waiting: Waiting): void {
    if (isClosed) {
      waiting.outcome.failed();
      return;
    }
    queue.push(waiting);
    if (isWriting) return;
    isWriting = true;
    // Whatever else arrives in this turn of the loop is written along with it.
    idle = new Promise((resolve) => {
      setImmediate(() => void writeQueue().finally(resolve));
    });
  }

  async function writeQueue(): Promise<void> {
    while (queue.length > 0) {
      const group = takeGroup();
      try {
        await segments.append(group.flatMap(({ buffers }) => buffers));
      } catch (error) {
        // Those that came meanwhile were judged as if this group were kept: they fail with it.
        const failed = [...group, ...queue];
        queue = [];
        for (const { outcome } of failed) outcome.failed();
        if (!isFailing) events.onFailure(error);
        isFailing = true;
        continue;
      }
      for (const { outcome } of group) outcome.written();
      if (isFailing) events.onRecovery();
      isFailing = false;
      // The line alone decides; files that cannot be removed now are passed over at the next start.
      if (group.at(-1)?.isReset === true) await segments.dropAll().catch(() => {});
    }
    isWriting = false;
  }

  /** All that waits; a reset ends a group, because what follows belongs into another file. */
  function takeGroup(): readonly Waiting[] {
    const reset = queue.findIndex(({ isReset }) => isReset);
    const group = reset === -1 ? queue : queue.slice(0, reset + 1);
    queue = reset === -1 ? [] : queue.slice(reset + 1);
    return group;
  }

  return {
    append: (entry, outcome) => enqueue({ buffers: encodeRequest(entry), isReset: false, outcome }),
    reset: (scope, outcome) =>
      enqueue({ buffers: [encodeReset(now(), scope)], isReset: scope === undefined, outcome }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await idle;
      await segments.close();
    },
  };
}
