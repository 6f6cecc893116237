import type { MessageType } from '../../spec/message.ts';
import type { Fields, Preset } from '../records/record-table.ts';
import { contextFields, contextPrefixes } from './warehouse-context.ts';

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

export const warehouseTables = Object.keys(tables);

const ids: Fields = {
  messageId: 'id',
  userId: 'user_id',
  anonymousId: 'anonymous_id',
  timestamp: ['timestamp', 'original_timestamp', 'received_at'],
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
    timezone: 'UTC',
    tables: [
      {
        lowerCase: true,
        type: type ?? 'track',
        fields: { ...(table === 'users' ? users : ids), ...contextFields },
        track: { event: ['event_text', 'event', ...event] },
        page: name,
        screen: name,
        group: { groupId: 'group_id' },
        alias: { previousId: 'previous_id' },
        rest: { from: '', to: 'by type' },
        prefixes: contextPrefixes,
        drop: ['received_at', 'sent_at', 'original_timestamp', 'uuid', 'uuid_ts', 'loaded_at', '_metadata'],
      },
    ],
  };
}
