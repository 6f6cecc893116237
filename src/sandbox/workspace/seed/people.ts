import type { SeedInput } from '../read-seed.ts';
import { sourceIds } from './connections.ts';

export const workspaceId = 'wSpSandbox111111111111';
export const userIds = { ann: 'uSrAnn1111111111111111', bo: 'uSrBo11111111111111111' } as const;

const [owner, member, sourceAdmin] = [
  '1WDUuRLxv84rrfCNUwvkrRtkxnS',
  '1WDUuQHeVP4rYIyZv3lKp4qNcvQ',
  '1WDUuPQ2oR3tJHzBd9mZx8sVtaK',
] as const;

export const roles: NonNullable<SeedInput['roles']> = [
  { id: owner, name: 'Workspace Owner', description: 'Owners have full read and edit access to everything.' },
  { id: member, name: 'Workspace Member', description: 'Members can read most of the workspace.' },
  { id: sourceAdmin, name: 'Source Admin', description: 'Can change the assigned sources.' },
];

export const users: NonNullable<SeedInput['users']> = [
  {
    id: userIds.ann,
    name: 'Ann',
    email: 'ann@example.com',
    permissions: [{ roleId: owner, resources: [{ id: workspaceId, type: 'WORKSPACE', labels: [] }] }],
  },
  {
    id: userIds.bo,
    // Names may be empty (docs/segment-api/public.md#users-and-groups).
    name: '',
    email: 'bo@example.com',
    permissions: [
      { roleId: member, resources: [{ id: workspaceId, type: 'WORKSPACE', labels: [] }] },
      { roleId: sourceAdmin, resources: [{ id: sourceIds.web, type: 'SOURCE' }] },
    ],
  },
];

export const groups: NonNullable<SeedInput['groups']> = [
  {
    id: 'gRpAdmins1111111111111',
    name: 'Admins',
    memberIds: [userIds.ann],
    permissions: [{ roleId: owner, resources: [{ id: workspaceId, type: 'WORKSPACE', labels: [] }] }],
  },
  { id: 'gRpAnalysts11111111111', name: 'Analysts', memberIds: [userIds.ann, userIds.bo] },
];

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
        definition: { query: "event('Order Completed').within(30 days).sum('total') > 500", type: 'USERS' },
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

const hour = 3_600_000;

/** What happened before the sandbox began: hours ago, type, who, and to what. */
const rows = [
  [30 * 24, 'Source Created', 'ann', sourceIds.web, 'source', 'Web store'],
  [29 * 24, 'Tracking Plan Created', 'ann', 'tp_web_store', 'tracking_plan', 'Web store'],
  [29 * 24 - 1, 'Source Connected to Tracking Plan', 'ann', sourceIds.web, 'source', 'Web store'],
  [9 * 24, 'Source Settings Modified', 'bo', sourceIds.web, 'source', 'Web store'],
  [50, 'Violations Detected', 'ann', sourceIds.web, 'source', 'Web store'],
  [26, 'Violations Detected', 'ann', sourceIds.web, 'source', 'Web store'],
  [20, 'Integration Created', 'bo', 'dStCampaigns1111111111', 'integration', 'Campaigns'],
  [4, 'Warehouse Run Failed', 'bo', 'wHsArchive111111111111', 'warehouse', 'Archive'],
] as const;

export function auditEvents(now: Date): NonNullable<SeedInput['auditEvents']> {
  return rows.map(([hoursAgo, type, actor, resourceId, resourceType, resourceName], index) => ({
    id: `events/${1_001 + index}`,
    timestamp: new Date(now.getTime() - hoursAgo * hour).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    type,
    actor: userIds[actor],
    actorEmail: `${actor}@example.com`,
    resourceId,
    resourceType,
    resourceName,
  }));
}
