import type { SeedInput } from '../read-seed.ts';
import { catalog } from './catalog.ts';
import { destinations, labels, sources, warehouses } from './connections.ts';
import { auditEvents, groups, roles, spaces, users, workspaceId } from './people.ts';
import { functions, reverseEtlModels, trackingPlans, transformations } from './plans.ts';

/** The workspace that a sandbox has without a seed of one's own: a small shop. The same for the same `now`. */
export function builtInSeed(now: Date): SeedInput {
  return {
    workspace: { id: workspaceId, slug: 'sandbox', name: 'Sandbox' },
    catalog,
    labels,
    sources,
    warehouses: warehouses(now),
    destinations,
    trackingPlans,
    transformations,
    functions,
    reverseEtlModels,
    users,
    groups,
    roles,
    spaces,
    auditEvents: auditEvents(now),
  };
}
