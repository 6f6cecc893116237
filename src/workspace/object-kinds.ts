import type { ApiObject } from '../api/api-object.ts';
import {
  allItems,
  type ListEndpoint,
  listOf,
  type Page,
  pagesOf,
  type WorkspaceApi,
} from '../api/workspace/client.ts';
import { UsageError } from '../errors.ts';
import { audienceEndpoints } from '../segment/endpoints/audiences.ts';
import { destinationEndpoints } from '../segment/endpoints/destinations.ts';
import { functionEndpoints } from '../segment/endpoints/functions.ts';
import { peopleEndpoints } from '../segment/endpoints/people.ts';
import { protocolsEndpoints } from '../segment/endpoints/protocols.ts';
import { sourceEndpoints } from '../segment/endpoints/sources.ts';
import { spaceEndpoints } from '../segment/endpoints/spaces.ts';
import { warehouseEndpoints } from '../segment/endpoints/warehouses.ts';
import { functionResourceTypes } from '../segment/enums.ts';
import { openObject, writeNode } from '../spec/json-text.ts';
import { onlyPage, ownObject } from './computed-pages.ts';
import { filteredPages } from './filtered-pages.ts';
import { listTransformations } from './list-transformations.ts';
import {
  catalog,
  catalogFinder,
  type Find,
  findDestination,
  findGroup,
  findPlan,
  findSource,
  findSourceDetail,
  findSpace,
  findTransformation,
  findUser,
  findWarehouse,
  spaceIdOf,
} from './names/find.ts';
import { type NamedKind, resolveListed } from './names/resolve-named.ts';
import { searchedFields } from './names/searched-fields.ts';
import { idOf } from './names/source-facts.ts';
import { readCoverage } from './read-coverage.ts';
import { listSyncs } from './syncs.ts';

/** Which objects of a workspace are asked for, beside their kind. */
export interface ObjectCall {
  readonly api: WorkspaceApi;
  /** The object that they belong to, by its id, slug or name. */
  readonly of?: string | undefined;
  /** The active space. */
  readonly spaceId: { readonly value: string } | undefined;
  /** The API for endpoints that allow two calls a minute. */
  readonly sparing: () => Promise<WorkspaceApi>;
}

interface ObjectKind {
  /** The id, and what tells one from another. */
  readonly shown: readonly string[];
  /** What a word is looked for in, and what an object may be called beside its id. */
  readonly searched: readonly string[];
  /** True where the object that one belongs to may be named. */
  readonly isOwned?: true;
  readonly pages: (call: ObjectCall, limit?: number) => AsyncIterable<Page>;
  /** Finds one of them; by default among all of them. */
  readonly find?: Find;
}

const named = ['id', 'slug', 'name'];
const switched = [...named, 'enabled', 'metadata.name'];
const computed = ['id', 'key', 'name', 'enabled', 'status', 'updatedAt'];
const people = ['id', 'email', 'name'];

/** A list that needs nothing but the API. */
function listed(endpoint: Parameters<typeof pagesOf>[0]): ObjectKind['pages'] {
  const pages = pagesOf<ListEndpoint>(endpoint);
  return ({ api }, limit) => pages(api, limit);
}

/** A list of what belongs to an object, which has to be named. */
function listedOf(noun: string, find: Find, endpoint: ListEndpoint): ObjectKind['pages'] {
  const pages = pagesOf<ListEndpoint>(endpoint);
  return async function* ({ api, of }, limit) {
    yield* pages(api, limit, idOf(await find(api, needed(of, noun))));
  };
}

/** All of them, or those that belong to the object that is named. */
function listedAllOr(all: ListEndpoint, find: Find, own: ListEndpoint): ObjectKind['pages'] {
  return async function* ({ api, of }, limit) {
    if (of === undefined) yield* pagesOf<ListEndpoint>(all)(api, limit);
    else yield* pagesOf<ListEndpoint>(own)(api, limit, idOf(await find(api, of)));
  };
}

function needed(of: string | undefined, noun: string): string {
  if (of !== undefined) return of;
  throw new UsageError(`The ${noun} that they belong to is not named.`, {
    code: `${noun.replaceAll(' ', '_')}_missing`,
    hint: `Name the ${noun} by its id, slug or name.`,
  });
}

