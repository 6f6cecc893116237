import type { Preset } from '../records/record-table.ts';

const device = 'properties.$device_id';

export const posthog: Preset = {
  name: 'posthog',
  source: 'https://posthog.com/docs/cdp/batch-exports/s3',
  timezone: 'UTC',
  tables: [
    {
      opens: { properties: 'json', person_properties: 'json' },
      type: {
        from: 'event',
        names: {
          $pageview: 'page',
          $screen: 'screen',
          $identify: 'identify',
          $set: 'identify',
          $groupidentify: 'group',
          $create_alias: 'alias',
          $merge_dangerously: 'alias',
        },
        otherwise: 'track',
        skip: ['$autocapture', '$feature_flag_called', '$pageleave'],
      },
      fields: {
        messageId: 'uuid',
        timestamp: 'timestamp',
        // Until somebody is identified their distinct id is that of the device.
        userId: { from: 'distinct_id', unlessSameAs: device },
        anonymousId: [device, 'properties.$anon_distinct_id'],
        'properties.url': 'properties.$current_url',
        'properties.path': 'properties.$pathname',
        'properties.referrer': 'properties.$referrer',
        'context.ip': ['properties.$ip', 'ip'],
        'context.userAgent': 'properties.$raw_user_agent',
        'context.locale': 'properties.$browser_language',
        'context.os.name': 'properties.$os',
        'context.os.version': 'properties.$os_version',
        'context.app.name': 'properties.$app_name',
        'context.app.version': 'properties.$app_version',
        'context.device.model': 'properties.$device_model',
        'context.location.city': 'properties.$geoip_city_name',
        'context.location.country': 'properties.$geoip_country_code',
      },
      track: { event: 'event' },
      screen: { name: 'properties.$screen_name' },
      identify: { traits: 'properties.$set' },
      group: { groupId: 'properties.$group_key', traits: 'properties.$group_set' },
      alias: { previousId: 'properties.alias' },
      user: { traits: ['properties.$set', 'person_properties'] },
      rest: { from: 'properties', to: 'properties' },
      drop: [
        'properties.$set_once',
        'properties.token',
        'properties.$user_id',
        'properties.$lib',
        'properties.$lib_version',
      ],
    },
  ],
};
