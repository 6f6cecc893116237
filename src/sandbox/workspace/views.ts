import type {
  DestinationRecord,
  PermissionRecord,
  SourceRecord,
  TransformationRecord,
  WarehouseRecord,
} from './records.ts';
import type { WorkspaceState } from './state.ts';

/** Records as the API shows them: whole metadata instead of its id, and nothing that is only the sandbox's (docs/segment-api/public.md#shared-objects). */

export function sourceView(state: WorkspaceState, source: SourceRecord) {
  const { id, slug, name, enabled, writeKeys, settings, labels, metadataId } = source;
  return {
    id,
    slug,
    name,
    metadata: state.catalog.sources.find((entry) => entry.id === metadataId),
    workspaceId: state.workspace.id,
    enabled,
    writeKeys: state.switches.memberToken ? [] : writeKeys,
    settings,
    labels,
  };
}

/** The sources with these ids, in the order of the workspace. */
export function sourceViews(state: WorkspaceState, ids: readonly string[]) {
  const wanted = new Set(ids);
  return state.sources.filter(({ id }) => wanted.has(id)).map((source) => sourceView(state, source));
}

export function warehouseView(state: WorkspaceState, warehouse: WarehouseRecord) {
  const { id, enabled, metadataId } = warehouse;
  // Passwords are never given out (docs/segment-api/public.md#value-formats).
  const { password: _password, ...settings } = warehouse.settings;
  return {
    id,
    workspaceId: state.workspace.id,
    enabled,
    metadata: state.catalog.warehouses.find((entry) => entry.id === metadataId),
    settings,
  };
}

export function destinationView(state: WorkspaceState, destination: DestinationRecord) {
  const { id, name, enabled, metadataId, sourceId, settings } = destination;
  return {
    id,
    name,
    enabled,
    metadata: state.catalog.destinations.find((entry) => entry.id === metadataId),
    sourceId,
    settings,
  };
}

/** With the id of the workspace, which the list of fields has no more (docs/segment-api/public.md#transformations). */
export function transformationView(state: WorkspaceState, transformation: TransformationRecord) {
  return { ...transformation, workspaceId: state.workspace.id };
}

export function permissionViews(state: WorkspaceState, permissions: readonly PermissionRecord[]) {
  return permissions.map((permission) => ({
    roleName: state.roles.find(({ id }) => id === permission.roleId)?.name ?? permission.roleId,
    ...permission,
  }));
}
