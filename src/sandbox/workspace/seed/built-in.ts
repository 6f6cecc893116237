import type { SeedInput } from '../read-seed.ts';
import { auditEvents } from './audit.ts';
import { catalogDestinations } from './catalog-destinations.ts';
import { catalogSources } from './catalog-sources.ts';
import { catalogWarehouses } from './catalog-warehouses.ts';
import { destinations } from './destinations.ts';
import { groups, roles, users, workspaceId } from './people.ts';
import { trackingPlans, transformations } from './plans.ts';
import { labels, sources } from './sources.ts';
import { spaces } from './spaces.ts';
import { warehouses } from './warehouses.ts';

/** The workspace that a sandbox has without a seed of one's own: a small shop. The same for the same `now`. */
export function builtInSeed(now: Date): SeedInput {
  return {
    workspace: { id: workspaceId, slug: 'sandbox', name: 'Sandbox' },
    catalog: {
      sources: catalogSources,
      destinations: catalogDestinations,
      warehouses: catalogWarehouses,
    },
    labels,
    sources,
    warehouses: warehouses(now),
    destinations,
    trackingPlans,
    transformations,
    users,
    groups,
    roles,
    spaces,
    auditEvents: auditEvents(now),
  };
}
