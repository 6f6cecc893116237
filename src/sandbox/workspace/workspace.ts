import type { Journal } from '../journal/journal.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import type { Ring } from '../journal/ring.ts';
import { buildState, type SeedOptions } from './build-state.ts';
import { makeSlug } from './make-id.ts';
import type { SourceRecord } from './records.ts';
import { newSource, type WorkspaceState } from './state.ts';

/** The workspace of a running sandbox: the one place where its state is held. */
export interface Workspace {
  readonly state: WorkspaceState;
  update(next: WorkspaceState): void;
  /** What the workspace knows of a write key; `retired` for one that was taken away. */
  findByKey(writeKey: string): SourceRecord | 'retired' | undefined;
  /**
   * Makes sources of the write keys that nobody named and messages came under, so that the workspace shows what the
   * sandbox received. Does nothing in a sandbox that takes named sources only.
   */
  adoptSources(journal: Journal): void;
  /** Back to what the sandbox started with. */
  reset(): void;
}

/** Write keys can be made up without end; the workspace shows so many sources and no more. */
const maxSources = 2_000;

/** Throws a UsageError for a seed that cannot be used. */
export function createWorkspace(options: SeedOptions): Workspace {
  const initial = buildState(options);
  const isOpen = options.sources === undefined;
  let state = initial;
  let keys = indexKeys(state);
  let seen = 0;

  function update(next: WorkspaceState): void {
    if (next === state) return;
    const isIndexed = next.sources === state.sources && next.retiredKeys === state.retiredKeys;
    state = next;
    if (!isIndexed) keys = indexKeys(next);
  }

  return {
    get state() {
      return state;
    },
    update,
    findByKey: (writeKey) => keys.get(writeKey),
    adoptSources(journal) {
      if (!isOpen || journal.lastSeq === seen) return;
      const found = new Map<string, SourceRecord>();
      const room = maxSources - state.sources.length;
      const slugs = new Set(state.sources.map(({ slug }) => slug));
      for (const ring of [journal.messages, journal.rejected]) {
        for (const { writeKey, source } of newerThan(ring, seen)) {
          if (keys.has(writeKey) || found.has(writeKey) || found.size >= room) continue;
          const made = newSource(freeName(source, slugs), writeKey);
          slugs.add(made.slug);
          found.set(writeKey, made);
        }
      }
      seen = journal.lastSeq;
      if (found.size > 0) update({ ...state, sources: [...state.sources, ...found.values()] });
    },
    reset() {
      update(initial);
      seen = 0;
    },
  };
}

/** A slug names one source: a key that reads like that of another one gets a number. */
function freeName(name: string, slugs: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; slugs.has(makeSlug(free)); number += 1) free = `${name}_${number}`;
  return free;
}

function indexKeys({ sources, retiredKeys }: WorkspaceState): Map<string, SourceRecord | 'retired'> {
  const keys = new Map<string, SourceRecord | 'retired'>();
  for (const { writeKey } of retiredKeys) keys.set(writeKey, 'retired');
  for (const source of sources) for (const key of source.writeKeys) keys.set(key, source);
  return keys;
}

/** The entries that came after a number, the oldest first: what was looked at before is not looked at again. */
function* newerThan(ring: Ring<JournalMessage>, seq: number): Iterable<JournalMessage> {
  let first = ring.length;
  while (first > 0 && (ring.at(first - 1)?.seq ?? 0) > seq) first -= 1;
  for (let index = first; index < ring.length; index += 1) {
    const message = ring.at(index);
    if (message !== undefined) yield message;
  }
}
