import type { Journal } from '../journal/journal.ts';
import type { IdentityRules } from './rules.ts';
import { createSpace, type Space } from './space.ts';

/** Every space of the sandbox, fed from the journal. */
export interface Spaces {
  /**
   * The space of all sources, or of one by its name or write key. Resolves once every message that had arrived
   * when it was asked for is part of it.
   */
  open(source?: string): Promise<Space>;
  close(): void;
}

/** Sources that are looked at alone, at one time. */
const maxSourceSpaces = 32;
const sizes = { maxProfiles: 50_000, maxWeight: 64 * 1_024 * 1_024 };
const sourceSizes = { maxProfiles: 5_000, maxWeight: 8 * 1_024 * 1_024 };
/** Milliseconds between two looks at the journal. */
const feedInterval = 50;

/**
 * Intake never waits for profiles: it fills the journal, and the journal is read from here. A little at a time
 * while messages keep arriving, all of it once they pause or as soon as somebody asks.
 */
export function createSpaces(options: { readonly journal: Journal; readonly rules: IdentityRules }): Spaces {
  const { journal } = options;
  const all = createSpace({ ...options, ...sizes, source: undefined });
  const bySource = new Map<string, Space>();
  let lastSeen = 0;
  let isFeeding = false;

  /** Works through what waits, letting others have their turn after each piece. */
  async function drain(space: Space, count: number): Promise<void> {
    // Once in any case: that is how a space learns that messages were taken out of the journal.
    for (let left = count; ; ) {
      const before = space.pending;
      if (!space.advance()) return;
      left -= Math.max(before - space.pending, 0);
      if (left <= 0) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function feed(): Promise<void> {
    const seen = journal.messages.dropped + journal.messages.length;
    const isQuiet = seen === lastSeen;
    lastSeen = seen;
    if (isFeeding) return;
    isFeeding = true;
    try {
      for (const space of [all, ...bySource.values()]) {
        if (isQuiet) await drain(space, space.pending);
        else space.advance();
      }
    } finally {
      isFeeding = false;
    }
  }

  const timer = setInterval(() => void feed(), feedInterval);
  timer.unref();

  function spaceOf(source: string): Space {
    const known = bySource.get(source);
    bySource.delete(source);
    const space = known ?? createSpace({ ...options, ...sourceSizes, source });
    bySource.set(source, space);
    const [oldest] = bySource.keys();
    if (bySource.size > maxSourceSpaces && oldest !== undefined) bySource.delete(oldest);
    return space;
  }

  return {
    async open(source) {
      const space = source === undefined ? all : spaceOf(source);
      await drain(space, space.pending);
      return space;
    },
    close: () => clearInterval(timer),
  };
}
