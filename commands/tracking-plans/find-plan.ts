import type { ApiObject } from '../../src/api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import { getTrackingPlan, listTrackingPlans } from '../../src/api/workspace/tracking-plans.ts';
import { resolveNamed } from '../reading/resolve-named.ts';

/** The tracking plan that a person means by id, slug or name. */
export function findPlan(api: WorkspaceApi, said: string): Promise<ApiObject> {
  return resolveNamed(said, {
    noun: 'tracking plan',
    names: ['id', 'slug', 'name'],
    get: (id) => getTrackingPlan(api, id),
    list: () => allItems(listTrackingPlans(api)),
    listCommand: 'segment tracking-plans list',
  });
}
