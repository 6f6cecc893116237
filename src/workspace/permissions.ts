import { type JsonObject, listAt, stringAt } from '../api/api-object.ts';

/** Each permission of a user or a group: the role, and what it is for. */
export function permissionTexts(item: JsonObject): string[] {
  return listAt(item, 'permissions').map((permission) => {
    const role = stringAt(permission, 'roleName') || stringAt(permission, 'roleId');
    const resources = listAt(permission, 'resources').map(
      (resource) => `${stringAt(resource, 'type').toLowerCase()} ${stringAt(resource, 'id')}`,
    );
    return resources.length === 0 ? role : `${role}: ${resources.join(', ')}`;
  });
}
