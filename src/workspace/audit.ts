import { type ApiObject, stringAt, valueAt } from '../api/api-object.ts';
import {
  allItems,
  type ListEndpoint,
  listOf,
  type Page,
  pagesOf,
  type WorkspaceApi,
} from '../api/workspace/client.ts';
import { NotFoundError } from '../errors.ts';
import { protocolsEndpoints } from '../segment/endpoints/protocols.ts';
import { sourceEndpoints } from '../segment/endpoints/sources.ts';
import { spaceEndpoints } from '../segment/endpoints/spaces.ts';
import { workspaceEndpoints } from '../segment/endpoints/workspace.ts';
import { nearestNames } from '../spec/nearest.ts';
import { isSameNameFolded } from '../spec/same-name.ts';
import type { MomentRange } from './moment-range.ts';
import { isRefusedId } from './names/resolve-named.ts';
import { idOf } from './names/source-facts.ts';

/** The range stays the same from page to page: a cursor is only good for one (docs/segment-api/public.md#audit-trail). */
export interface AuditRequest extends MomentRange {
  readonly resourceId?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly limit?: number | undefined;
}

/** What happened in the workspace, kept for 90 days (docs/segment-api/public.md#audit-trail). In no order that is promised. */
export function listAuditEvents(
  api: WorkspaceApi,
  { start, end, resourceId, resourceType, limit }: AuditRequest,
): AsyncGenerator<Page> {
  return listOf(api, workspaceEndpoints.listAuditEvents, {
    query: { startTime: start.toISOString(), endTime: end.toISOString(), resourceId, resourceType },
    limit,
  });
}

/** What the API cannot be asked for, so that we look through what it gives (docs/segment-api/public.md#audit-trail). */
export interface AuditFilter {
  readonly type?: readonly string[] | undefined;
  /** An id or an e-mail address. */
  readonly actor?: string | undefined;
}

/** True when an event is wanted, upper and lower case aside. */
export function isWanted({ value }: ApiObject, { type, actor }: AuditFilter): boolean {
  const isOneOf = (name: string, ...fields: readonly string[]): boolean =>
    fields.some((field) => isSameNameFolded(valueAt(value, field), name));
  return (
    (type === undefined || type.some((each) => isOneOf(each, 'type'))) &&
    (actor === undefined || isOneOf(actor, 'actor', 'actorEmail'))
  );
}

/** Ids are opaque (docs/segment-api/public.md#value-formats): letters, digits and few signs, and never short words. */
const idPattern = /^[\w-]{8,64}$/;

/**
 * The events of a resource, or all of them. What could be its id is asked for, which costs one call; when there is
 * nothing, it was a name or a slug, and all events are looked through: those of the resource that is called so now, and
 * those that name it themselves.
 */
export async function* listEventsOf(
  api: WorkspaceApi,
  resource: string | undefined,
  request: AuditRequest,
): AsyncGenerator<Page> {
  if (resource === undefined) {
    yield* listAuditEvents(api, request);
    return;
  }
  let isId = false;
  try {
    if (idPattern.test(resource))
      for await (const page of listAuditEvents(api, { ...request, resourceId: resource })) {
        isId ||= page.items.length > 0;
        if (isId) yield page;
      }
  } catch (error) {
    // A 403 is meant for the whole trail.
    if (isId || !isRefusedId(error) || error.status === 403) throw error;
  }
  if (isId) return;
  const { ids, names } = await thingsCalled(api, resource);
  // Where a list is refused, nobody knows what it would have held.
  let isKnown = names === undefined || ids.size > 1;
  const seen = new Set<string>();
  for await (const page of listAuditEvents(api, request)) {
    const items = page.items.filter(
      ({ value }) =>
        ids.has(stringAt(value, 'resourceId')) || isSameNameFolded(valueAt(value, 'resourceName'), resource),
    );
    isKnown ||= items.length > 0;
    for (const { value } of page.items) seen.add(stringAt(value, 'resourceName'));
    yield { ...page, items };
  }
  const meant = isKnown ? [] : nearestNames(resource, [...(names ?? []), ...[...seen].map((each) => [each])]);
  // What is like no name at all may be one of long ago: then there are no events of it.
  if (meant.length > 0)
    throw new NotFoundError(`There is no resource “${resource}”.`, {
      code: 'resource_not_found',
      hint: `Did you mean ${meant.map((each) => `“${each}”`).join(' or ')}?`,
    });
}

/** The kinds of resources that events are about. */
export async function resourceTypesOf(api: WorkspaceApi, range: MomentRange): Promise<string[]> {
  const events = await allItems(listAuditEvents(api, range));
  return [...new Set(events.map(({ value }) => stringAt(value, 'resourceType')))].sort();
}

/**
 * Events name no slugs, so these are looked up; also the ids of what has had another name. `names`: those of all,
 * where all could be listed.
 */
async function thingsCalled(
  api: WorkspaceApi,
  name: string,
): Promise<{ readonly ids: ReadonlySet<string>; readonly names: readonly string[][] | undefined }> {
  const lists = [
    sourceEndpoints.listSources,
    protocolsEndpoints.listTrackingPlans,
    spaceEndpoints.listSpaces,
  ];
  const found = await Promise.all(
    lists.map((list) => unlessRefused(allItems(pagesOf<ListEndpoint>(list)(api)))),
  );
  const listed = found.flatMap((things) => things ?? []);
  const fields = ['name', 'slug', 'id'];
  const isCalledSo = ({ value }: ApiObject) =>
    fields.some((field) => isSameNameFolded(valueAt(value, field), name));
  return {
    ids: new Set([name, ...listed.filter(isCalledSo).map(idOf)]),
    names: found.includes(undefined)
      ? undefined
      : listed.map(({ value }) => fields.map((field) => stringAt(value, field))),
  };
}

/** Undefined for a list that this token or this workspace does not have. */
async function unlessRefused(
  asked: Promise<readonly ApiObject[]>,
): Promise<readonly ApiObject[] | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isRefusedId(error)) return undefined;
    throw error;
  }
}
