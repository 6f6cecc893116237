import { sandboxName, sandboxWriteKey } from '../../../spec/built-in-sandbox.ts';
import type { SeedInput } from '../read-seed.ts';
import { analyticsDestination, emailDestination, webhookAction, webhookDestination } from './catalog.ts';

export const sourceIds = {
  sandbox: 'sRcSandbox111111111111',
  web: 'sRcWebStore11111111111',
  ios: 'sRcShoppingApp11111111',
  server: 'sRcOrderService1111111',
  violations: 'sRcViolations111111111',
} as const;

const prod = { key: 'environment', value: 'prod', description: 'Live traffic' };
const staging = { key: 'environment', value: 'staging', description: 'Tests before a release' };
const mobile = { key: 'team', value: 'mobile' };
export const labels: NonNullable<SeedInput['labels']> = [
  prod,
  staging,
  mobile,
  { key: 'team', value: 'web' },
];

/** Sources that anybody can send to: their write keys open nothing but this sandbox. */
export const sources: NonNullable<SeedInput['sources']> = [
  { id: sourceIds.sandbox, slug: sandboxName, name: sandboxName, writeKeys: [sandboxWriteKey] },
  {
    id: sourceIds.web,
    slug: 'web_store',
    name: 'Web store',
    metadataId: 'IqDTy1TpoU',
    writeKeys: ['webstorewebstorewebstorewebstore'],
    settings: { website_url: 'https://shop.example.com' },
    labels: [prod],
    schemaSettings: {
      track: { allowUnplannedEvents: false, commonEventOnViolations: 'OMIT_PROPERTIES' },
      forwardingViolationsTo: sourceIds.violations,
    },
  },
  {
    id: sourceIds.ios,
    slug: 'shopping_app',
    // A source whose name nobody filled in: shown by its slug (docs/segment-api/public.md#shared-objects).
    name: '',
    metadataId: 'UBrsG9RVzw',
    writeKeys: ['shoppingappshoppingappshoppingap', 'shoppingapprotatedshoppingapprot'],
    labels: [prod, mobile],
  },
  {
    id: sourceIds.server,
    slug: 'order_service',
    name: 'Order service',
    metadataId: 'lrjAZWAy0V',
    writeKeys: ['orderserviceorderserviceorderser'],
    labels: [staging],
  },
  {
    id: sourceIds.violations,
    slug: 'violations',
    name: 'Violations',
    enabled: false,
    writeKeys: ['violationsviolationsviolationsvi'],
  },
];

export const destinations: NonNullable<SeedInput['destinations']> = [
  {
    id: '66be7aeca665bd11f8908630',
    name: 'Order webhook',
    metadataId: webhookDestination,
    sourceId: sourceIds.web,
    // Secrets come back as bullets and their last letters (docs/segment-api/public.md#value-formats).
    settings: { sharedSecret: '••••••••••dada' },
    subscriptions: [
      {
        id: 'sUbOrderCompleted11111',
        name: 'Order Completed',
        actionId: webhookAction,
        actionSlug: 'send',
        trigger: 'type = "track" and event = "Order Completed"',
        settings: { url: 'https://hooks.example.com/orders', method: 'POST' },
      },
      {
        id: 'sUbEverything111111111',
        name: 'Everything else',
        actionId: webhookAction,
        actionSlug: 'send',
        enabled: false,
        trigger: 'type = "track"',
        settings: { url: 'https://hooks.example.com/all' },
      },
    ],
  },
  {
    id: 'dStWebAnalytics1111111',
    name: 'Web analytics',
    metadataId: analyticsDestination,
    sourceId: sourceIds.web,
    settings: { apiKey: '••••••••••3f9c', trackAllPages: true },
    filters: [
      {
        id: 'fLtInternalTraffic1111',
        if: 'context.ip = "10.0.0.1"',
        actions: [{ type: 'DROP' }],
        title: 'Internal traffic',
        description: 'Not for charts.',
        createdAt: '2026-01-05T09:00:00.000Z',
        updatedAt: '2026-01-05T09:00:00.000Z',
      },
      {
        id: 'fLtNoEmail111111111111',
        if: 'type = "identify"',
        actions: [{ type: 'DROP_PROPERTIES', fields: { traits: { fields: ['email'] } } }],
        title: 'No e-mail addresses',
        enabled: false,
        createdAt: '2026-01-06T09:00:00.000Z',
        updatedAt: '2026-01-07T09:00:00.000Z',
      },
    ],
  },
  {
    id: 'dStMobileAnalytics1111',
    metadataId: analyticsDestination,
    sourceId: sourceIds.ios,
    settings: { apiKey: '••••••••••77b1' },
  },
  {
    id: 'dStCampaigns1111111111',
    name: 'Campaigns',
    enabled: false,
    metadataId: emailDestination,
    sourceId: sourceIds.server,
    settings: {},
  },
];

const minute = 60_000;

const cannotWiden = 'The column "discount" could not be widened to text.';

function sync(status: string, minutes: number) {
  return { status, duration: minutes * 60, humanDuration: `${minutes} minutes` };
}

/** Warehouses with syncs that ended in the hours before `now`. Passwords are never given out, so there are none. */
export function warehouses(now: Date): NonNullable<SeedInput['warehouses']> {
  const at = (minutesAgo: number): string => new Date(now.getTime() - minutesAgo * minute).toISOString();
  return [
    {
      id: 'wHsReportingDb11111111',
      metadataId: '55d3d3aea3c',
      settings: {
        name: 'Reporting DB',
        hostname: 'db.example.com',
        port: 5_432,
        database: 'reporting',
        username: 'segment',
      },
      sourceIds: [sourceIds.web, sourceIds.server],
      advancedSyncSchedule: {
        enabled: true,
        schedule: {
          times: [
            { hourOfDay: 2, enabled: true },
            { hourOfDay: 14, enabled: true },
          ],
          timezone: 'Europe/Oslo',
        },
      },
      syncs: [
        { ...sync('SUCCESS', 12), sourceId: sourceIds.web, start: at(70), end: at(58), count: 48_210 },
        {
          ...sync('PARTIAL', 4),
          sourceId: sourceIds.server,
          start: at(70),
          end: at(66),
          count: 1_204,
          notices: [{ level: 'warning', message: cannotWiden, createdAt: at(67) }],
        },
        { ...sync('RUNNING', 3), sourceId: sourceIds.web, start: at(3), end: null, count: 0 },
      ],
    },
    {
      id: 'wHsArchive111111111111',
      enabled: false,
      metadataId: 'CgKTNsRuUe',
      settings: { name: 'Archive', account: 'example', database: 'SEGMENT', warehouse: 'LOAD' },
      sourceIds: [sourceIds.web],
      connectionState: 'FAILED',
    },
  ];
}
