import type { Entry } from './entry.ts';

/** Which messages the list shows. FQL is the server's business. */
export interface Filter {
  readonly text: string;
  readonly type: string;
  readonly source: string;
  /** A rule that is broken, or one of the outcomes. */
  readonly rule: string;
}

export const noFilter: Filter = { text: '', type: '', source: '', rule: '' };

/** How often a rule was broken by what is held, and the newest message that did. */
export interface RuleCount {
  readonly code: string;
  count: number;
  newest: Entry;
}

/** Arrivals of one second. */
export interface Second {
  accepted: number;
  lost: number;
}

/** The messages the page holds, oldest first, within a bound; the part that passes the filter; and what is counted. */
export interface MessageStore {
  readonly entries: readonly Entry[];
  readonly visible: readonly Entry[];
  readonly filter: Filter;
  readonly rules: ReadonlyMap<string, RuleCount>;
  readonly sources: ReadonlyMap<string, number>;
  /** By epoch seconds. */
  readonly seconds: ReadonlyMap<number, Second>;
  /** True while a new filter has not seen every message yet. */
  readonly isFiltering: boolean;
  /** Adds what arrived, in order; what is not newer than the newest held is passed over. */
  addNewer(entries: readonly Entry[]): void;
  /** Adds what came before everything held, in order, as far as there is room. */
  addOlder(entries: readonly Entry[]): void;
  setFilter(filter: Filter): void;
  /** Goes on filtering for as long as `hasTime` says so. */
  filterOn(hasTime: () => boolean): void;
  clear(): void;
}

/** How many messages are looked at between two looks at the clock. */
const filterStride = 500;
/** More seconds than any row of bars shows: a day. */
const maxSeconds = 86_400;

export function createMessageStore(capacity: number): MessageStore {
  let entries: Entry[] = [];
  let visible: Entry[] = [];
  let filter = noFilter;
  let matches = matcher(filter);
  /** Where filtering goes on, and what it has found; undefined when it is done. */
  let pending: { next: number; found: Entry[] } | undefined;
  const rules = new Map<string, RuleCount>();
  const sources = new Map<string, number>();
  const seconds = new Map<number, Second>();

  function count(entry: Entry, by: 1 | -1): void {
    for (const code of entry.rules) {
      const known = rules.get(code);
      if (known === undefined) rules.set(code, { code, count: by, newest: entry });
      else {
        known.count += by;
        if (entry.seq > known.newest.seq) known.newest = entry;
        if (known.count <= 0) rules.delete(code);
      }
    }
    const left = (sources.get(entry.source) ?? 0) + by;
    if (left > 0) sources.set(entry.source, left);
    else sources.delete(entry.source);
  }

  function countSecond({ receivedAt, outcome }: Entry): void {
    const at = Math.floor(receivedAt / 1_000);
    const second = seconds.get(at) ?? { accepted: 0, lost: 0 };
    if (outcome === 'stored') second.accepted += 1;
    else second.lost += 1;
    seconds.set(at, second);
    if (seconds.size <= maxSeconds) return;
    const [oldest] = seconds.keys();
    if (oldest !== undefined) seconds.delete(oldest);
  }

  /** Cuts off a tenth at a time, so that a full page does not copy its list with every message. */
  function makeRoom(): void {
    const over = entries.length - capacity;
    if (over <= capacity / 10) return;
    for (const entry of entries.slice(0, over)) count(entry, -1);
    entries = entries.slice(over);
    const first = entries[0]?.seq ?? 0;
    const isHeld = ({ seq }: Entry) => seq >= first;
    visible = visible.slice(firstIndex(visible, isHeld));
    if (pending !== undefined) {
      pending.next = Math.max(0, pending.next - over);
      pending.found = pending.found.slice(firstIndex(pending.found, isHeld));
    }
  }

  return {
    get entries() {
      return entries;
    },
    get visible() {
      return visible;
    },
    get filter() {
      return filter;
    },
    get isFiltering() {
      return pending !== undefined;
    },
    rules,
    sources,
    seconds,
    addNewer(arrived) {
      let newest = entries.at(-1)?.seq ?? 0;
      for (const entry of arrived) {
        if (entry.seq <= newest) continue;
        newest = entry.seq;
        entries.push(entry);
        count(entry, 1);
        countSecond(entry);
        if (matches(entry)) visible.push(entry);
      }
      makeRoom();
    },
    addOlder(earlier) {
      const oldest = entries[0]?.seq ?? Number.POSITIVE_INFINITY;
      const room = Math.max(0, capacity - entries.length);
      const older = room === 0 ? [] : earlier.filter(({ seq }) => seq < oldest).slice(-room);
      for (const entry of older) {
        count(entry, 1);
        countSecond(entry);
      }
      entries = [...older, ...entries];
      visible = [...older.filter(matches), ...visible];
      if (pending !== undefined) pending = { next: 0, found: [] };
    },
    setFilter(wanted) {
      filter = wanted;
      matches = matcher(wanted);
      pending = { next: 0, found: [] };
    },
    filterOn(hasTime) {
      while (pending !== undefined && hasTime()) {
        const end = Math.min(entries.length, pending.next + filterStride);
        for (const entry of entries.slice(pending.next, end)) if (matches(entry)) pending.found.push(entry);
        pending.next = end;
        if (end === entries.length) {
          visible = pending.found;
          pending = undefined;
        }
      }
    },
    clear() {
      entries = [];
      visible = [];
      pending = undefined;
      rules.clear();
      sources.clear();
      seconds.clear();
    },
  };
}

/** The index of the first entry, in order, that passes; the length when none does. */
export function firstIndex(entries: readonly Entry[], passes: (entry: Entry) => boolean): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && passes(entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const outcomes: readonly string[] = ['stored', 'discarded', 'duplicate'];

function matcher({ text, type, source, rule }: Filter): (entry: Entry) => boolean {
  const words = text
    .split(/\s+/)
    .filter((word) => word !== '')
    // The words as they are typed: nothing in them is a pattern (rule S18).
    .map((word) => new RegExp(word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'i'));
  return (entry) =>
    (type === '' || entry.type === type) &&
    (source === '' || entry.source === source) &&
    (rule === '' || (outcomes.includes(rule) ? entry.outcome === rule : entry.rules.includes(rule))) &&
    words.every((word) => word.test(entry.text));
}
