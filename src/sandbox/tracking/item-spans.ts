import { endOfString, endOfValue, skipSeparators } from '../../ndjson/skip.ts';

/** A piece of a body, as byte positions; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the parts of a batch body lie. Of a key that stands twice the last one counts, as in JSON.parse. */
export interface BodySpans {
  /** Start and end of each item of `batch`, one after the other in one flat list; undefined when it is not an array. */
  readonly items: readonly number[] | undefined;
  readonly sentAt: Span | undefined;
  readonly context: Span | undefined;
  readonly integrations: Span | undefined;
}

const quote = 0x22;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;

/**
 * Finds the items of a batch body so that each can be kept byte for byte. The body must have passed
 * JSON.parse as an object: nothing is checked again, one pass without recursion suffices.
 */
export function findBodySpans(body: Buffer): BodySpans {
  let items: number[] | undefined;
  const found: Record<'sentAt' | 'context' | 'integrations', Span | undefined> = {
    sentAt: undefined,
    context: undefined,
    integrations: undefined,
  };
  let at = skipSeparators(body, body.indexOf(openBrace) + 1);
  while (body[at] === quote) {
    const keyEnd = endOfString(body, at);
    const key = decodeKey(body, at, keyEnd);
    const start = skipSeparators(body, keyEnd);
    if (key === 'batch' && body[start] === openBracket) {
      items = [];
      at = collectItems(body, start + 1, items);
    } else {
      at = endOfValue(body, start);
      if (key === 'batch') items = undefined;
      else if (key === 'sentAt' || key === 'context' || key === 'integrations')
        found[key] = { start, end: at };
    }
    at = skipSeparators(body, at);
  }
  return { items, ...found };
}

/** Fills `items` with the spans of the array whose inside starts at `start`; returns the index after its bracket. */
function collectItems(body: Buffer, start: number, items: number[]): number {
  let at = skipSeparators(body, start);
  while (at < body.length && body[at] !== closeBracket) {
    const end = endOfValue(body, at);
    items.push(at, end);
    at = skipSeparators(body, end);
  }
  return at + 1;
}

function decodeKey(body: Buffer, start: number, end: number): string {
  // The longest key that matters has 12 characters, 72 bytes when each is escaped.
  if (end - start > 80) return '';
  const text = body.toString('utf8', start, end);
  return text.includes('\\') ? String(JSON.parse(text)) : text.slice(1, -1);
}
