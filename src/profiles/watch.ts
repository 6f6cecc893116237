import { type PartName, problemsOf, type WholeProfile } from '../api/profiles/whole-profile.ts';
import { type CliError, TemporaryError } from '../errors.ts';
import { type Change, changesBetween, mergeLooks, newEvents } from './changes.ts';

/** Events of each look: a page. More than so many between two looks are not all seen. */
export const watchWindow = 100;

/** What one more look at a profile has shown; one that failed for now is followed by the next. */
export type Look =
  | { readonly kind: 'failed'; readonly error: TemporaryError }
  | {
      readonly kind: 'seen';
      readonly changes: readonly Change[];
      /** The parts that could not be had. */
      readonly problems: readonly { readonly name: PartName; readonly problem: CliError }[];
      /** There were as many new events as a look can show: some may be missing. */
      readonly isFull: boolean;
    };

export interface WatchOptions {
  /** The profile as it is, with the latest {@link watchWindow} of its events. */
  readonly read: (signal: AbortSignal) => Promise<WholeProfile>;
  /** What is known already. */
  readonly first: WholeProfile;
  readonly intervalMs: number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Ends it: that is its normal end. */
  readonly signal: AbortSignal;
}

/** Looks again and again. Throws what waiting does not mend. */
export async function* watchProfile(options: WatchOptions): AsyncGenerator<Look> {
  const { first, signal } = options;
  const seen = new Set<string>();
  newEvents(first, seen);
  let last = first;
  while (await waited(options)) {
    try {
      const look = await options.read(signal);
      const changes = changesBetween(last, look, seen);
      last = mergeLooks(last, look);
      const isFull = changes.filter(({ part }) => part === 'events').length >= watchWindow;
      yield { kind: 'seen', changes, problems: problemsOf(look), isFull };
    } catch (error) {
      if (signal.aborted) continue;
      if (!(error instanceof TemporaryError)) throw error;
      yield { kind: 'failed', error };
    }
  }
}

/** False once it was told to stop. */
async function waited({ sleep, intervalMs, signal }: WatchOptions): Promise<boolean> {
  try {
    if (!signal.aborted) await sleep(intervalMs, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return !signal.aborted;
}
