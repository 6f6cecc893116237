import type { Journal } from '../journal/journal.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import type { WorkspaceState } from './state.ts';

/** A message that arrived, with the source of the workspace that it belongs to. */
export interface TrafficMessage {
  readonly sourceId: string;
  readonly message: JournalMessage;
}

/** What the sandbox really received, as far back as its journal goes. */
export interface Traffic {
  /** Messages that were taken, in the order they came. */
  accepted(range: TimeRange): Iterable<TrafficMessage>;
  /** Messages that were answered with 200 and dropped; `code` says why. */
  discarded(range: TimeRange): Iterable<TrafficMessage>;
}

/** Milliseconds since 1970: `from` is inside, `to` is not. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Reads the journal of a sandbox as traffic of a workspace: what came under a key of no source is left out. */
export function readTraffic(journal: Journal, state: WorkspaceState): Traffic {
  const sourceIds = new Map(state.retiredKeys.map(({ writeKey, sourceId }) => [writeKey, sourceId]));
  for (const { id, writeKeys } of state.sources) for (const key of writeKeys) sourceIds.set(key, id);

  function* within(messages: Iterable<JournalMessage>, { from, to }: TimeRange): Iterable<TrafficMessage> {
    for (const message of messages) {
      const time = message.receivedAt.getTime();
      if (time < from || time >= to) continue;
      const sourceId = sourceIds.get(message.writeKey);
      if (sourceId !== undefined) yield { sourceId, message };
    }
  }
  function* onlyDiscarded(): Iterable<JournalMessage> {
    for (const message of journal.rejected) if (message.outcome === 'discarded') yield message;
  }
  return {
    accepted: (range) => within(journal.messages, range),
    discarded: (range) => within(onlyDiscarded(), range),
  };
}
