import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { fetchEvents, Refused } from './control.ts';
import type { Entry } from './entry.ts';
import { readEntry } from './entry.ts';
import { type FeedState, openFeed } from './feed.ts';
import { createMessageStore, type Filter, firstIndex, type MessageStore } from './message-store.ts';
import type { RefusedRequest } from './refused-request.ts';
import type { Stats } from './stats.ts';
import { useRefused } from './use-refused.ts';

/** The most messages a page holds; the oldest make way. */
const capacity = 100_000;
/** Milliseconds of a frame that may go into reading what arrived and into filtering. */
const frameBudget = 8;
/** So many messages may wait for a frame before the sandbox is made to wait. */
const maxWaiting = 4_000;
/** How many messages are read between two looks at the clock. */
const stride = 50;
/** A page in the background gets no frames; it keeps up at this pace, in milliseconds. */
const hiddenPace = 100;

/** The part of the messages that the list shows. */
export interface View {
  readonly entries: readonly Entry[];
  /** How many of them; those beyond arrived after the list was held. */
  readonly count: number;
  readonly held: number;
}

export interface PageState {
  readonly store: MessageStore;
  readonly view: View;
  readonly feedState: FeedState;
  readonly fql: string;
  readonly fqlProblem: string | undefined;
  readonly isPaused: boolean;
  /** Messages that came too fast for the page and are gone. */
  readonly missed: number;
  /** Requests that were refused and left no message, the newest first. */
  readonly refused: readonly RefusedRequest[];
  readonly refusedCount: number;
  setFilter(filter: Filter): void;
  /** Applies an expression, once the sandbox can read it. */
  setFql(fql: string): Promise<void>;
  setPaused(isPaused: boolean): void;
  /** Tells whether the list stands at its newest message; elsewhere it must not move under the reader. */
  setAtTop(isAtTop: boolean): void;
}

/** Connects the page to the sandbox: what arrives goes into the store, and at most once per frame to the screen. */
export function usePage(): PageState {
  const store = useMemo(() => createMessageStore(capacity), []);
  const [, setVersion] = useState(0);
  const [feedState, setFeedState] = useState<FeedState>('connecting');
  const [fql, setFql] = useState('');
  const [fqlProblem, setFqlProblem] = useState<string>();
  const [isPaused, setPaused] = useState(false);
  const [missed, setMissed] = useState(0);
  const [stats, setStats] = useState<Stats>();
  const refused = useRefused(stats);
  const [isAtTop, setAtTop] = useState(true);
  /** The newest message that is shown while the list is held. */
  const heldAt = useRef<number>();
  /** The check of the expression that was applied last. */
  const checking = useRef<AbortController>();
  const frames = useMemo(() => createFrames(store, () => setVersion((version) => version + 1)), [store]);

  useEffect(() => {
    const feed = openFeed(fql, {
      onNewer: (lines) => frames.take(lines),
      onOlder: (lines) => {
        store.addOlder(readEntries(lines));
        frames.draw();
        return store.entries.length < capacity;
      },
      onMissed: (count) => setMissed((before) => before + count),
      onReset: () => {
        frames.drop();
        store.clear();
        heldAt.current = undefined;
        setMissed(0);
        frames.draw();
      },
      onState: setFeedState,
      onStats: setStats,
      onRefused: setFqlProblem,
    });
    return () => feed.close();
  }, [fql, frames, store]);

  const { visible } = store;
  if (!isPaused && isAtTop) heldAt.current = undefined;
  else heldAt.current ??= visible.at(-1)?.seq ?? 0;
  const limit = heldAt.current;
  const count = limit === undefined ? visible.length : firstIndex(visible, ({ seq }) => seq > limit);

  return {
    store,
    view: { entries: visible, count, held: visible.length - count },
    feedState,
    fql,
    fqlProblem,
    isPaused,
    missed,
    refused,
    refusedCount: stats?.refused ?? 0,
    setFilter: (filter) => {
      store.setFilter(filter);
      frames.draw();
    },
    setFql: async (wanted) => {
      checking.current?.abort();
      const check = new AbortController();
      checking.current = check;
      // The list stays as it is until the sandbox has taken the expression: one that is half typed empties nothing.
      const problem = wanted === fql ? undefined : await findFqlProblem(wanted, check.signal);
      if (check.signal.aborted) return;
      setFqlProblem(problem);
      if (problem !== undefined || wanted === fql) return;
      frames.drop();
      store.clear();
      setFql(wanted);
    },
    setPaused,
    setAtTop,
  };
}

/** Why the sandbox cannot read an expression. Undefined for one that it can, and when nobody answers: the feed tells that. */
async function findFqlProblem(fql: string, signal: AbortSignal): Promise<string | undefined> {
  if (fql === '') return undefined;
  try {
    await fetchEvents({ outcome: 'all', fql, limit: '1' }, signal);
  } catch (error) {
    if (error instanceof Refused) return error.message;
  }
  return undefined;
}

function readEntries(lines: readonly string[]): Entry[] {
  return lines.map(readEntry).filter((entry) => entry !== undefined);
}

/** Work that waits for the next frame. */
function createFrames(store: MessageStore, redraw: () => void) {
  let queue: string[] = [];
  let isPlanned = false;
  let resume: (() => void) | undefined;

  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    if (document.hidden) setTimeout(run, hiddenPace);
    else requestAnimationFrame(run);
  }

  function run(): void {
    isPlanned = false;
    const end = performance.now() + frameBudget;
    const hasTime = () => performance.now() < end;
    let done = 0;
    while (done < queue.length && (done === 0 || hasTime())) {
      store.addNewer(readEntries(queue.slice(done, done + stride)));
      done += stride;
    }
    queue = queue.slice(done);
    store.filterOn(hasTime);
    redraw();
    if (queue.length > 0 || store.isFiltering) plan();
    if (queue.length < maxWaiting) release();
  }

  function release(): void {
    resume?.();
    resume = undefined;
  }

  return {
    /** Puts what arrived in line for the store; resolves when the line is short enough for more. */
    take(lines: readonly string[]): Promise<void> {
      for (const line of lines) queue.push(line);
      plan();
      if (queue.length < maxWaiting) return Promise.resolve();
      return new Promise((resolve) => {
        resume = resolve;
      });
    },
    draw: plan,
    /** Forgets what has not reached the store. */
    drop(): void {
      queue = [];
      release();
    },
  };
}
