import { type CallWith, findEntry, type SomeHandlers } from '../endpoint.ts';
import type { GroupRecord, UserRecord } from '../records.ts';
import type { WorkspaceState } from '../state.ts';
import { permissionViews } from '../views.ts';

export const peopleHandlers = {
  listUsers: ({ state }) => state.users.map((user) => userView(state, user)),
  getUser: (call) => ({
    data: { user: userView(call.state, findEntry(call, call.state.users, 'User', 'userId')) },
  }),
  listGroups: ({ state }) => state.groups.map((group) => groupView(state, group)),
  getGroup: (call) => ({ data: { userGroup: groupView(call.state, groupOf(call)) } }),
  listGroupUsers: (call) => {
    const members = new Set(groupOf(call).memberIds);
    return call.state.users.filter(({ id }) => members.has(id)).map(memberView);
  },
  listRoles: ({ state }) => state.roles,
} satisfies SomeHandlers;

function groupOf(call: CallWith<'userGroupId'>): GroupRecord {
  return findEntry(call, call.state.groups, 'User Group', 'userGroupId');
}

function userView(state: WorkspaceState, { id, name, email, permissions }: UserRecord) {
  return { id, name, email, permissions: permissionViews(state, permissions) };
}

/** Members of a group come without permissions (docs/segment-api/public.md#users-and-groups). */
function memberView({ id, name, email }: UserRecord) {
  return { id, name, email };
}

function groupView(state: WorkspaceState, { id, name, memberIds, permissions }: GroupRecord) {
  return { id, name, memberCount: memberIds.length, permissions: permissionViews(state, permissions) };
}
