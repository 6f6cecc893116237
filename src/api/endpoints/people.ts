import type { EndpointRow } from './endpoint.ts';

/** Users, groups, invites and roles (docs/segment-api/public.md#users-and-groups). */
export const peopleRows: readonly EndpointRow[] = [
  ['GET', '/users', 'stable', 'list the users'],
  ['DELETE', '/users', 'stable', 'remove users from the workspace', '60/min'],
  ['GET', '/users/{userId}', 'stable', 'show a user'],
  ['GET', '/users/{userId}/groups', 'stable', 'list the groups of a user'],
  ['POST', '/users/{userId}/permissions', 'stable', 'add permissions to a user', '60/min'],
  ['PUT', '/users/{userId}/permissions', 'stable', 'replace all permissions of a user', '60/min'],
  ['GET', '/groups', 'stable', 'list the user groups'],
  ['POST', '/groups', 'stable', 'create a user group', '60/min'],
  ['GET', '/groups/{userGroupId}', 'stable', 'show a user group'],
  ['PATCH', '/groups/{userGroupId}', 'stable', 'rename a user group', '60/min'],
  ['DELETE', '/groups/{userGroupId}', 'stable', 'delete a user group', '60/min'],
  ['GET', '/groups/{userGroupId}/users', 'stable', 'list the users of a group'],
  ['POST', '/groups/{userGroupId}/users', 'stable', 'add users to a group', '60/min'],
  ['PUT', '/group/{userGroupId}/users', 'stable', 'replace all users of a group', '60/min'],
  ['DELETE', '/group/{userGroupId}/users', 'stable', 'remove users from a group', '60/min'],
  ['GET', '/groups/{userGroupId}/invites', 'stable', 'list who is invited to a group'],
  ['POST', '/groups/{userGroupId}/permissions', 'stable', 'add permissions to a group', '60/min'],
  ['PUT', '/groups/{userGroupId}/permissions', 'stable', 'replace all permissions of a group', '60/min'],
  ['GET', '/invites', 'stable', 'list who is invited to the workspace'],
  ['POST', '/invites', 'stable', 'invite people to the workspace', '60/min'],
  ['DELETE', '/invites', 'stable', 'take invites back', '60/min'],
  ['GET', '/roles', 'stable', 'list the roles'],
];
