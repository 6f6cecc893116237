import { type ApiObject, isEnabled, stringAt } from '../api/api-object.ts';
import { allItems, pagesOf, type WorkspaceApi } from '../api/workspace/client.ts';
import { protocolsEndpoints } from '../segment/endpoints/protocols.ts';
import { sourceEndpoints } from '../segment/endpoints/sources.ts';

/** Which sources have a tracking plan. The names of the fields are what `tracking-plans coverage --json` prints. */
export interface Coverage {
  /** Null, as the number below, where the API leaves out whether a source is enabled. */
  readonly activeSources: number | null;
  readonly coveredSources: number | null;
  readonly sourcesWithoutPlan: readonly {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
  }[];
  readonly plansWithoutSources: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
  }[];
}

/** Parts that plans are made of: nothing says that a source could be connected to one (inferred from their names). */
const partTypes = ['PROPERTY_LIBRARY', 'RULE_LIBRARY', 'TEMPLATE'];

/**
 * Active sources without a plan, and plans without a source. Asks for the sources, the plans and the sources of each
 * plan, concurrently as far as the client lets them: a source in a list does not say its plan (docs/segment-api/public.md#sources).
 */
export async function readCoverage(api: WorkspaceApi): Promise<Coverage> {
  const plansWithSources = async () => {
    const plans = await allItems(pagesOf(protocolsEndpoints.listTrackingPlans)(api));
    return Promise.all(plans.map(async (plan) => ({ plan, sources: await sourcesOf(api, plan) })));
  };
  const [all, plans] = await Promise.all([
    allItems(pagesOf(sourceEndpoints.listSources)(api)),
    plansWithSources(),
  ]);
  const covered = new Set(plans.flatMap(({ sources }) => sources.map(({ value }) => stringAt(value, 'id'))));
  const active = all.filter(isEnabled);
  const isKnown = !all.map(isEnabled).includes(undefined);
  const uncovered = active.filter(({ value }) => !covered.has(stringAt(value, 'id')));
  const unused = plans.filter(
    ({ plan, sources }) => sources.length === 0 && !partTypes.includes(stringAt(plan.value, 'type')),
  );
  return {
    activeSources: isKnown ? active.length : null,
    coveredSources: isKnown ? active.length - uncovered.length : null,
    sourcesWithoutPlan: uncovered.map(({ value }) => ({
      id: stringAt(value, 'id'),
      slug: stringAt(value, 'slug'),
      name: stringAt(value, 'name'),
    })),
    plansWithoutSources: unused.map(({ plan: { value } }) => ({
      id: stringAt(value, 'id'),
      name: stringAt(value, 'name'),
      type: stringAt(value, 'type'),
    })),
  };
}

function sourcesOf(api: WorkspaceApi, { value }: ApiObject): Promise<ApiObject[]> {
  return allItems(pagesOf(protocolsEndpoints.listPlanSources)(api, undefined, stringAt(value, 'id')));
}
