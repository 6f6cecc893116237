import { readMembers } from '../../ndjson/members.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import type { PageRequest } from './pages.ts';
import type { Profile } from './profile.ts';
import { invalidParameter } from './profile-fault.ts';
import { cursorText, pageSizes } from './query.ts';
import type { HistoryEvent, Space } from './space.ts';

/** docs/segment-api/profile.md#limits: "last 14 days". */
const historyMs = 14 * 24 * 60 * 60 * 1_000;

/** Where an event stands in the history: by its time, then by its messageId, as the documented cursor does. */
interface Place {
  readonly at: number;
  readonly messageId: string;
}

/**
 * `…/events`: newest first unless asked otherwise; `next` is the first event of the following page. Of an event
 * that was kept twice, as it can be when messageIds count for each source alone, one shows. JSON text.
 */
export function eventsPage({ profile, query, path }: PageRequest, space: Space, now: Date): string {
  const limit = query.limit(pageSizes.events);
  const order = query.word('sort', ['asc', 'desc']) ?? 'desc';
  const [include, exclude] = [query.names('include'), query.names('exclude')];
  const start = Math.max(query.time('start') ?? Number.NEGATIVE_INFINITY, now.getTime() - historyMs);
  const end = query.time('end') ?? Number.POSITIVE_INFINITY;
  const from = query.next === undefined ? undefined : readCursor(query.next);
  const compare = order === 'asc' ? comparePlaces : (a: Place, b: Place) => comparePlaces(b, a);

  const best = createShortlist<HistoryEvent & Place>(limit + 1, compare);
  for (const { message, at, user, account } of space.history(profile)) {
    // Both ends belong to the span; Segment leaves that open (docs/segment-api/profile.md#parameters).
    if (at < start || at > end) continue;
    const name = eventName(message);
    if ((include !== undefined && !include.has(name)) || exclude?.has(name) === true) continue;
    const event = { message, at, user, account, messageId: message.messageId };
    if (from === undefined || compare(event, from) >= 0) best.offer(event);
  }
  const following = best.items[limit];
  const data = best.items.slice(0, limit).map((event) => eventText(event, space));
  const next = following === undefined ? undefined : cursorOf(following);
  return `{"data":[${data.join(',')}],"cursor":${cursorText(path, limit, next)}}`;
}

/** Page calls show up as Track events of this name (docs/segment-api/profile.md#replies); Screen follows by analogy. */
function eventName({ type, event }: JournalMessage): string {
  if (type === 'page') return 'Page Viewed';
  return type === 'screen' ? 'Screen Viewed' : (event ?? '');
}

/** One event; context and properties keep the bytes they arrived with. */
function eventText(event: HistoryEvent, space: Space): string {
  const { message, at, user, account } = event;
  const completed = Buffer.from(message.completedText, 'utf8');
  const parts = new Map<string, string>();
  for (const { key, valueStart, valueEnd } of readMembers(completed).members) {
    if (completed[valueStart] === openBrace) parts.set(key, completed.toString('utf8', valueStart, valueEnd));
  }
  const owners = [
    user === undefined ? undefined : space.graph.store.byOrdinal('users', user),
    account === undefined ? undefined : space.graph.store.byOrdinal('accounts', account),
  ];
  const externalIds = space
    .identifiersOf(message)
    .filter((identifier) => {
      const { collection, type, id } = identifier;
      const owner = space.graph.find(collection, type, id);
      return owner !== undefined && owners.includes(owner);
    })
    .map(({ collection, type, id }) => ({ collection, type, id, encoding: 'none' }));
  const members: [string, string][] = [
    ['external_ids', JSON.stringify(externalIds)],
    ['context', parts.get('context') ?? '{}'],
    ['type', '"track"'],
    ['message_id', JSON.stringify(message.messageId)],
    ['source_id', JSON.stringify(message.source)],
    ['timestamp', JSON.stringify(new Date(at).toISOString())],
    ['properties', parts.get('properties') ?? '{}'],
    ['event', JSON.stringify(eventName(message))],
    ['related', JSON.stringify(relatedOf(owners))],
  ];
  return `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
}

const openBrace = 0x7b;

/** The profile behind the event, by its collection. */
function relatedOf(owners: readonly (Profile | undefined)[]): { users?: string; accounts?: string } {
  const [user, account] = owners;
  if (user !== undefined) return { users: user.id };
  return account === undefined ? {} : { accounts: account.id };
}

const nanoseconds = 1_000_000n;

/** Base64 of `<epoch nanoseconds>::<message id>` (docs/segment-api/profile.md#test-vectors). */
function cursorOf({ at, messageId }: Place): string {
  return Buffer.from(`${BigInt(at) * nanoseconds}::${messageId}`, 'utf8').toString('base64');
}

function readCursor(text: string): Place {
  // A raw plus in the query arrives as a space.
  const decoded = Buffer.from(text.replaceAll(' ', '+'), 'base64').toString('utf8');
  const split = decoded.indexOf('::');
  const time = decoded.slice(0, split);
  if (split === -1 || !/^-?\d{1,22}$/.test(time))
    throw invalidParameter('next', 'the cursor of a page before');
  return { at: Number(BigInt(time) / nanoseconds), messageId: decoded.slice(split + 2) };
}

function comparePlaces(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at - b.at;
  return a.messageId === b.messageId ? 0 : a.messageId < b.messageId ? -1 : 1;
}

/** The first few of many in an order, found without sorting the rest; of two that are equal the first one offered stays. */
function createShortlist<T extends Place>(
  size: number,
  compare: (a: Place, b: Place) => number,
): { readonly items: readonly T[]; offer(item: T): void } {
  const items: T[] = [];
  return {
    items,
    offer(item) {
      let [low, high] = [0, items.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = items[middle];
        const order = other === undefined ? -1 : compare(item, other);
        if (order === 0) return;
        if (order < 0) high = middle;
        else low = middle + 1;
      }
      if (low >= size) return;
      items.splice(low, 0, item);
      items.length = Math.min(items.length, size);
    },
  };
}
