import type { Finding } from '../../spec/explain-issues.ts';
import type { Seed } from './read-seed.ts';
import type { WorkspaceState } from './state.ts';

/**
 * Everything in a seed that names what the workspace does not have, or what another entry has already,
 * with its path in the seed.
 */
export function findStrays(seed: Seed, state: WorkspaceState): readonly Finding[] {
  const findings: Finding[] = [];
  const known = {
    'source in the catalog': idsOf(state.catalog.sources),
    'warehouse in the catalog': idsOf(state.catalog.warehouses),
    'destination in the catalog': idsOf(state.catalog.destinations),
    source: idsOf(state.sources),
    user: idsOf(state.users),
    role: idsOf(state.roles),
  };
  const need = (what: keyof typeof known, id: string, path: string): void => {
    if (!known[what].has(id)) findings.push({ path, message: `there is no ${what} with the id “${id}”` });
  };
  const needSources = (ids: readonly string[], path: string): void => {
    for (const [at, id] of ids.entries()) need('source', id, `${path}.sourceIds.${at}`);
  };

  const owners = ownersOf(state.sources, ({ writeKeys }) => writeKeys);
  for (const [at, { id, metadataId, writeKeys }] of seed.sources.entries()) {
    need('source in the catalog', metadataId, `sources.${at}.metadataId`);
    for (const [index, key] of writeKeys.entries()) {
      if (owners.get(key) !== id)
        findings.push({
          path: `sources.${at}.writeKeys.${index}`,
          message: `the source with the id “${owners.get(key)}” has this write key already`,
        });
    }
  }
  for (const [at, warehouse] of seed.warehouses.entries()) {
    need('warehouse in the catalog', warehouse.metadataId, `warehouses.${at}.metadataId`);
    needSources(warehouse.sourceIds, `warehouses.${at}`);
  }
  for (const [at, destination] of seed.destinations.entries()) {
    need('destination in the catalog', destination.metadataId, `destinations.${at}.metadataId`);
    need('source', destination.sourceId, `destinations.${at}.sourceId`);
  }
  const plans = ownersOf(state.trackingPlans, ({ sourceIds }) => sourceIds);
  for (const [at, { id, sourceIds }] of seed.trackingPlans.entries()) {
    needSources(sourceIds, `trackingPlans.${at}`);
    for (const [index, source] of sourceIds.entries()) {
      if (plans.get(source) !== id)
        findings.push({
          path: `trackingPlans.${at}.sourceIds.${index}`,
          message: `the source “${source}” has the tracking plan “${plans.get(source)}” already`,
        });
    }
  }
  for (const [at, { sourceId }] of seed.transformations.entries())
    need('source', sourceId, `transformations.${at}.sourceId`);
  for (const [at, { sourceId }] of seed.reverseEtlModels.entries())
    need('source', sourceId, `reverseEtlModels.${at}.sourceId`);
  for (const [at, { memberIds }] of seed.groups.entries())
    for (const [index, id] of memberIds.entries()) need('user', id, `groups.${at}.memberIds.${index}`);
  for (const [list, entries] of [
    ['users', seed.users],
    ['groups', seed.groups],
  ] as const)
    for (const [at, { permissions }] of entries.entries())
      for (const [index, { roleId }] of permissions.entries())
        need('role', roleId, `${list}.${at}.permissions.${index}.roleId`);
  return findings;
}

function idsOf(list: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(list.map(({ id }) => id));
}

/** Who holds each of the things that only one may hold: the first in the list. */
function ownersOf<T extends { readonly id: string }>(
  list: readonly T[],
  held: (entry: T) => readonly string[],
): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const entry of list)
    for (const thing of held(entry)) if (!owners.has(thing)) owners.set(thing, entry.id);
  return owners;
}
