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

export const warehouseTables = Object.keys(tables);

/** The members of `context` in the Spec: a warehouse has `context.page.url` as `context_page_url`. */
const contextMembers = [
  ...['ip', 'locale', 'timezone', 'userAgent', 'groupId', 'active', 'direct', 'protocols'],
  ...['app.build', 'app.name', 'app.namespace', 'app.version', 'library.name', 'library.version'],
  ...['campaign.name', 'campaign.source', 'campaign.medium', 'campaign.term', 'campaign.content'],
  ...['device.adTrackingEnabled', 'device.advertisingId', 'device.id', 'device.manufacturer', 'device.model'],
  ...['device.name', 'device.token', 'device.type', 'device.version', 'os.name', 'os.version'],
  ...['location.city', 'location.country', 'location.latitude', 'location.longitude', 'location.region'],
  ...['network.bluetooth', 'network.carrier', 'network.cellular', 'network.wifi'],
  ...['page.path', 'page.referrer', 'page.search', 'page.title', 'page.url'],
  ...['referrer.id', 'referrer.link', 'referrer.name', 'referrer.type', 'referrer.url'],
  ...['screen.density', 'screen.height', 'screen.width'],
];
const snakeCase = (path: string) => path.replace(/[A-Z]/g, '_$&').replace('.', '_').toLowerCase();
const context: Fields = Object.fromEntries(
  contextMembers.map((path) => [`context.${path}`, `context_${snakeCase(path)}`]),
);

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
        fields: { ...(table === 'users' ? users : ids), ...context },
        track: { event: ['event_text', 'event', ...event] },
        page: name,
        screen: name,
        group: { groupId: 'group_id' },
        alias: { previousId: 'previous_id' },
        rest: { from: '', to: 'by type' },
        prefixes: {
          context_traits_: 'context.traits',
          context_campaign_: 'context.campaign',
          context_: 'context',
        },
        drop: ['received_at', 'sent_at', 'original_timestamp', 'uuid', 'uuid_ts', 'loaded_at', '_metadata'],
      },
    ],
  };
}
