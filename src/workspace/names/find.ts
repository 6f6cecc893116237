import { type ApiObject, stringAt, valueAt } from '../../api/api-object.ts';
import {
  allItems,
  type ListEndpoint,
  type ObjectEndpoint,
  objectById,
  pagesOf,
  requestOf,
  type WorkspaceApi,
  withSignal,
} from '../../api/workspace/client.ts';
import { callPublic, takeData, takeMember, takeObject } from '../../api/workspace/reply.ts';
import { NotFoundError, UsageError } from '../../errors.ts';
import { destinationEndpoints } from '../../segment/endpoints/destinations.ts';
import { peopleEndpoints } from '../../segment/endpoints/people.ts';
import { protocolsEndpoints } from '../../segment/endpoints/protocols.ts';
import { sourceEndpoints } from '../../segment/endpoints/sources.ts';
import { spaceEndpoints } from '../../segment/endpoints/spaces.ts';
import { warehouseEndpoints } from '../../segment/endpoints/warehouses.ts';
import { workspaceEndpoints } from '../../segment/endpoints/workspace.ts';
import { isNullText } from '../../spec/json-text.ts';
import { isCalled, type NamedKind, resolveListed, resolveNamed } from './resolve-named.ts';
import { idOf } from './source-facts.ts';
import { sourceNames } from './source-names.ts';

/** Finds the one thing that a person means, as {@link resolveNamed} does. */
export type Find = (api: WorkspaceApi, name: string) => Promise<ApiObject>;

/** A kind of thing by the endpoints that give one of it, and all. */
type Kind = Pick<NamedKind, 'noun' | 'names'> & {
  readonly one: ObjectEndpoint;
  readonly all: ListEndpoint;
  /** The command that holds `list` and `get`: `segment sources`. */
  readonly command: string;
  readonly belongsTo?: (api: WorkspaceApi) => ReturnType<NonNullable<NamedKind['belongsTo']>>;
};

function finderOf(kind: Kind): Find {
  return (api, name) => resolveNamed(name, namedKind(api, kind));
}

/** `onItem` is told of each thing in the list as it comes. */
function namedKind(
  api: WorkspaceApi,
  { one, all, command, belongsTo, ...kind }: Kind,
  onItem: (item: ApiObject) => void = () => {},
): NamedKind {
  return {
    ...kind,
    get: (id) => objectById(api, one, id),
    async list(signal) {
      const found: ApiObject[] = [];
      for await (const { items } of pagesOf(all)(withSignal(api, signal))) {
        found.push(...items);
        items.forEach(onItem);
      }
      return found;
    },
    known: api.known,
    getCommand: `${command} get`,
    listCommand: `${command} list`,
    belongsTo: belongsTo && (() => belongsTo(api)),
  };
}

/** The same for what lists give without its permissions (docs/segment-api/public.md#users-and-groups). */
function finderWithPermissions(kind: Kind): Find {
  const find = finderOf(kind);
  return async (api, name) => {
    const found = await find(api, name);
    const isWhole = valueAt(found.value, 'permissions') !== undefined;
    return isWhole ? found : objectById(api, kind.one, idOf(found));
  };
}

/** By id or name, or by its type where there is one of it: `actions-webhook`. */
export const findDestination = finderOf({
  noun: 'destination',
  names: ['id', 'name', 'metadata.slug', 'metadata.name'],
  one: destinationEndpoints.getDestination,
  all: destinationEndpoints.listDestinations,
  command: 'segment destinations',
  belongsTo: async (api) => {
    const nameOf = await sourceNames(api, () => {});
    return (destination) => `source ${nameOf(stringAt(destination, 'sourceId'))}`;
  },
});

export const findGroup = finderWithPermissions({
  noun: 'user group',
  names: ['id', 'name'],
  one: peopleEndpoints.getGroup,
  all: peopleEndpoints.listGroups,
  command: 'segment groups',
});

export const findUser = finderWithPermissions({
  noun: 'user',
  names: ['id', 'email', 'name'],
  one: peopleEndpoints.getUser,
  all: peopleEndpoints.listUsers,
  command: 'segment users',
});

export const findPlan = finderOf({
  noun: 'tracking plan',
  names: ['id', 'slug', 'name'],
  one: protocolsEndpoints.getTrackingPlan,
  all: protocolsEndpoints.listTrackingPlans,
  command: 'segment tracking-plans',
});

export const findTransformation = finderOf({
  noun: 'transformation',
  names: ['id', 'name'],
  one: protocolsEndpoints.getTransformation,
  all: protocolsEndpoints.listTransformations,
  command: 'segment transformations',
});

/** By id or name, or by its type where there is one of it: `postgres`. */
export const findWarehouse = finderOf({
  noun: 'warehouse',
  names: ['id', 'settings.name', 'metadata.slug'],
  one: warehouseEndpoints.getWarehouse,
  all: warehouseEndpoints.listWarehouses,
  command: 'segment warehouses',
});

