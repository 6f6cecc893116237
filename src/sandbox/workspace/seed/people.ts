import type { SeedInput } from '../read-seed.ts';
import { sourceIds } from './sources.ts';

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
