import type { Element } from './elements.ts';
import { applyEdits, type Edit, type Member, readMembers } from './members.ts';
import { endOfValue, skipSeparators } from './skip.ts';
import { withoutLineBreaks } from './values.ts';

/** A body of Segment's batch call, `{"batch":[…]}`. */
export interface Body {
  /** Behind the bracket that opens its messages. */
  readonly start: number;
  /** Where the bracket that closes them stands. */
  readonly end: number;
  /** True where no message stands behind this place, which is in none. */
  isOver(at: number): boolean;
  /** The first message behind this place. All of them in a list would take more memory than a body of short ones. */
  next(at: number): Element | undefined;
  /** False where nothing holds for all of them: then each keeps its bytes, but for line breaks. */
  readonly isShared: boolean;
  /**
   * The bytes of one, with what the body's `context` and `integrations` hold for all of them put in; its own value of
   * a key counts before theirs (docs/segment-api/tracking.md#batch). Line breaks between its tokens are left out.
   */
  messageAt(element: Element): Buffer;
}

/** Members of the body that hold for each of its messages. */
const sharedKeys = ['context', 'integrations'] as const;

const openBrace = 0x7b;
const openBracket = 0x5b;

/**
 * Reads a body; undefined for any other value, a message too. The bytes must already have passed as valid JSON; of a
 * key that stands twice the last one counts.
 */
export function readBody(bytes: Buffer): Body | undefined {
  if (bytes[skipSeparators(bytes, 0)] !== openBrace) return undefined;
  const { members } = readMembers(bytes);
  const batch = members.findLast(({ key }) => key === 'batch');
  if (batch === undefined || bytes[batch.valueStart] !== openBracket) return undefined;
  if (members.some(({ key }) => key === 'type')) return undefined;
  const end = batch.valueEnd - 1;
  const shared = sharedKeys.flatMap((name) => {
    const member = members.findLast(({ key }) => key === name);
    return member === undefined ? [] : readShared(name, valueIn(bytes, member));
  });
  return {
    start: batch.valueStart + 1,
    end,
    isOver: (at) => skipSeparators(bytes, at) >= end,
    next(at) {
      const start = skipSeparators(bytes, at);
      return start < end ? { start, end: endOfValue(bytes, start) } : undefined;
    },
    isShared: shared.length > 0,
    messageAt: ({ start, end }) => withShared(withoutLineBreaks(bytes.subarray(start, end)), shared),
  };
}

interface Shared {
  readonly key: string;
  readonly text: string;
  /** Its members as they are written, by their keys; none where it is not an object. */
  readonly members: ReadonlyMap<string, string>;
}

/** `null` counts as absent, and so does an object that holds nothing. */
function readShared(key: string, value: Buffer): Shared[] {
  const text = withoutLineBreaks(value);
  if (text.toString('latin1') === 'null') return [];
  const isObject = text[0] === openBrace;
  const members = new Map<string, string>();
  for (const member of isObject ? readMembers(text).members : [])
    members.set(member.key, text.toString('utf8', member.keyStart, member.valueEnd));
  return isObject && members.size === 0 ? [] : [{ key, text: text.toString('utf8'), members }];
}

function withShared(message: Buffer, shared: readonly Shared[]): Buffer {
  if (shared.length === 0 || message[0] !== openBrace) return message;
  const { open, members } = readMembers(message);
  const added: string[] = [];
  const edits: Edit[] = [];
  for (const { key, text, members: theirs } of shared) {
    const own = members.findLast((member) => member.key === key);
    if (own === undefined) added.push(`"${key}":${text}`);
    else edits.push(...mergeInto(own, valueIn(message, own), { text, theirs }));
  }
  edits.sort((a, b) => a.start - b.start);
  return applyEdits(message, [...insertAt(open, added, members.length > 0), ...edits]);
}

/** Key by key, not deeper. A value that is not an object stays, to be rejected. */
function mergeInto(
  { valueStart, valueEnd }: Member,
  value: Buffer,
  { text, theirs }: { readonly text: string; readonly theirs: ReadonlyMap<string, string> },
): Edit[] {
  if (value.toString('latin1') === 'null') return [{ start: valueStart, end: valueEnd, text }];
  if (value[0] !== openBrace) return [];
  const { open, members } = readMembers(value);
  const own = new Set(members.map(({ key }) => key));
  const missing = [...theirs].flatMap(([key, member]) => (own.has(key) ? [] : [member]));
  return insertAt(valueStart + open, missing, members.length > 0);
}

function insertAt(at: number, members: readonly string[], hasMore: boolean): Edit[] {
  if (members.length === 0) return [];
  return [{ start: at, end: at, text: `${members.join(',')}${hasMore ? ',' : ''}` }];
}

function valueIn(bytes: Buffer, { valueStart, valueEnd }: Member): Buffer {
  return bytes.subarray(valueStart, valueEnd);
}
