import { endpointsOf } from './endpoint.ts';

const { stable } = endpointsOf('public');

/** Users, groups, invites and roles (docs/segment-api/public.md#users-and-groups). */
export const peopleEndpoints = {
  listUsers: stable('GET /users', 'list the users', { list: 'users', sandbox: true }),
  deleteUsers: stable('DELETE /users', 'remove users from the workspace', {
    required: ['userIds'],
    rateLimit: '60/min',
  }),
  getUser: stable('GET /users/{userId}', 'show a user', { object: 'user', sandbox: true }),
  listUserGroups: stable('GET /users/{userId}/groups', 'list the groups of a user', { list: 'groups' }),
  addUserPermissions: stable('POST /users/{userId}/permissions', 'add permissions to a user', {
    list: 'permissions',
    paging: 'none',
    rateLimit: '60/min',
  }),
  replaceUserPermissions: stable('PUT /users/{userId}/permissions', 'replace all permissions of a user', {
    list: 'permissions',
    paging: 'none',
    rateLimit: '60/min',
  }),
  listGroups: stable('GET /groups', 'list the user groups', {
    list: 'userGroups',
    hasTotal: false,
    sandbox: true,
  }),
  createGroup: stable('POST /groups', 'create a user group', { object: 'userGroup', rateLimit: '60/min' }),
  getGroup: stable('GET /groups/{userGroupId}', 'show a user group', { object: 'userGroup', sandbox: true }),
  updateGroup: stable('PATCH /groups/{userGroupId}', 'rename a user group', {
    object: 'userGroup',
    rateLimit: '60/min',
  }),
  deleteGroup: stable('DELETE /groups/{userGroupId}', 'delete a user group', { rateLimit: '60/min' }),
  listGroupUsers: stable('GET /groups/{userGroupId}/users', 'list the users of a group', {
    list: 'users',
    sandbox: true,
  }),
  addGroupUsers: stable('POST /groups/{userGroupId}/users', 'add users to a group', {
    object: 'userGroup',
    rateLimit: '60/min',
  }),
  replaceGroupUsers: stable('PUT /group/{userGroupId}/users', 'replace all users of a group', {
    object: 'userGroup',
    rateLimit: '60/min',
  }),
  removeGroupUsers: stable('DELETE /group/{userGroupId}/users', 'remove users from a group', {
    object: 'userGroup',
    required: ['emails'],
    rateLimit: '60/min',
  }),
  listGroupInvites: stable('GET /groups/{userGroupId}/invites', 'list who is invited to a group', {
    list: 'emails',
  }),
  addGroupPermissions: stable('POST /groups/{userGroupId}/permissions', 'add permissions to a group', {
    list: 'permissions',
    paging: 'none',
    rateLimit: '60/min',
  }),
  replaceGroupPermissions: stable(
    'PUT /groups/{userGroupId}/permissions',
    'replace all permissions of a group',
    { list: 'permissions', paging: 'none', rateLimit: '60/min' },
  ),
  listInvites: stable('GET /invites', 'list who is invited to the workspace', { list: 'invites' }),
  createInvites: stable('POST /invites', 'invite people to the workspace', {
    list: 'emails',
    paging: 'none',
    rateLimit: '60/min',
  }),
  deleteInvites: stable('DELETE /invites', 'take invites back', {
    required: ['emails'],
    rateLimit: '60/min',
  }),
  listRoles: stable('GET /roles', 'list the roles', { list: 'roles', hasTotal: false, sandbox: true }),
};
