import type { Journal } from '../journal/journal.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import { isInScope } from '../journal/scope.ts';
import { createGraph, type IdentityGraph, type Resolved } from './graph.ts';
import { type Identifier, readIdentifiers } from './identifiers.ts';
import { ordinalsOf, type Profile } from './profile.ts';
import { createMessageReader, readTraits } from './profile-message.ts';
import type { IdentityRules } from './rules.ts';

/** An event of somebody's history. */
export interface HistoryEvent {
  readonly message: JournalMessage;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The ordinals of its owners when it came. Not the profiles: a history must not keep alive what was forgotten. */
  readonly user: number | undefined;
  readonly account: number | undefined;
}

/** The profiles made of the journal's messages, or of those of one source. */
export interface Space {
  readonly graph: IdentityGraph;
  /** Messages that the journal dropped before they could become part of a profile. */
  readonly missed: number;
  /** How many messages are waiting. */
  readonly pending: number;
  /** Takes in a few waiting messages, in the order of their arrival; false when none is left. */
  advance(): boolean;
  /** Every event that the journal still holds and somebody owns, oldest arrival first. */
  readonly events: readonly HistoryEvent[];
  /** The events of a profile that the journal still holds, oldest arrival first. */
  history(profile: Profile): Generator<HistoryEvent>;
  /** True for a message of this space. */
  holds(message: JournalMessage): boolean;
  /** The identifiers of a message of the journal. */
  identifiersOf(message: JournalMessage): readonly Identifier[];
  /** Whose a message of the journal is. */
  ownersOf(message: JournalMessage): Resolved;
}

export interface SpaceOptions {
  readonly journal: Journal;
  readonly rules: IdentityRules;
  /** Name or write key of a source; undefined for all. */
  readonly source: string | undefined;
  readonly maxProfiles: number;
  readonly maxWeight: number;
}

/** What one `advance` takes in: some milliseconds' worth, because requests wait meanwhile. */
const sliceMessages = 500;
const sliceBytes = 512 * 1_024;
/** Any seed would do; the same one makes the ids of two runs comparable. */
const seed = 'sandbox';

/** Types whose messages show up in a history (docs/segment-api/profile.md#replies); the name for Screen is by analogy. */
const historyTypes: ReadonlySet<unknown> = new Set(['track', 'page', 'screen']);

export function createSpace(options: SpaceOptions): Space {
  const { journal, source } = options;
  const { messages } = journal;
  const read = createMessageReader();
  let graph = createGraph({ ...options, seed });
  let events: HistoryEvent[] = [];
  let cuts = messages.cuts;
  /** How many of the journal's messages, dropped ones included, are behind us. */
  let done = 0;
  let missed = 0;

  /** Follows the journal: forgets everything when messages were taken out of it, and what it dropped. */
  function follow(): void {
    if (messages.cuts !== cuts) {
      cuts = messages.cuts;
      graph = createGraph({ ...options, seed });
      events = [];
      done = 0;
      missed = 0;
    }
    if (messages.dropped > done) {
      missed += messages.dropped - done;
      done = messages.dropped;
    }
    const oldest = messages.at(0)?.seq ?? Number.POSITIVE_INFINITY;
    let gone = 0;
    while (gone < events.length && (events[gone]?.message.seq ?? 0) < oldest) gone += 1;
    if (gone > 0) events = events.slice(gone);
  }

  function take(message: JournalMessage): void {
    const parsed = read(message);
    if (parsed === undefined) return;
    const { user, account } = graph.apply(parsed, () => readTraits(message.raw));
    if ((user !== undefined || account !== undefined) && historyTypes.has(message.type))
      events.push({ message, at: parsed.at, user: user?.ordinal, account: account?.ordinal });
  }

  return {
    get graph() {
      return graph;
    },
    get missed() {
      return missed;
    },
    get pending() {
      return messages.cuts === cuts ? messages.dropped + messages.length - done : messages.length;
    },
    advance() {
      follow();
      let bytes = 0;
      for (let count = 0; count < sliceMessages && bytes < sliceBytes; count += 1) {
        const message = messages.at(done - messages.dropped);
        if (message === undefined) return false;
        done += 1;
        if (!isInScope(message, { source })) continue;
        bytes += message.raw.length;
        take(message);
      }
      return messages.at(done - messages.dropped) !== undefined;
    },
    get events() {
      return events;
    },
    holds: (message) => isInScope(message, { source }),
    *history(profile) {
      const ordinals = ordinalsOf(profile);
      for (const event of events) {
        const owner = profile.collection === 'users' ? event.user : event.account;
        if (owner !== undefined && ordinals.has(owner)) yield event;
      }
    },
    identifiersOf(message) {
      const parsed = read(message);
      return parsed === undefined ? [] : readIdentifiers(parsed, options.rules);
    },
    ownersOf(message) {
      const parsed = read(message);
      return parsed === undefined ? { user: undefined, account: undefined } : graph.ownersOf(parsed);
    },
  };
}
