import type { Journal } from '../journal/journal.ts';
import type { JournalMessage, Outcome } from '../journal/journal-message.ts';
import type { Ring } from '../journal/ring.ts';
import type { CompiledFilter } from './filter.ts';

export interface Selection {
  readonly outcome: Outcome | 'all';
  readonly order: 'asc' | 'desc';
  /** Begins after the message with this `seq`, in the chosen order. */
  readonly cursor?: number | undefined;
  readonly filter: CompiledFilter;
}

/** The messages of a journal that are meant, in the order of arrival or against it. */
export function* selectMessages(
  journal: Journal,
  { outcome, order, cursor, filter }: Selection,
): Generator<JournalMessage> {
  for (const message of inOrder(journal, outcome, order, cursor)) {
    if ((outcome === 'all' || message.outcome === outcome) && filter.matches(message)) yield message;
  }
}

/** Both lists merged by the order of arrival; only the one list when only it is asked for. */
export function* inOrder(
  { messages, rejected }: Pick<Journal, 'messages' | 'rejected'>,
  outcome: Outcome | 'all',
  order: 'asc' | 'desc',
  cursor?: number,
): Generator<JournalMessage> {
  const lists = outcome === 'all' ? [messages, rejected] : [outcome === 'stored' ? messages : rejected];
  const step = order === 'asc' ? 1 : -1;
  const cursors = lists.map((list) => ({ list, index: startOf(list, order, cursor) }));
  for (;;) {
    let best: { message: JournalMessage; cursor: { index: number } } | undefined;
    for (const place of cursors) {
      const message = place.list.at(place.index);
      if (message === undefined) continue;
      if (best === undefined || (message.seq - best.message.seq) * step < 0)
        best = { message, cursor: place };
    }
    if (best === undefined) return;
    best.cursor.index += step;
    yield best.message;
  }
}

/** The index at which a list is to be read on; `seq` rises within each list, so halving finds it. */
function startOf(list: Ring<JournalMessage>, order: 'asc' | 'desc', cursor: number | undefined): number {
  if (cursor === undefined) return order === 'asc' ? 0 : list.length - 1;
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const seq = list.at(middle)?.seq ?? 0;
    if (order === 'asc' ? seq <= cursor : seq < cursor) low = middle + 1;
    else high = middle;
  }
  return order === 'asc' ? low : low - 1;
}
