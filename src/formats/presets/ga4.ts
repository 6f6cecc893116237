import type { Preset } from '../records/record-table.ts';

export const ga4: Preset = {
  name: 'ga4',
  source: 'https://support.google.com/analytics/answer/7029846',
  tables: [
    {
      opens: { event_params: 'pairs', user_properties: 'pairs' },
      type: { from: 'event_name', names: { page_view: 'page', screen_view: 'screen' }, otherwise: 'track' },
      fields: {
        userId: 'user_id',
        anonymousId: 'user_pseudo_id',
        timestamp: { from: 'event_timestamp', as: 'epoch-us' },
        // No id is unique: rows of one bundle may have one time, and differ in their place in it alone, which older exports
        // do not say.
        messageId: {
          hashOf: [
            ...['event_name', 'event_timestamp', 'user_id', 'user_pseudo_id', 'stream_id'],
            ...['event_bundle_sequence_id', 'batch_page_id', 'batch_ordering_id', 'batch_event_index'],
          ],
          needs: 'batch_event_index',
        },
        'properties.url': 'event_params.page_location',
        'properties.title': 'event_params.page_title',
        'properties.referrer': 'event_params.page_referrer',
        'properties.items': 'items',
        'context.location.city': 'geo.city',
        'context.location.region': 'geo.region',
        'context.location.country': 'geo.country',
        'context.locale': 'device.language',
        'context.os.name': 'device.operating_system',
        'context.os.version': 'device.operating_system_version',
        'context.device.type': 'device.category',
        'context.device.manufacturer': 'device.mobile_brand_name',
        'context.device.model': 'device.mobile_model_name',
        'context.app.namespace': 'app_info.id',
        'context.app.version': 'app_info.version',
        'context.campaign.source': 'collected_traffic_source.manual_source',
        'context.campaign.medium': 'collected_traffic_source.manual_medium',
        'context.campaign.name': 'collected_traffic_source.manual_campaign_name',
        'context.campaign.term': 'collected_traffic_source.manual_term',
        'context.campaign.content': 'collected_traffic_source.manual_content',
      },
      track: { event: 'event_name' },
      screen: { name: 'event_params.firebase_screen' },
      user: { traits: 'user_properties' },
      rest: { from: 'event_params', to: 'properties' },
    },
  ],
};
