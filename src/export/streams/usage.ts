import { workspaceEndpoints as endpoints } from '../../segment/endpoints/workspace.ts';
import { type Fields, texts } from '../fields.ts';
import type { Stream } from '../stream.ts';

const apiCalls: Fields = { apiCalls: 'text', timestamp: 'moment' };
const mtu: Fields = {
  periodStart: 'integer',
  periodEnd: 'integer',
  ...texts('anonymous', 'anonymousIdentified', 'identified', 'neverIdentified'),
  timestamp: 'moment',
};

/** Usage by day, cumulative within the month (docs/segment-api/public.md#usage). A source has a row for each day. */
export const usageStreams: readonly Stream[] = [
  {
    name: 'usage_api_calls_per_source_daily',
    summary: 'API calls by source and day',
    endpoint: endpoints.getDailyApiCallsBySource,
    key: ['sourceId', 'timestamp'],
    fields: { sourceId: 'text', ...apiCalls },
    window: 'month',
  },
  {
    name: 'usage_api_calls_workspace_daily',
    summary: 'API calls by day',
    endpoint: endpoints.getDailyApiCalls,
    key: ['timestamp'],
    fields: apiCalls,
    window: 'month',
  },
  {
    name: 'usage_mtu_per_source_daily',
    summary: 'monthly tracked users by source and day',
    endpoint: endpoints.getDailyMtuBySource,
    key: ['sourceId', 'timestamp'],
    fields: { sourceId: 'text', ...mtu },
    window: 'month',
  },
  {
    name: 'usage_mtu_workspace_daily',
    summary: 'monthly tracked users by day',
    endpoint: endpoints.getDailyMtu,
    key: ['timestamp'],
    fields: mtu,
    window: 'month',
  },
];
