import { readElements } from '../ndjson/elements.ts';
import { openObject } from '../spec/json-text.ts';
import { stringAt, textAt, valueAt } from './api-object.ts';
import type { ApiName } from './endpoints/endpoint.ts';
import type { QueryPair } from './query-pairs.ts';
import { queryPair } from './query-pairs.ts';

/** One page of a reply: the texts of its items, and the cursor of the next page. */
export interface ReplyPage {
  readonly items: readonly string[];
  readonly next: string | undefined;
}

/** How the lists of an API go on. */
export interface Paging {
  /** The parameter that asks for the page after. */
  readonly cursor: string;
  /** Asks for pages as large as they come; undefined where there is no such parameter. */
  readonly size: QueryPair | undefined;
  /** Undefined for a reply that is no list. */
  readonly read: (reply: string) => ReplyPage | undefined;
}

/** Pages of the Public API hold up to 200 or 1,000 items, by the page of the documents that is read (public contract §8). */
const publicPageSize = '200';
/** The largest pages of the Profile API; links have one page alone (tracking and profile contract §8.2, §3.3). */
const profilePageSizes: Readonly<Record<string, string>> = {
  traits: '200',
  events: '100',
  external_ids: '25',
  links: '20',
};

/** How to go through the list at a path; undefined for the Tracking API, which has none. */
export function pagingOf(api: ApiName, path: string): Paging | undefined {
  if (api === 'tracking') return undefined;
  if (api === 'profile') {
    const size = profilePageSizes[path.replace(/\/$/, '').split('/').at(-1) ?? ''];
    return {
      cursor: 'next',
      size: size === undefined ? undefined : queryPair('limit', size),
      read: readProfilePage,
    };
  }
  // The odd one: the syncs of a Reverse ETL subscription take both flat (public contract §1.10).
  const prefix = /\/subscriptionId\/[^/]+\/syncs\/?$/.test(path) ? '' : 'pagination.';
  return {
    cursor: `${prefix}cursor`,
    size: queryPair(`${prefix}count`, publicPageSize),
    read: readPublicPage,
  };
}

/** The items are the one list below `data`, whatever its name; `next` is absent or null on the last page (public contract §1.10). */
function readPublicPage(reply: string): ReplyPage | undefined {
  const data = textAt(reply, 'data');
  if (data === undefined || !/^\s*\{/.test(data)) return undefined;
  const lists = [...openObject(data).values()].filter(isListText);
  const [list] = lists;
  if (list === undefined || lists.length > 1) return undefined;
  const about = textAt(reply, 'data', 'pagination') ?? textAt(reply, 'pagination') ?? 'null';
  return { items: elementsOf(list), next: stringAt(JSON.parse(about), 'next') || undefined };
}

/** `data` is a list, or `traits` an object whose members are the items, each then an object of its own (profile contract §8.4). */
function readProfilePage(reply: string): ReplyPage | undefined {
  const cursor: unknown = JSON.parse(textAt(reply, 'cursor') ?? 'null');
  const next = valueAt(cursor, 'has_more') === false ? undefined : stringAt(cursor, 'next') || undefined;
  const list = textAt(reply, 'data');
  if (list !== undefined && isListText(list)) return { items: elementsOf(list), next };
  const traits = textAt(reply, 'traits');
  if (traits === undefined || !/^\s*\{/.test(traits)) return undefined;
  const items = [...openObject(traits)].map(([name, value]) => `{${JSON.stringify(name)}:${String(value)}}`);
  return { items, next };
}

function isListText(node: unknown): node is string {
  return typeof node === 'string' && /^\s*\[/.test(node);
}

function elementsOf(list: string): string[] {
  const bytes = Buffer.from(list, 'utf8');
  return readElements(bytes).map(({ start, end }) => bytes.toString('utf8', start, end));
}
