import { endOfString, endOfValue, skipSeparators } from '../../../ndjson/skip.ts';
import { isMessageType } from '../../../spec/message.ts';
import { messagesUnder, type UnreadableKind, unreadable } from './unreadable.ts';

const openBrace = 0x7b;
const openBracket = 0x5b;
const quote = 0x22;

/** True for an object whose `batch` is an array, and which is not a message. It may be cut, so no key is decoded. */
export function isBody(text: Buffer): boolean {
  const members = membersIn(text);
  return !members.has('type') && members.get('batch')?.[0] === openBracket;
}

/** What an object is that is no message and has messages, or requests, within. It may be cut. */
export function findWrapping(text: Buffer): UnreadableKind | undefined {
  const members = membersIn(text);
  if (members.has('type') || isBody(text)) return undefined;
  const log = membersIn(members.get('log'));
  if (log.has('version') && log.has('creator')) return unreadable.har;
  for (const [key, value] of members) {
    const first = value[0] === openBracket ? membersIn(value.subarray(skipSeparators(value, 1))) : undefined;
    const type = first?.get('type')?.toString('latin1').slice(1, -1);
    if (isMessageType(type) && /^[\w -]+$/.test(key))
      return messagesUnder(/^[a-z_]\w*$/i.test(key) ? key : `"${key}"`);
  }
  return undefined;
}

/** The members of what begins with an object, by their keys as they are written; none of anything else. */
function membersIn(text: Buffer = Buffer.alloc(0)): Map<string, Buffer> {
  const members = new Map<string, Buffer>();
  const object = text.subarray(skipSeparators(text, 0));
  if (object[0] !== openBrace) return members;
  for (let at = skipSeparators(object, 1); object[at] === quote; ) {
    const keyEnd = endOfString(object, at);
    const value = skipSeparators(object, keyEnd);
    const end = endOfValue(object, value);
    members.set(object.toString('latin1', at + 1, keyEnd - 1), object.subarray(value, end));
    at = skipSeparators(object, end);
  }
  return members;
}
