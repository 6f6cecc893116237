import * as z from 'zod/mini';
import type { ApiObject } from '../api/api-object.ts';
import { isCut } from '../api/pages-with-fields.ts';
import { pickFields } from '../api/pick-fields.ts';
import { maskMembers } from '../mask-members.ts';
import { exactJson } from '../spec/exact-json.ts';
import { exactValue } from './exact-value.ts';
import { cursor, whole } from './fields.ts';
import type { ToolResult } from './tool.ts';

/** The most items that one call lists. */
const mostItems = 1_000;

/** The arguments of every list. */
export const listArguments = {
  limit: z.optional(whole(1, mostItems, 'At most; default 100.')),
  cursor,
};

export const usualLimit = 100;

/** What every list answers. */
export const listOutput = z.looseObject({ items: z.array(z.any()), more: z.boolean() });

interface Pages {
  readonly items: readonly ApiObject[];
  readonly hasMore: boolean;
  readonly total: number | undefined;
}

/** The items of pages up to a limit, as a tool answers them. `about` stands beside them. */
export async function listResult(
  noun: string,
  pages: AsyncIterable<Pages>,
  limit: number,
  {
    about = {},
    write = exactItem,
  }: { readonly about?: object; readonly write?: (item: ApiObject) => unknown } = {},
): Promise<ToolResult> {
  const items: unknown[] = [];
  let more = false;
  for await (const page of pages) {
    const room = limit - items.length;
    items.push(...page.items.slice(0, room).map(write));
    more = page.items.length > room || isCut(page, items.length);
    if (items.length >= limit) break;
  }
  return {
    value: { ...about, items, more },
    list: 'items',
    summary: `${items.length} ${noun}${moreWords(more, limit)}.`,
  };
}

/** What a summary says of a list that has more than was asked for. */
export function moreWords(more: boolean, limit: number): string {
  if (!more) return '';
  const advice =
    limit < mostItems ? 'raise limit, or narrow it down' : 'narrow it down, as limit can be no larger';
  return `; there are more: ${advice}`;
}

/** An object of an API with all its digits. */
export function exactItem({ text }: ApiObject): unknown {
  return exactValue(text);
}

/** Some fields of an object, each under its path. Secrets are masked before: a path says less than the members on it. */
export function pickedFields({ value, text }: ApiObject, fields: readonly string[]): unknown {
  return exactValue(pickFields({ value, text: maskMembers(text) }, fields));
}

/** A value of our own, of which large numbers keep their digits. */
export function exactFacts(value: object): Record<string, unknown> {
  return { ...Object(exactValue(exactJson({ ...value }))) };
}
