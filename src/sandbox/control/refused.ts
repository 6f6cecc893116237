import { isSameName } from '../../spec/same-name.ts';
import type { HttpCall } from '../http.ts';
import type { Journal } from '../journal/journal.ts';
import { isInScope, narrowScope, type Scope } from '../journal/scope.ts';
import type { RefusedRequest } from '../refused/refused-request.ts';
import { sumOf } from '../refused/refused-requests.ts';
import { invalidQuery } from './body.ts';
import { maxLimit, readOrder, readPageQuery } from './events.ts';
import { filterNames } from './filter.ts';

type Check = (request: RefusedRequest) => boolean;

/** The filters that a request can pass that held no message. */
const ownFilters = ['writeKey', 'source', 'outcome', 'code', 'text'];

/** Reads the query of `GET /_/events?outcome=refused`. Throws a Refused. */
export function readRefusedQuery(c: HttpCall): {
  readonly matches: Check;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly cursor: number | undefined;
} {
  const { limit, cursor } = readPageQuery(c);
  return {
    matches: readRefusedFilter(c, ['order', 'limit', 'cursor']),
    order: readOrder(c),
    limit: Math.min(limit, maxLimit),
    cursor,
  };
}

/** Reads the filters of a query for refused requests. Throws a Refused for names other than theirs and `others`. */
function readRefusedFilter(c: HttpCall, others: readonly string[]): Check {
  const query = c.req.query();
  const known = [...ownFilters, ...others];
  const other = Object.keys(query).find((name) => !known.includes(name));
  if (other !== undefined)
    throw invalidQuery(
      `A refused request held no message, so “${other}” cannot be asked of it; there are ${known.join(', ')}.`,
    );
  const { writeKey, source, code, text } = query;
  const part = text?.toLowerCase();
  return ({ sender, code: own, path, reason, firstBytes, userAgent }) =>
    isInScope(sender, { writeKey, source }) &&
    (code === undefined || isSameName(own, code)) &&
    (part === undefined ||
      [path, reason, firstBytes, userAgent].some((shown) => shown.toLowerCase().includes(part)));
}

/** The refused requests among all that a stream shows; undefined where it was asked for some messages alone. */
export function refusedInStream(c: HttpCall): Check | undefined {
  const query = c.req.query();
  if (query.outcome !== 'all' && query.outcome !== 'refused') return undefined;
  const isOfMessages = filterNames.some((name) => query[name] !== undefined && !ownFilters.includes(name));
  if (query.outcome === 'all' && isOfMessages) return undefined;
  return readRefusedFilter(c, ['after']);
}

/** How many requests of these sources were refused. */
export function countRefused({ refused }: Journal, { writeKey, source }: Scope): number {
  return sumOf(refused.byStatus(narrowScope({ writeKey, source })));
}
