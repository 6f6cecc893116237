import type { Preset } from '../records/record-table.ts';

export const amplitude: Preset = {
  name: 'amplitude',
  source: 'https://amplitude.com/docs/apis/analytics/export',
  timezone: 'UTC',
  tables: [
    {
      lowerCase: true,
      opens: { event_properties: 'json', user_properties: 'json' },
      type: {
        from: 'event_type',
        names: { '[Amplitude] Page Viewed': 'page', $identify: 'identify' },
        otherwise: 'track',
      },
      fields: {
        userId: 'user_id',
        anonymousId: 'device_id',
        messageId: 'uuid',
        timestamp: 'event_time',
        'context.ip': 'ip_address',
        'context.location.city': 'city',
        'context.location.region': 'region',
        'context.location.country': 'country',
        'context.location.latitude': 'location_lat',
        'context.location.longitude': 'location_lng',
        'context.os.name': 'os_name',
        'context.os.version': { from: 'os_version', as: 'string' },
        'context.device.manufacturer': 'device_manufacturer',
        'context.device.model': 'device_model',
        'context.device.type': 'device_type',
        'context.network.carrier': 'device_carrier',
        'context.app.version': { from: 'version_name', as: 'string' },
      },
      track: { event: 'event_type' },
      page: {
        'properties.url': 'event_properties.[Amplitude] Page URL',
        'properties.path': 'event_properties.[Amplitude] Page Path',
        'properties.title': 'event_properties.[Amplitude] Page Title',
      },
      identify: { traits: 'user_properties' },
      user: { traits: 'user_properties' },
      rest: { from: 'event_properties', to: 'properties' },
    },
  ],
};
