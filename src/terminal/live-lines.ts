import { formatCount, plural } from './numbers.ts';
import type { Printer } from './printer.ts';

/** Milliseconds between two writes, and the most lines of one: a terminal must not slow down a backfill. */
const interval = 100;
const maxLines = 40;

/** Messages on a terminal as they arrive. */
export interface LiveLines<T> {
  add(messages: readonly T[]): void;
  /** Between two calls messages are counted instead of shown. */
  togglePause(): void;
  /** Writes what is waiting, and ends. */
  close(): void;
}

export function createLiveLines<T>(print: Printer, format: (message: T) => string): LiveLines<T> {
  const { style } = print;
  let waiting: T[] = [];
  let unseen = 0;
  let isPaused = false;
  const write = (): void => {
    if (isPaused || waiting.length === 0) return;
    const lines = waiting.map((message) => `${format(message)}\n`);
    if (unseen > 0) lines.push(style.dim(`… and ${formatCount(unseen)} more\n`));
    [waiting, unseen] = [[], 0];
    print.stderr(lines.join(''));
  };
  const timer = setInterval(write, interval);
  return {
    add(messages) {
      const room = isPaused ? 0 : maxLines - waiting.length;
      waiting.push(...messages.slice(0, room));
      unseen += Math.max(0, messages.length - room);
    },
    togglePause() {
      write();
      isPaused = !isPaused;
      if (isPaused) print.note(style.dim('paused: p resumes; messages are still accepted'));
      else {
        print.note(style.dim(`resumed; ${plural(unseen, 'message')} arrived meanwhile`));
        unseen = 0;
      }
    },
    close() {
      clearInterval(timer);
      isPaused = false;
      write();
    },
  };
}
