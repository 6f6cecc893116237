import type { Preset } from '../records/record-table.ts';
import { mixpanelPeople } from './mixpanel-people.ts';

const device = 'properties.$device_id';

export const mixpanel: Preset = {
  name: 'mixpanel',
  source: 'https://docs.mixpanel.com/reference/raw-event-export',
  tables: [
    mixpanelPeople,
    {
      opens: { properties: 'json' },
      type: {
        from: 'event',
        names: { $mp_web_page_view: 'page', $identify: 'identify', $create_alias: 'alias' },
        otherwise: 'track',
        skip: ['$merge'],
      },
      fields: {
        // In projects with the original ID merge the distinct id is that of the device until somebody is identified, and
        // what is exported is the id of all that were merged.
        userId: [
          'properties.$user_id',
          { from: 'properties.distinct_id', notAfter: '$device:', unlessSameAs: device },
          { from: 'properties.$distinct_id_before_identity', notAfter: '$device:', unlessSameAs: device },
        ],
        anonymousId: [device, { from: 'properties.distinct_id', after: '$device:' }],
        // Two events are one when all four are the same, and the last is not missing:
        // https://docs.mixpanel.com/reference/event-deduplication
        messageId: {
          hashOf: ['event', 'properties.distinct_id', 'properties.time', 'properties.$insert_id'],
          needs: 'properties.$insert_id',
        },
        timestamp: { from: 'properties.time', as: 'epoch' },
        'properties.url': 'properties.$current_url',
        'properties.referrer': 'properties.$referrer',
        'context.location.city': 'properties.$city',
        'context.location.region': 'properties.$region',
        'context.location.country': 'properties.mp_country_code',
        'context.os.name': 'properties.$os',
        'context.device.manufacturer': 'properties.$manufacturer',
        'context.device.model': 'properties.$model',
        'context.app.version': 'properties.$app_version_string',
        'context.screen.width': 'properties.$screen_width',
        'context.screen.height': 'properties.$screen_height',
      },
      track: { event: 'event' },
      // https://docs.mixpanel.com/reference/create-identity, .../identity-create-alias
      identify: {
        userId: ['properties.$identified_id', 'properties.$user_id', 'properties.distinct_id'],
        anonymousId: [
          { from: 'properties.$anon_id', without: '$device:' },
          { from: 'properties.$anon_distinct_id', without: '$device:' },
          device,
        ],
      },
      alias: { userId: 'properties.alias', previousId: 'properties.distinct_id' },
      page: {
        'properties.title': 'properties.current_page_title',
        'properties.path': 'properties.current_url_path',
        'properties.search': 'properties.current_url_search',
      },
      rest: { from: 'properties', to: 'properties' },
      drop: [
        ...['properties.$insert_id', 'properties.mp_lib', 'properties.$lib_version'],
        ...['properties.mp_processing_time_ms', 'properties.$mp_api_endpoint'],
        ...['properties.$mp_api_timestamp_ms', 'properties.$import'],
      ],
    },
  ],
};
