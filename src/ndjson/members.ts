import { endOfString, endOfValue, skipSeparators } from './skip.ts';

/** One member of a top-level object, as byte positions in the line. Ends are exclusive. */
export interface Member {
  /** The decoded key: `"messa\u0067eId"` reads `messageId`. */
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

export interface ObjectSpan {
  /** The index after the opening brace. */
  readonly open: number;
  readonly members: readonly Member[];
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * The members of the object in `bytes`, duplicates included, in order. The bytes must already have
 * passed as valid JSON with an object at the top: nothing is checked again, so one pass suffices.
 * @param endOf finds the end of a value that is read on the way
 */
export function readMembers(bytes: Buffer, endOf: typeof endOfValue = endOfValue): ObjectSpan {
  const open = bytes.indexOf(0x7b) + 1;
  const members: Member[] = [];
  let at = skipSeparators(bytes, open);
  while (bytes[at] === quote) {
    const keyStart = at;
    const keyEnd = endOfString(bytes, at);
    const valueStart = skipSeparators(bytes, keyEnd);
    const valueEnd = endOf(bytes, valueStart);
    members.push({
      key: decodeKey(bytes.subarray(keyStart, keyEnd)),
      keyStart,
      keyEnd,
      valueStart,
      valueEnd,
    });
    at = skipSeparators(bytes, valueEnd);
  }
  return { open, members };
}

/** Replaces `bytes[start, end)` by `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How many bytes {@link applyEdits} makes of them. */
export function sizeAfter(bytes: Buffer, edits: readonly Edit[]): number {
  let size = bytes.length;
  for (const { start, end, text } of edits) size += Buffer.byteLength(text) - (end - start);
  return size;
}

/** The bytes with every edit made. Edits are in order and do not overlap; all else keeps its bytes. */
export function applyEdits(bytes: Buffer, edits: readonly Edit[]): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const edit of edits) {
    if (edit.start > from) parts.push(bytes.subarray(from, edit.start));
    if (edit.text !== '') parts.push(Buffer.from(edit.text, 'utf8'));
    from = edit.end;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}

/**
 * The edits that take members out of an object together with the comma that belongs to each: a
 * member goes with what follows it up to the next one, and the last ones with what stands before them.
 */
export function cutMembers({ open, members }: ObjectSpan, isCut: (member: Member) => boolean): Edit[] {
  const edits: Edit[] = [];
  let keptEnd = open;
  for (const [index, member] of members.entries()) {
    if (!isCut(member)) {
      keptEnd = member.valueEnd;
      continue;
    }
    const next = members[index + 1];
    if (next !== undefined) {
      edits.push({ start: member.keyStart, end: next.keyStart, text: '' });
    } else {
      while (edits.length > 0 && (edits[edits.length - 1]?.start ?? 0) >= keptEnd) edits.pop();
      edits.push({ start: keptEnd, end: member.valueEnd, text: '' });
    }
  }
  return edits;
}

function decodeKey(quoted: Buffer): string {
  const text = quoted.toString('utf8');
  return quoted.includes(backslash) ? String(JSON.parse(text)) : text.slice(1, -1);
}
