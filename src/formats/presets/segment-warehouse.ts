import type { MessageType } from '../../spec/message.ts';
import type { Fields, Preset } from '../records/record-table.ts';

/** A table that Segment writes for each call; any other name is the table of one event. */
const tables: Readonly<Partial<Record<string, MessageType>>> = {
  tracks: 'track',
  identifies: 'identify',
  pages: 'page',
  screens: 'screen',
  groups: 'group',
  aliases: 'alias',
  users: 'identify',
};

/** The members of `context` in the Spec: a warehouse has `context.page.url` as `context_page_url`. */
const contextMembers: Readonly<Record<string, readonly string[]>> = {
  '': ['ip', 'locale', 'timezone', 'userAgent', 'groupId', 'active', 'direct', 'protocols'],
  app: ['build', 'name', 'namespace', 'version'],
  campaign: ['name', 'source', 'medium', 'term', 'content'],
  device: [
    'adTrackingEnabled',
    'advertisingId',
    'id',
    'manufacturer',
    'model',
    'name',
    'token',
    'type',
    'version',
  ],
  library: ['name', 'version'],
  location: ['city', 'country', 'latitude', 'longitude', 'region', 'speed'],
  network: ['bluetooth', 'carrier', 'cellular', 'wifi'],
  os: ['name', 'version'],
  page: ['path', 'referrer', 'search', 'title', 'url'],
  referrer: ['id', 'link', 'name', 'type', 'url'],
  screen: ['density', 'height', 'width'],
};

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const context: Fields = Object.fromEntries(
  Object.entries(contextMembers).flatMap(([object, names]) =>
    names.map((name): [string, string] => {
      const path = object === '' ? name : `${object}.${name}`;
      return [`context.${path}`, `context_${snakeCase(path).replace('.', '_')}`];
    }),
  ),
);

const ids: Fields = {
  messageId: 'id',
  userId: 'user_id',
  anonymousId: 'anonymous_id',
  timestamp: 'timestamp',
};

/** @param table the table that the rows are of: `--table` */
export function segmentWarehouse(table: string): Preset {
  // A user's row has their id for an id, and the time at which it was written.
  const users: Fields = {
    userId: 'id',
    timestamp: 'received_at',
    messageId: { hashOf: ['id', 'received_at', 'uuid_ts'] },
  };
  const name: Fields = { name: 'name', category: 'category' };
  const type = Object.hasOwn(tables, table) ? tables[table] : undefined;
  const event = type === undefined ? [{ json: JSON.stringify(table) }] : [];
  return {
    name: 'segment-warehouse',
    source: 'https://segment.com/docs/connections/storage/warehouses/schema/',
    tables: [
      {
        type: type ?? 'track',
        fields: { ...(table === 'users' ? users : ids), ...context },
        track: { event: ['event_text', 'event', ...event] },
        page: name,
        screen: name,
        group: { groupId: 'group_id' },
        alias: { previousId: 'previous_id' },
        rest: { from: '', to: 'by type' },
        drop: ['received_at', 'sent_at', 'original_timestamp', 'uuid', 'uuid_ts', 'loaded_at', '_metadata'],
      },
    ],
  };
}
