import { type PartName, problemsOf, type WholeProfile } from '../api/profiles/whole-profile.ts';
import { type CliError, NotFoundError, TemporaryError } from '../errors.ts';
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

/** How a profile is looked at, again and again. */
export interface LookOptions {
  /** The profile as it is, with the latest {@link watchWindow} of its events. */
  readonly read: (signal: AbortSignal) => Promise<WholeProfile>;
  readonly intervalMs: number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Ends it: that is its normal end. */
  readonly signal: AbortSignal;
}

export interface WatchOptions extends LookOptions {
  /** What is known already. */
  readonly first: WholeProfile;
}

/**
 * The profile, as soon as there is one; undefined when it was told to stop before. Throws what waiting does not mend, and
 * what goes wrong at the first look. `onAbsent` is told once, `onFailed` of each later look that failed for now.
 */
export async function waitForProfile(
  options: LookOptions,
  {
    onAbsent,
    onFailed,
  }: { readonly onAbsent: () => void; readonly onFailed: (error: TemporaryError) => void },
): Promise<WholeProfile | undefined> {
  let isAbsent = false;
  do {
    try {
      return await options.read(options.signal);
    } catch (error) {
      if (options.signal.aborted) return undefined;
      if (isAbsent && error instanceof TemporaryError) onFailed(error);
      else if (!(error instanceof NotFoundError)) throw error;
      else if (!isAbsent) onAbsent();
      isAbsent = true;
    }
  } while (await waited(options));
  return undefined;
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
async function waited({ sleep, intervalMs, signal }: LookOptions): Promise<boolean> {
  try {
    if (!signal.aborted) await sleep(intervalMs, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return !signal.aborted;
}
