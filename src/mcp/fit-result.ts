import { isJsonObject } from '../spec/message.ts';
import type { ToolResult } from './tool.ts';

/** The largest answer in bytes: what clients take, and what a model reads with attention. */
export const maxResultBytes = 40_000;
/** Room for `cursor` and its like beside the facts. */
const roomBytes = 200;
/** How long a string may be where an answer would be too long otherwise, tried one after the other. */
const lengths = [2_000, 500, 120];

/** An answer that can be given, and what of its list is left for the next one. */
export interface Fitted {
  readonly value: ToolResult['value'];
  readonly rest: readonly unknown[];
}

/** Cuts the list of an answer where it gets too long; a single thing that is too long has its strings shortened. */
export function fitResult(value: ToolResult['value'], list: string | undefined): Fitted {
  if (bytesOf(value) <= maxResultBytes) return { value, rest: [] };
  const items = list === undefined ? undefined : value[list];
  if (list === undefined || !Array.isArray(items))
    return { value: shortened(value, maxResultBytes), rest: [] };
  const room = maxResultBytes - roomBytes - bytesOf({ ...value, [list]: [] });
  const taken: unknown[] = [];
  let used = 0;
  for (const item of items) {
    used += bytesOf(item) + 1;
    if (used > room) break;
    taken.push(item);
  }
  // Something of an item that is too long alone is better than nothing.
  const [first] = items;
  if (taken.length === 0)
    taken.push(isJsonObject(first) ? shortened(first, room) : shortened({ first }, room).first);
  return { value: { ...value, [list]: taken }, rest: items.slice(taken.length) };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '', 'utf8');
}

/** The value with its long strings cut, and at last its lists, until it has `most` bytes. It says so as `shortened`. */
function shortened(value: ToolResult['value'], most: number): ToolResult['value'] {
  for (const length of lengths)
    for (const items of [Number.POSITIVE_INFINITY, 50, 5]) {
      const cut = { ...value, ...cutAll(value, length, items), shortened: true };
      if (bytesOf(cut) <= most - roomBytes) return cut;
    }
  return { shortened: true, bytes: bytesOf(value) };
}

function cutAll(value: unknown, length: number, items: number): object {
  const cut = (each: unknown): unknown => {
    if (typeof each === 'string' && each.length > length)
      return `${each.slice(0, length)}… (${each.length} characters)`;
    if (Array.isArray(each)) return each.slice(0, items).map(cut);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(
      Object.entries(each)
        .slice(0, items)
        .map(([key, part]) => [key, cut(part)]),
    );
  };
  return Object(cut(value));
}