/** The kinds of objects in a workspace, by the name of one. */
export const objectKinds = {
  source: {
    shown: switched,
    searched: searchedFields.sources,
    pages: listed(sourceEndpoints.listSources),
    find: sourceWithPlan,
  },
  source_without_plan: {
    shown: named,
    searched: searchedFields.sources,
    pages: ({ api }) => computedRows(async () => (await readCoverage(api)).sourcesWithoutPlan),
  },
  destination: {
    shown: ['id', 'name', 'enabled', 'sourceId', 'metadata.name'],
    searched: searchedFields.destinations,
    isOwned: true,
    pages: listedAllOr(
      destinationEndpoints.listDestinations,
      findSource,
      sourceEndpoints.listConnectedDestinations,
    ),
    find: findDestination,
  },
  subscription: {
    shown: ['id', 'name', 'actionSlug', 'enabled', 'trigger'],
    searched: ['name', 'trigger'],
    isOwned: true,
    pages: listedOf('destination', findDestination, destinationEndpoints.listSubscriptions),
  },
  filter: {
    shown: ['id', 'title', 'enabled', 'if', 'actions'],
    searched: ['title', 'if'],
    isOwned: true,
    pages: listedOf('destination', findDestination, destinationEndpoints.listDestinationFilters),
  },
  warehouse: {
    shown: ['id', 'settings.name', 'enabled', 'metadata.name'],
    searched: ['settings.name', 'metadata.name', 'metadata.slug'],
    isOwned: true,
    pages: listedAllOr(
      warehouseEndpoints.listWarehouses,
      findSource,
      sourceEndpoints.listConnectedWarehouses,
    ),
    find: findWarehouse,
  },
  warehouse_source: {
    shown: switched,
    searched: searchedFields.sources,
    isOwned: true,
    pages: listedOf('warehouse', findWarehouse, warehouseEndpoints.listWarehouseSources),
  },
  warehouse_sync: {
    shown: ['sourceId', 'status', 'start', 'end', 'count', 'notices'],
    searched: ['status', 'sourceId'],
    isOwned: true,
    async *pages({ api, of, sparing }) {
      const warehouse = await findWarehouse(api, needed(of, 'warehouse'));
      yield* listSyncs(await sparing(), idOf(warehouse), undefined);
    },
  },
  tracking_plan: {
    shown: ['id', 'name', 'type', 'updatedAt'],
    searched: ['slug', 'name'],
    pages: listed(protocolsEndpoints.listTrackingPlans),
    find: findPlan,
  },
  tracking_plan_without_source: {
    shown: ['id', 'name', 'type'],
    searched: ['name'],
    pages: ({ api }) => computedRows(async () => (await readCoverage(api)).plansWithoutSources),
  },
  tracking_plan_rule: {
    shown: ['type', 'key', 'version', 'jsonSchema.properties.properties'],
    searched: ['key', 'type'],
    isOwned: true,
    pages: listedOf('tracking plan', findPlan, protocolsEndpoints.listRules),
  },
  tracking_plan_source: {
    shown: switched,
    searched: searchedFields.sources,
    isOwned: true,
    pages: listedOf('tracking plan', findPlan, protocolsEndpoints.listPlanSources),
  },
  transformation: {
    shown: ['id', 'name', 'sourceId', 'enabled', 'if', 'drop', 'newEventName'],
    searched: ['name', 'if'],
    isOwned: true,
    pages: ({ api, of }, limit) => listTransformations(api, of, limit),
    find: findTransformation,
  },
  function: {
    shown: ['id', 'resourceType', 'displayName', 'description'],
    searched: ['displayName', 'description'],
    pages: listFunctions,
  },
  reverse_etl_model: {
    shown: ['id', 'name', 'sourceId', 'enabled', 'description'],
    searched: ['name', 'description'],
    pages: listed(functionEndpoints.listReverseEtlModels),
  },
  space: {
    shown: named,
    searched: ['slug', 'name'],
    pages: listed(spaceEndpoints.listSpaces),
    find: findSpace,
  },
  audience: {
    shown: [...computed, 'size.count'],
    searched: ['key', 'name', 'description'],
    isOwned: true,
    pages: inSpace(audienceEndpoints.listAudiences),
  },
  computed_trait: {
    shown: computed,
    searched: ['key', 'name', 'description'],
    isOwned: true,
    pages: inSpace(spaceEndpoints.listComputedTraits),
  },
  user: {
    shown: people,
    searched: ['email', 'name'],
    isOwned: true,
    pages: listedAllOr(peopleEndpoints.listUsers, findGroup, peopleEndpoints.listGroupUsers),
    find: findUser,
  },
  group: {
    shown: ['id', 'name', 'memberCount'],
    searched: ['name'],
    pages: listed(peopleEndpoints.listGroups),
    find: findGroup,
  },
  role: {
    shown: ['id', 'name', 'description'],
    searched: ['name'],
    pages: listed(peopleEndpoints.listRoles),
  },
  label: {
    shown: ['key', 'value', 'description'],
    searched: ['key', 'value'],
    pages: listed(sourceEndpoints.listLabels),
  },
  catalog_source: inCatalog('sources', 'source'),
  catalog_destination: inCatalog('destinations', 'destination'),
  catalog_warehouse: inCatalog('warehouses', 'warehouse'),
} as const satisfies Readonly<Record<string, ObjectKind>>;

