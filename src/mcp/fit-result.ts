import { UsageError } from '../errors.ts';
import { isJsonObject } from '../spec/message.ts';
import { jsonLine } from './json-line.ts';
import type { ToolResult } from './tool.ts';

/** The largest answer in bytes: what clients take, and what a model reads with attention. */
export const maxResultBytes = 40_000;
/** Room for `cursor` and its like beside the facts. */
const roomBytes = 200;
/** How long a string may be where an answer would be too long otherwise, tried one after the other. */
const lengths = [2_000, 500, 120];
const longestInError = 500;

/** An answer that can be given, and what of its list is left for the next one. */
export interface Fitted {
  readonly value: ToolResult['value'];
  readonly rest: readonly unknown[];
}

/** An error repeats what was asked for: enough of it to know it again. */
export function shortenTexts(value: ToolResult['value']): ToolResult['value'] {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      cutAll(part, longestInError, Number.POSITIVE_INFINITY),
    ]),
  );
}

/** Cuts the list of an answer where it gets too long; a single thing that is too long has its strings shortened. */
export function fitResult(value: ToolResult['value'], list: string | undefined): Fitted {
  if (bytesOf(value) <= maxResultBytes) return { value, rest: [] };
  const items = list === undefined ? undefined : value[list];
  if (list === undefined || !Array.isArray(items))
    return { value: shortened(value, maxResultBytes), rest: [] };
  const room = maxResultBytes - roomBytes - bytesOf({ ...value, [list]: [] });
  if (room < maxResultBytes / 2) return { value: shortened(value, maxResultBytes), rest: [] };
  const taken: unknown[] = [];
  let used = 0;
  for (const item of items) {
    used += bytesOf(item) + 1;
    if (used > room) break;
    taken.push(item);
  }
  // Something of an item that is too long alone is better than nothing.
  if (taken.length === 0) {
    const { item } = shortened({ item: items[0] }, room);
    taken.push(isJsonObject(item) ? { ...item, shortened: true } : item);
  }
  return { value: { ...value, [list]: taken }, rest: items.slice(taken.length) };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(jsonLine(value ?? null), 'utf8');
}

/** The value with its long strings cut, and at last its lists, until it has `most` bytes. It says so as `shortened`. Throws UsageError. */
function shortened(value: ToolResult['value'], most: number): ToolResult['value'] {
  for (const length of lengths)
    for (const items of [Number.POSITIVE_INFINITY, 50, 5]) {
      const members = Object.entries(value).map(([name, part]) => [name, cutAll(part, length, items)]);
      const cut = { ...Object.fromEntries(members), shortened: true };
      if (bytesOf(cut) <= most - roomBytes) return cut;
    }
  throw new UsageError('The answer is too long, however much of it is cut.', {
    code: 'answer_too_long',
    hint: 'Ask for less of it.',
  });
}

function cutAll(value: unknown, length: number, items: number): unknown {
  const inner = (each: unknown) => cutAll(each, length, items);
  if (typeof value === 'string' && value.length > length)
    return `${value.slice(0, length)}… (${value.length} characters)`;
  if (Array.isArray(value)) return value.slice(0, items).map(inner);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).slice(0, items);
  return Object.fromEntries(members.map(([name, part]) => [name, inner(part)]));
}
