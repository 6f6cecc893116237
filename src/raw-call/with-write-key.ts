import { openObject, writeNode } from '../spec/json-text.ts';

/** A body with the write key in it, as the Tracking API wants it besides a token (docs/segment-api/tracking.md#write-keys); one that names a key itself keeps it. */
export function withWriteKey(text: string, writeKey: string): string {
  if (!/^\s*\{/.test(text)) return text;
  const members = openObject(text);
  if (members.has('writeKey')) return text;
  members.set('writeKey', JSON.stringify(writeKey));
  return writeNode(members);
}
