import { endOfValue, skipSeparators } from './skip.ts';

/** One element of an array, as byte positions. The end is exclusive. */
export interface Element {
  readonly start: number;
  readonly end: number;
}

const openBracket = 0x5b;
const closeBracket = 0x5d;

/** The elements of the array at `start`, in order; none when it is not an array. The bytes must already have passed as valid JSON. */
export function readElements(bytes: Buffer, start = 0): Element[] {
  const at = skipSeparators(bytes, start);
  const elements: Element[] = [];
  if (bytes[at] === openBracket) endOfArray(bytes, at, elements);
  return elements;
}

/** The index after the array whose bracket stands at `start`; its elements are put after `elements`. */
export function endOfArray(bytes: Buffer, start: number, elements: Element[]): number {
  let at = start;
  at = skipSeparators(bytes, at + 1);
  while (bytes[at] !== closeBracket && at < bytes.length) {
    const end = endOfValue(bytes, at);
    elements.push({ start: at, end });
    at = skipSeparators(bytes, end);
  }
  return at + 1;
}
