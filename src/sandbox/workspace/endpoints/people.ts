import { named, pageOf, type SomeHandlers } from '../endpoint.ts';
import type { GroupRecord } from '../records.ts';
import type { WorkspaceState } from '../state.ts';
import { permissionViews } from '../views.ts';

export const peopleHandlers = {
  // List items come without permissions (docs/segment-api/public.md#users-and-groups).
  listUsers: (call) =>
    pageOf(
      call,
      call.state.users.map(({ id, name, email }) => ({ id, name, email })),
    ),
  getUser: (call) => {
    const user = named(call, call.state.users, 'User', 'userId');
    return { data: { user: { ...user, permissions: permissionViews(call.state, user.permissions) } } };
  },
  listGroups: (call) =>
    pageOf(
      call,
      call.state.groups.map((group) => groupView(call.state, group)),
      { untold: true },
    ),
  getGroup: (call) => {
    const group = named(call, call.state.groups, 'User Group', 'userGroupId');
    return { data: { userGroup: groupView(call.state, group) } };
  },
  listGroupUsers: (call) => {
    const { memberIds } = named(call, call.state.groups, 'User Group', 'userGroupId');
    const own = new Set(memberIds);
    const members = call.state.users.filter(({ id }) => own.has(id));
    return pageOf(
      call,
      members.map(({ id, name, email }) => ({ id, name, email })),
    );
  },
  listRoles: (call) => pageOf(call, call.state.roles, { untold: true }),
} satisfies SomeHandlers;

function groupView(state: WorkspaceState, { id, name, memberIds, permissions }: GroupRecord) {
  return { id, name, memberCount: memberIds.length, permissions: permissionViews(state, permissions) };
}
