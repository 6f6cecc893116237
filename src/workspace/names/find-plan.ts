import type { ApiObject } from '../../api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../api/workspace/client.ts';
import { getTrackingPlan, listTrackingPlans } from '../../api/workspace/tracking-plans.ts';
import { resolveNamed } from './resolve-named.ts';

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
