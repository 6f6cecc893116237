import { timeOf } from '../tracking/complete.ts';
import { invalidParameter } from './profile-fault.ts';

/** Smallest, default and largest page of a route. */
export interface PageSizes {
  readonly default: number;
  readonly max: number;
}

/** docs/segment-api/profile.md#limits and #parameters; where no default is documented it is that of traits. */
export const pageSizes = {
  traits: { default: 10, max: 200 },
  external_ids: { default: 25, max: 25 },
  events: { default: 10, max: 100 },
  links: { default: 20, max: 20 },
} as const satisfies Record<string, PageSizes>;

/** The parameters of a request. Segment does not say what becomes of a bad one; here it is a 400, which nobody overlooks. */
export interface Query {
  limit(sizes: PageSizes): number;
  /** The cursor, or undefined on the first page. */
  readonly next: string | undefined;
  readonly verbose: boolean;
  /** Names separated by commas; undefined when there are none. */
  names(parameter: 'include' | 'exclude'): ReadonlySet<string> | undefined;
  word<T extends string>(parameter: string, words: readonly T[]): T | undefined;
  /** Epoch milliseconds. */
  time(parameter: 'start' | 'end'): number | undefined;
}

export function readQuery(url: string): Query {
  const start = url.indexOf('?');
  const values = new URLSearchParams(start === -1 ? '' : url.slice(start + 1));
  const textOf = (name: string): string | undefined => values.get(name) || undefined;

  function word<T extends string>(parameter: string, words: readonly T[]): T | undefined {
    const value = textOf(parameter);
    const found = words.find((known) => known === value);
    if (value !== undefined && found === undefined) throw invalidParameter(parameter, words.join(' or '));
    return found;
  }

  return {
    limit(sizes) {
      const value = textOf('limit');
      if (value === undefined) return sizes.default;
      const limit = /^\d{1,9}$/.test(value) ? Number(value) : 0;
      if (limit < 1 || limit > sizes.max) throw invalidParameter('limit', `between 1 and ${sizes.max}`);
      return limit;
    },
    next: textOf('next'),
    get verbose() {
      return word('verbose', ['true', 'false']) === 'true';
    },
    names(parameter) {
      const value = textOf(parameter);
      return value === undefined ? undefined : new Set(value.split(','));
    },
    word,
    time(parameter) {
      const value = textOf(parameter);
      if (value === undefined) return undefined;
      // A raw plus in the offset of a zone arrives as a space.
      const time = timeOf(value.replace(' ', '+'));
      if (time === undefined) throw invalidParameter(parameter, 'an ISO 8601 date or time');
      return time;
    },
  };
}

/** Where a list goes on, in the form of docs/segment-api/profile.md#replies. `path` is the list's own. */
export function cursorText(path: string, limit: number, next: string | undefined): string {
  return JSON.stringify({ url: path, has_more: next !== undefined, next: next ?? '', limit });
}