/** Segment's catalog, the same for every workspace (docs/segment-api/public.md#catalog). */
export const catalog = {
  sources: { one: workspaceEndpoints.getSourceMetadata, all: workspaceEndpoints.listSourcesCatalog },
  destinations: {
    one: workspaceEndpoints.getDestinationMetadata,
    all: workspaceEndpoints.listDestinationsCatalog,
  },
  warehouses: { one: workspaceEndpoints.getWarehouseMetadata, all: workspaceEndpoints.listWarehousesCatalog },
} as const;

/** Finds an entry of a part of the catalog. `noun`: what one entry is called. */
export function catalogFinder(part: keyof typeof catalog, noun: string): Find {
  return finderOf({
    noun: `catalog ${noun}`,
    names: ['id', 'slug', 'name'],
    ...catalog[part],
    command: `segment catalog ${part}`,
  });
}

const source = {
  noun: 'source',
  names: ['id', 'slug', 'name'],
  one: sourceEndpoints.getSource,
  all: sourceEndpoints.listSources,
  command: 'segment sources',
};

export const findSource = finderOf(source);

/** A source and what stands beside it in the answer to a single one (docs/segment-api/public.md#shared-objects). */
export interface SourceDetail {
  readonly source: ApiObject;
  /** The id of the tracking plan that it is connected to; empty without one. */
  readonly trackingPlanId: string;
}

/**
 * The source with its tracking plan, which lists do not tell: the first one of this name is asked for while the rest of
 * the list is read.
 */
export async function findSourceDetail(api: WorkspaceApi, name: string): Promise<SourceDetail> {
  let seen: SourceDetail | undefined;
  let begun: { readonly id: string; readonly detail: Promise<SourceDetail> } | undefined;
  const begin = (item: ApiObject) => {
    if (begun !== undefined || !isCalled(item, name, source)) return;
    const id = idOf(item);
    begun = { id, detail: getSourceDetail(api, id) };
    begun.detail.catch(() => {});
  };
  const found = await resolveNamed(name, {
    ...namedKind(api, source, begin),
    get: async (id) => {
      seen = await getSourceDetail(api, id);
      return seen.source;
    },
  });
  if (seen?.source === found) return seen;
  const id = idOf(found);
  return begun?.id === id ? begun.detail : getSourceDetail(api, id);
}

async function getSourceDetail(api: WorkspaceApi, sourceId: string): Promise<SourceDetail> {
  const reply = await callPublic(api, requestOf(sourceEndpoints.getSource, { params: { sourceId } }));
  const trackingPlanId = stringAt(takeData(reply, 'source').value, 'trackingPlanId');
  return { source: takeObject(reply, 'source'), trackingPlanId };
}

/** The source that is meant among those whose data a warehouse gets. */
export async function findConnectedSource(
  api: WorkspaceApi,
  warehouseId: string,
  name: string,
): Promise<ApiObject> {
  const all = await allItems(pagesOf(warehouseEndpoints.listWarehouseSources)(api, undefined, warehouseId));
  return resolveListed(name, all, {
    noun: 'connected source',
    names: ['id', 'slug', 'name'],
    getCommand: 'segment sources get',
    listCommand: `segment warehouses sources ${warehouseId}`,
  });
}

export const findSpace: Find = (api, name) =>
  resolveNamed(name, {
    ...namedKind(api, {
      noun: 'space',
      names: ['id', 'slug', 'name'],
      one: spaceEndpoints.getSpace,
      all: spaceEndpoints.listSpaces,
      command: 'segment spaces',
    }),
    get: (id) => getSpace(api, id),
  });

/** Throws NotFoundError, also for the `null` that the API may answer with. */
async function getSpace(api: WorkspaceApi, spaceId: string): Promise<ApiObject> {
  const reply = await callPublic(api, requestOf(spaceEndpoints.getSpace, { params: { spaceId } }));
  if (isNullText(takeMember(reply, spaceEndpoints.getSpace.object)))
    throw new NotFoundError(`There is no space with the id “${spaceId}”.`);
  return takeObject(reply, spaceEndpoints.getSpace.object);
}

/**
 * The id of the space that is meant: by `--space`, which is looked up, else the active one, which is an id already.
 * Throws UsageError when there is neither.
 */
export async function spaceIdOf(
  api: WorkspaceApi,
  { spaceId }: { readonly spaceId: { readonly value: string } | undefined },
  name: string | undefined,
): Promise<string> {
  if (name !== undefined) return idOf(await findSpace(api, name));
  if (spaceId !== undefined) return spaceId.value;
  throw new UsageError('No space is named.', {
    code: 'space_missing',
    hint: 'Add --space, or set SEGMENT_SPACE_ID. See: segment spaces list',
  });
}
