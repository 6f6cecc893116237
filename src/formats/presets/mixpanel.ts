import type { Preset } from '../records/record-table.ts';

export const mixpanel: Preset = {
  name: 'mixpanel',
  source: 'https://docs.mixpanel.com/reference/raw-event-export',
  tables: [
    {
      // People, https://docs.mixpanel.com/reference/engage-query
      has: '$distinct_id',
      needsIdentify: true,
      type: 'identify',
      fields: {
        userId: { from: '$distinct_id', notAfter: '$device:' },
        anonymousId: { from: '$distinct_id', after: '$device:' },
        messageId: { hashOf: ['$distinct_id', '$properties'] },
        'traits.email': '$properties.$email',
        'traits.name': '$properties.$name',
        'traits.firstName': '$properties.$first_name',
        'traits.lastName': '$properties.$last_name',
        'traits.phone': '$properties.$phone',
        'traits.avatar': '$properties.$avatar',
        'traits.createdAt': '$properties.$created',
        'traits.address.city': '$properties.$city',
        'traits.address.state': '$properties.$region',
        'traits.address.country': '$properties.$country_code',
      },
      rest: { from: '$properties', to: 'traits' },
      drop: ['$properties.$last_seen', '$properties.$timezone'],
    },
    {
      type: { from: 'event', names: { $mp_web_page_view: 'page' }, otherwise: 'track' },
      fields: {
        userId: ['properties.$user_id', { from: 'properties.distinct_id', notAfter: '$device:' }],
        anonymousId: ['properties.$device_id', { from: 'properties.distinct_id', after: '$device:' }],
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
