import { type Endpoint, named, pageOf } from '../endpoint.ts';
import type { GroupRecord } from '../records.ts';
import type { WorkspaceState } from '../state.ts';
import { permissionViews } from '../views.ts';

export const peopleEndpoints: readonly Endpoint[] = [
  {
    // List items come without permissions (docs/segment-api/public.md#users-and-groups).
    method: 'GET',
    path: '/users',
    answer: (call) =>
      pageOf(
        call,
        'users',
        call.state.users.map(({ id, name, email }) => ({ id, name, email })),
      ),
  },
  {
    method: 'GET',
    path: '/users/:userId',
    answer: (call) => {
      const user = named(call, call.state.users, 'User', 'userId');
      return { data: { user: { ...user, permissions: permissionViews(call.state, user.permissions) } } };
    },
  },
  {
    method: 'GET',
    path: '/groups',
    answer: (call) =>
      pageOf(
        call,
        'userGroups',
        call.state.groups.map((group) => groupView(call.state, group)),
        { untold: true },
      ),
  },
  {
    method: 'GET',
    path: '/groups/:userGroupId',
    answer: (call) => {
      const group = named(call, call.state.groups, 'User Group', 'userGroupId');
      return { data: { userGroup: groupView(call.state, group) } };
    },
  },
  {
    method: 'GET',
    path: '/groups/:userGroupId/users',
    answer: (call) => {
      const { memberIds } = named(call, call.state.groups, 'User Group', 'userGroupId');
      const own = new Set(memberIds);
      const members = call.state.users.filter(({ id }) => own.has(id));
      return pageOf(
        call,
        'users',
        members.map(({ id, name, email }) => ({ id, name, email })),
      );
    },
  },
  {
    method: 'GET',
    path: '/roles',
    answer: (call) => pageOf(call, 'roles', call.state.roles, { untold: true }),
  },
];

function groupView(state: WorkspaceState, { id, name, memberIds, permissions }: GroupRecord) {
  return { id, name, memberCount: memberIds.length, permissions: permissionViews(state, permissions) };
}
