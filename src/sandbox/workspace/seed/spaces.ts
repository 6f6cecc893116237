import type { SeedInput } from '../read-seed.ts';
import { userIds } from './people.ts';

const made = {
  createdBy: userIds.ann,
  updatedBy: userIds.bo,
  createdAt: '2026-01-10T08:00:00.000Z',
  updatedAt: '2026-01-12T08:00:00.000Z',
};

export const spaces: NonNullable<SeedInput['spaces']> = [
  {
    id: 'spa_sandbox',
    slug: 'sandbox',
    name: 'Sandbox',
    audiences: [
      {
        id: 'aud_big_spenders',
        name: 'Big spenders',
        key: 'big_spenders',
        description: 'Ordered for more than 500 in 30 days.',
        definition: {
          query: "event('Order Completed').within(30 days).sum('total') > 500",
          type: 'USERS',
        },
        status: 'Live',
        size: { type: 'USERS', count: 128, uniqueCount: 128 },
        ...made,
      },
      {
        id: 'aud_dormant',
        name: 'Dormant',
        key: 'dormant',
        enabled: false,
        status: 'Disabled',
        computeCadence: { type: 'BATCH' },
        ...made,
      },
    ],
    computedTraits: [
      {
        id: 'ctr_lifetime_value',
        name: 'Lifetime value',
        key: 'lifetime_value',
        description: 'The sum of all orders.',
        definition: { query: "event('Order Completed').sum('total')", type: 'USERS' },
        status: 'Live',
        ...made,
      },
      {
        id: 'ctr_last_product',
        name: 'Last product',
        key: 'last_product',
        enabled: false,
        status: 'Disabled',
        ...made,
      },
    ],
  },
];
