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
  const elements: Element[] = [];
  let at = skipSeparators(bytes, start);
  if (bytes[at] !== openBracket) return elements;
  at = skipSeparators(bytes, at + 1);
  while (bytes[at] !== closeBracket && at < bytes.length) {
    const end = endOfValue(bytes, at);
    elements.push({ start: at, end });
    at = skipSeparators(bytes, end);
  }
  return elements;
}
