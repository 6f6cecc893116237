import { fetchEvents, fetchStats, followStream, Refused } from './control.ts';
import type { Stats } from './stats.ts';

/** Who is told what arrives. */
export interface FeedListener {
  /** Texts of messages newer than all before, in order. Resolves when there is room for more. */
  onNewer(lines: readonly string[]): Promise<void>;
  /** Texts of messages older than all before, in order; false when no more are wanted. */
  onOlder(lines: readonly string[]): boolean;
  /** Messages made way before the page came to them. */
  onMissed(count: number): void;
  /** Everything told so far is void: the sandbox was emptied, or another one answers. */
  onReset(): void;
  onState(state: FeedState): void;
  onStats(stats: Stats): void;
  /** The sandbox refuses the question itself, such as an FQL expression; the feed then ends. */
  onRefused(message: string): void;
}

export type FeedState = 'connecting' | 'live' | 'lost';

export interface Feed {
  close(): void;
}

/** How many messages one question brings. */
const pageSize = 500;
/** Milliseconds between two looks at the counts, and before the next try when nobody answered. */
const statsPace = 2_000;
const retryPace = 1_000;

/** Follows the sandbox from now on, and reads back what came before. */
export function openFeed(fql: string, listener: FeedListener): Feed {
  const abort = new AbortController();
  const { signal } = abort;
  const question = { outcome: 'all', ...(fql === '' ? {} : { fql }) };
  /** Which sandbox told what is known, and how often it had been emptied by then. */
  let told: Stats | undefined;
  let newest = 0;
  /** Ends a stream whose messages are void. */
  let round = new AbortController();
  void follow();
  void watch();
  return { close: () => abort.abort() };

  async function follow(): Promise<void> {
    listener.onState('connecting');
    while (!signal.aborted) {
      round = new AbortController();
      const ended = AbortSignal.any([signal, round.signal]);
      try {
        const stats = await fetchStats(ended);
        listener.onStats(stats);
        if (told === undefined || isAnother(told, stats)) await begin(stats, ended);
        listener.onState('live');
        for await (const { lines, missed } of followStream({ ...question, after: String(newest) }, ended)) {
          if (missed > 0) listener.onMissed(missed);
          newest = seqOf(lines.at(-1)) ?? newest;
          if (lines.length > 0) await listener.onNewer(lines);
        }
      } catch (error) {
        if (error instanceof Refused && !signal.aborted) return listener.onRefused(error.message);
      }
      if (signal.aborted) return;
      if (round.signal.aborted) continue;
      listener.onState('lost');
      await pause(retryPace);
    }
  }

  /** The newest page first, so that something is there to look at; the rest follows backwards. */
  async function begin(stats: Stats, ended: AbortSignal): Promise<void> {
    if (told !== undefined) listener.onReset();
    const { lines, next } = await fetchEvents({ ...question, limit: String(pageSize), order: 'desc' }, ended);
    told = stats;
    newest = seqOf(lines[0]) ?? 0;
    await listener.onNewer(lines.toReversed());
    void readBack(next, ended).catch(() => undefined);
  }

  /** The next page is on its way while one is read: it halves the time until everything is there. */
  async function readBack(cursor: string | undefined, ended: AbortSignal): Promise<void> {
    const ask = (next: string) => {
      const answer = fetchEvents({ ...question, limit: '5000', order: 'desc', cursor: next }, ended);
      // It may end before anybody waits for it.
      answer.catch(() => undefined);
      return answer;
    };
    let pending = cursor === undefined ? undefined : ask(cursor);
    while (pending !== undefined) {
      const { lines, next } = await pending;
      pending = next === undefined ? undefined : ask(next);
      if (ended.aborted || !listener.onOlder(lines.toReversed())) return;
    }
  }

  /** The stream tells what arrives; that everything is gone only shows in the counts. */
  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await pause(statsPace);
      try {
        const stats = await fetchStats(signal);
        listener.onStats(stats);
        if (told !== undefined && isAnother(told, stats)) round.abort();
      } catch {
        // The stream finds out by itself that nobody answers.
      }
    }
  }
}

function isAnother(told: Stats, now: Stats): boolean {
  return told.startedAt !== now.startedAt || told.resets !== now.resets;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function seqOf(line: string | undefined): number | undefined {
  const found = line === undefined ? null : /^\{"seq":(\d+)/.exec(line);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}
