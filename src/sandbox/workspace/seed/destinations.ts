import type { SeedInput } from '../read-seed.ts';
import {
  analyticsDestination,
  emailDestination,
  webhookAction,
  webhookDestination,
} from './catalog-destinations.ts';
import { sourceIds } from './sources.ts';

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