export type ObjectKindName = keyof typeof objectKinds;

/** What is wanted of a list. */
export interface ObjectFilter {
  readonly word?: string | undefined;
  readonly enabled?: boolean | undefined;
}

/** The objects of a kind that fit, no more than `limit`. */
export function listObjects(
  name: ObjectKindName,
  call: ObjectCall,
  { word, enabled }: ObjectFilter,
  limit: number,
): AsyncIterable<Page> {
  const kind: ObjectKind = objectKinds[name];
  refuseUnknown(name, kind, { of: call.of, enabled });
  const flags = { enabled: enabled === true, disabled: enabled === false };
  return filteredPages((most) => kind.pages(call, most), limit, { word, searched: kind.searched, flags });
}

/** The one object of a kind that is meant by an id, a slug or a name. Throws NotFoundError, UsageError. */
export async function findObject(
  kindName: ObjectKindName,
  call: ObjectCall,
  name: string,
  commands: Pick<NamedKind, 'getCommand' | 'listCommand'>,
): Promise<ApiObject> {
  const kind: ObjectKind = objectKinds[kindName];
  refuseUnknown(kindName, kind, { of: call.of });
  // Who says what it belongs to means one of those.
  if (kind.find !== undefined && call.of === undefined) return kind.find(call.api, name);
  return resolveListed(name, await allItems(kind.pages(call)), {
    noun: kindName.replaceAll('_', ' '),
    names: [...new Set(['id', ...kind.searched])],
    ...commands,
  });
}

/** Throws UsageError for what would narrow down nothing. */
function refuseUnknown(
  name: string,
  kind: ObjectKind,
  { of, enabled }: { readonly of: string | undefined; readonly enabled?: boolean | undefined },
): void {
  const noun = name.replaceAll('_', ' ');
  if (of !== undefined && kind.isOwned !== true)
    throw new UsageError(`What a ${noun} belongs to cannot be named.`, {
      code: 'owner_unknown',
      hint: 'Leave it out.',
    });
  if (enabled !== undefined && !kind.shown.includes('enabled'))
    throw new UsageError(`A ${noun} is neither on nor off.`, {
      code: 'state_unknown',
      hint: 'Leave it out.',
    });
}

/** A source with the id of its tracking plan, which stands beside it in the answer. */
async function sourceWithPlan(api: WorkspaceApi, name: string): Promise<ApiObject> {
  const { source, trackingPlanId } = await findSourceDetail(api, name);
  const members = openObject(source.text);
  members.set('trackingPlanId', trackingPlanId === '' ? 'null' : JSON.stringify(trackingPlanId));
  return { value: { ...source.value, trackingPlanId: trackingPlanId || null }, text: writeNode(members) };
}

async function* computedRows(read: () => Promise<readonly object[]>): AsyncGenerator<Page> {
  yield* onlyPage((await read()).map((row) => ownObject({ ...row })));
}

/** Each type is a list of its own. */
async function* listFunctions({ api }: ObjectCall): AsyncGenerator<Page> {
  for (const resourceType of functionResourceTypes) {
    const isLast = resourceType === functionResourceTypes.at(-1);
    const pages = listOf(api, functionEndpoints.listFunctions, { query: { resourceType } });
    // What a page says of its own list is not said of all of them.
    for await (const page of pages) yield { ...page, total: undefined, hasMore: page.hasMore || !isLast };
  }
}

/** A list of the space that is named, or else of the active one. */
function inSpace(endpoint: ListEndpoint): ObjectKind['pages'] {
  const pages = pagesOf<ListEndpoint>(endpoint);
  return async function* ({ api, of, spaceId }, limit) {
    yield* pages(api, limit, await spaceIdOf(api, { spaceId }, of));
  };
}

function inCatalog(part: keyof typeof catalog, noun: string): ObjectKind {
  return {
    shown: [...named, 'status', 'categories'],
    searched: searchedFields.catalog[part],
    pages: listed(catalog[part].all),
    find: catalogFinder(part, noun),
  };
}
