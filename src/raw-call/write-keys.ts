import { openObject, writeNode } from '../spec/json-text.ts';

/** A body with the write key in it, as the Tracking API wants it besides a token (docs/segment-api/tracking.md#write-keys); one that names a key itself keeps it. */
export function withWriteKey(text: string, writeKey: string): string {
  if (!/^\s*\{/.test(text)) return text;
  const members = openObject(text);
  if (members.has('writeKey')) return text;
  members.set('writeKey', JSON.stringify(writeKey));
  return writeNode(members);
}

/** The write keys that a reply names as such, in its lists of that name. */
export function writeKeysIn(text: string): readonly string[] {
  const lists = text.match(/"writeKeys"\s*:\s*\[[^\]]*\]/g) ?? [];
  return lists.flatMap((list) =>
    [...list.slice(list.indexOf('[')).matchAll(/"([^"\\]+)"/g)].map(([, key = '']) => key),
  );
}
