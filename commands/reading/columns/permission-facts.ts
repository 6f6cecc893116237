import { type JsonObject, stringAt, valueAt } from '../../../src/api/api-object.ts';
import type { Fact } from '../print-object.ts';

/** A line for each permission of a user or a group: the role, and what it is for. */
export function permissionFacts(item: JsonObject): Fact[] {
  const permissions = valueAt(item, 'permissions');
  if (!Array.isArray(permissions)) return [];
  return permissions.map((permission: unknown) => ({
    label: 'permission',
    value: permissionText(permission),
  }));
}

function permissionText(permission: unknown): string {
  const role = stringAt(permission, 'roleName') || stringAt(permission, 'roleId');
  const resources = valueAt(permission, 'resources');
  const texts = Array.isArray(resources) ? resources.map(resourceText) : [];
  return texts.length === 0 ? role : `${role}: ${texts.join(', ')}`;
}

function resourceText(resource: unknown): string {
  return `${stringAt(resource, 'type').toLowerCase()} ${stringAt(resource, 'id')}`;
}
