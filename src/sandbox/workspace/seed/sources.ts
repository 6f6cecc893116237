import { sandboxName, sandboxWriteKey } from '../../../spec/built-in-sandbox.ts';
import type { SeedInput } from '../read-seed.ts';

export const sourceIds = {
  sandbox: 'sRcSandbox111111111111',
  web: 'sRcWebStore11111111111',
  ios: 'sRcShoppingApp11111111',
  server: 'sRcOrderService1111111',
  violations: 'sRcViolations111111111',
} as const;

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
    labels: [{ key: 'environment', value: 'prod', description: 'Live traffic' }],
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
    labels: [
      { key: 'environment', value: 'prod', description: 'Live traffic' },
      { key: 'team', value: 'mobile' },
    ],
  },
  {
    id: sourceIds.server,
    slug: 'order_service',
    name: 'Order service',
    metadataId: 'lrjAZWAy0V',
    writeKeys: ['orderserviceorderserviceorderser'],
    labels: [{ key: 'environment', value: 'staging', description: 'Tests before a release' }],
  },
  {
    id: sourceIds.violations,
    slug: 'violations',
    name: 'Violations',
    enabled: false,
    writeKeys: ['violationsviolationsviolationsvi'],
  },
];

export const labels: NonNullable<SeedInput['labels']> = [
  { key: 'environment', value: 'prod', description: 'Live traffic' },
  { key: 'environment', value: 'staging', description: 'Tests before a release' },
  { key: 'team', value: 'mobile' },
  { key: 'team', value: 'web' },
];
