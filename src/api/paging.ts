import { readElements } from '../ndjson/elements.ts';
import type { ApiName } from '../segment/endpoints/endpoint.ts';
import { findEndpoint } from '../segment/endpoints/find-endpoint.ts';
import { profilePageSizes, publicPageSizes } from '../segment/limits.ts';
import { isListText, isObjectText, openObject } from '../spec/json-text.ts';
import { textAt, valueAt } from './api-object.ts';
import type { PageEnd } from './follow-pages.ts';

/** One page of a reply: the texts of its items, and how the list goes on. */
export interface ReplyPage {
  readonly items: readonly string[];
  readonly end: PageEnd;
}

/** How the lists of an API go on. */
export interface Paging {
  /** The parameter that asks for the page after. */
  readonly cursor: string;
  /** The parameter for the size of a page, and the largest there is; undefined where there is no such parameter. */
  readonly size: { readonly name: string; readonly largest: number } | undefined;
  /** Undefined for a reply that is no list. `before`: how many items came on the pages before; undefined where that is not known. */
  readonly read: (reply: string, before: number | undefined) => ReplyPage | undefined;
}

/** How to go through the list at a path; undefined for the Tracking API, which has none. */
export function pagingOf(api: ApiName, path: string): Paging | undefined {
  if (api === 'tracking') return undefined;
  const plain = path.replace(/\/$/, '');
  if (api === 'profile') {
    const size = new Map<string, number>(Object.entries(profilePageSizes)).get(plain.split('/').at(-1) ?? '');
    return {
      cursor: 'next',
      size: size === undefined ? undefined : { name: 'limit', largest: size },
      read: readProfilePage,
    };
  }
  const prefix = findEndpoint(api, 'GET', plain)?.paging === 'flat' ? '' : 'pagination.';
  return {
    cursor: `${prefix}cursor`,
    size: { name: `${prefix}count`, largest: publicPageSizes.largest },
    read: readPublicPage,
  };
}

/** The items are the one list below `data`, whatever its name. */
function readPublicPage(reply: string, before: number | undefined): ReplyPage | undefined {
  const data = textAt(reply, 'data');
  if (data === undefined || !isObjectText(data) || hasErrors(reply)) return undefined;
  const members = openObject(data);
  const lists = [...members.values()].filter(isList);
  const [list] = lists;
  if (list === undefined || lists.length > 1) return undefined;
  const items = elementsOf(list);
  const given = before === undefined ? undefined : before + items.length;
  const pagination = members.get('pagination') ?? textAt(reply, 'pagination');
  const { total: _total, ...end } = publicPageEnd(
    typeof pagination === 'string' ? pagination : undefined,
    given,
  );
  return { items, end };
}

/** A reply has data or errors, never both. */
function hasErrors(reply: string): boolean {
  const errors = textAt(reply, 'errors');
  return errors !== undefined && isListText(errors) && elementsOf(errors).length > 0;
}

/** How a list of the Public API goes on, and how many items it has in all where the API says so. */
export interface PublicPageEnd extends PageEnd {
  readonly total: number | undefined;
}

/**
 * Reads `pagination`, where a reply has it: `next` is absent, null or empty on the last page. `given`: how many items
 * have come with this page, for where the API counts all of them; undefined where that is not known.
 */
export function publicPageEnd(pagination: string | undefined, given: number | undefined): PublicPageEnd {
  const about: unknown = pagination === undefined ? undefined : JSON.parse(pagination);
  const total = totalOf(about);
  const { next, isNamed } = readCursor(valueAt(about, 'next'));
  return {
    total,
    next,
    current: readCursor(valueAt(about, 'current')).next,
    isMore: isNamed || (total !== undefined && given !== undefined && total > given),
  };
}

function totalOf(about: unknown): number | undefined {
  const total = valueAt(about, 'totalEntries');
  return typeof total === 'number' && Number.isSafeInteger(total) && total > 0 ? total : undefined;
}

/** `data` is a list, or `traits` an object whose members are the items, each then an object of its own. */
function readProfilePage(reply: string): ReplyPage | undefined {
  const end = profilePageEnd(reply);
  const list = textAt(reply, 'data');
  if (list !== undefined && isListText(list)) return { items: elementsOf(list), end };
  const traits = textAt(reply, 'traits');
  if (traits === undefined || !isObjectText(traits)) return undefined;
  const items = [...openObject(traits)].map(([name, value]) => `{${JSON.stringify(name)}:${String(value)}}`);
  return { items, end };
}

/** How a list of the Profile API goes on: on the last page `has_more` is false, and then `next` says nothing. */
export function profilePageEnd(reply: string): PageEnd {
  const cursor: unknown = JSON.parse(textAt(reply, 'cursor') ?? 'null');
  const hasMore = valueAt(cursor, 'has_more');
  if (hasMore === false) return { next: undefined, isMore: false };
  const { next, isNamed } = readCursor(valueAt(cursor, 'next'));
  return { next, isMore: isNamed || hasMore === true };
}

/** What is there and no text is a cursor that cannot be sent. */
function readCursor(found: unknown): { readonly next: string | undefined; readonly isNamed: boolean } {
  if (found === undefined || found === null || found === '') return { next: undefined, isNamed: false };
  return { next: typeof found === 'string' ? found : undefined, isNamed: true };
}

function isList(node: unknown): node is string {
  return typeof node === 'string' && isListText(node);
}

function elementsOf(list: string): string[] {
  const bytes = Buffer.from(list, 'utf8');
  return readElements(bytes).map(({ start, end }) => bytes.toString('utf8', start, end));
}
