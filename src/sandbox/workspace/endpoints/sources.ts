import * as z from 'zod/mini';
import {
  type Answer,
  type Call,
  type CallWith,
  findEntry,
  readInput,
  type SomeHandlers,
} from '../endpoint.ts';
import { makeId } from '../make-id.ts';
import type { SourceRecord } from '../records.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import {
  type AuditNote,
  newSource,
  removeSource,
  replaceSource,
  type WorkspaceState,
  withoutWriteKey,
} from '../state.ts';
import { destinationView, sourceView, warehouseView } from '../views.ts';

const slug = z.string().check(z.minLength(1), z.maxLength(255));
const settings = z.record(z.string(), z.unknown());
const createInput = z.strictObject({
  slug,
  enabled: z.boolean(),
  metadataId: z.string(),
  settings: z.optional(settings),
  disconnectAllWarehouses: z.optional(z.boolean()),
});
/** Nothing else of a source can be updated (docs/segment-api/public.md#sources). */
const updateInput = z.strictObject({
  name: z.optional(z.string()),
  enabled: z.optional(z.boolean()),
  slug: z.optional(slug),
  settings: z.optional(settings),
});

export const sourceHandlers = {
  listSources: ({ state }) => state.sources.map((source) => sourceView(state, source)),
  getSource,
  createSource,
  updateSource,
  deleteSource,
  addWriteKey,
  removeWriteKey,
  listConnectedDestinations: (call) => {
    const { id } = sourceOf(call);
    const own = call.state.destinations.filter(({ sourceId }) => sourceId === id);
    return own.map((destination) => destinationView(call.state, destination));
  },
  listConnectedWarehouses: (call) => {
    const { id } = sourceOf(call);
    const own = call.state.warehouses.filter(({ sourceIds }) => sourceIds.includes(id));
    return own.map((warehouse) => warehouseView(call.state, warehouse));
  },
} satisfies SomeHandlers;

/** A call that names a source in its path. */
export type CallOfSource = CallWith<'sourceId'>;

export function sourceOf(call: CallOfSource): SourceRecord {
  return findEntry(call, call.state.sources, 'Source', 'sourceId');
}

export function sourceNote(type: string, { id, name, slug: ownSlug }: SourceRecord): AuditNote {
  return { type, resourceId: id, resourceType: 'source', resourceName: name === '' ? ownSlug : name };
}

function getSource(call: CallOfSource): Answer {
  const source = sourceOf(call);
  const plan = call.state.trackingPlans.find(({ sourceIds }) => sourceIds.includes(source.id));
  return { data: { source: sourceView(call.state, source), trackingPlanId: plan?.id ?? null } };
}

/** A new source gets its slug as name, and one write key (docs/segment-api/public.md#sources). */
function createSource({ state, body, newWriteKey }: Call): Answer {
  const input = readInput(createInput, body);
  if (!state.catalog.sources.some(({ id }) => id === input.metadataId))
    throw notFound('Source metadata', input.metadataId);
  checkSlug(state, input.slug);
  const key = newWriteKey();
  const { slug: name, enabled, metadataId, settings: own = {} } = input;
  const id = makeId('sources', key);
  const source = { ...newSource(name, key), id, slug: name, enabled, metadataId, settings: own };
  return {
    status: 201,
    data: { source: sourceView(state, source) },
    state: { ...state, sources: [...state.sources, source] },
    audit: [sourceNote('Source Created', source)],
  };
}

/** `settings` are merged key by key (docs/segment-api/public.md#sources, the sandbox's rule). */
function updateSource(call: CallOfSource): Answer {
  const { state, body } = call;
  const before = sourceOf(call);
  const input = readInput(updateInput, body);
  if (input.slug !== undefined && input.slug !== before.slug) checkSlug(state, input.slug);
  const after: SourceRecord = {
    ...before,
    name: input.name ?? before.name,
    slug: input.slug ?? before.slug,
    enabled: input.enabled ?? before.enabled,
    settings: { ...before.settings, ...input.settings },
  };
  const types = [
    ...(after.name !== before.name || after.slug !== before.slug ? ['Source Modified'] : []),
    ...(after.enabled === before.enabled ? [] : [after.enabled ? 'Source Enabled' : 'Source Disabled']),
    ...(JSON.stringify(after.settings) === JSON.stringify(before.settings)
      ? []
      : ['Source Settings Modified']),
  ];
  return {
    data: { source: sourceView(state, after) },
    state: replaceSource(state, after),
    audit: types.map((type) => sourceNote(type, after)),
  };
}

function deleteSource(call: CallOfSource): Answer {
  const source = sourceOf(call);
  return {
    data: { status: 'SUCCESS' },
    state: removeSource(call.state, source),
    audit: [sourceNote('Source Deleted', source)],
  };
}

function addWriteKey(call: CallOfSource): Answer {
  const source = sourceOf(call);
  const after = { ...source, writeKeys: [...source.writeKeys, call.newWriteKey()] };
  return {
    data: { source: sourceView(call.state, after) },
    state: replaceSource(call.state, after),
    audit: [sourceNote('Source Modified', after)],
  };
}

/** Whether Segment refuses to take the last key away is not known (docs/segment-api/public.md#open-points); here it can be. */
function removeWriteKey(call: CallWith<'sourceId' | 'writeKey'>): Answer {
  const source = sourceOf(call);
  const key = call.params.writeKey;
  if (!source.writeKeys.includes(key)) throw notFound('Write key', key);
  return {
    data: { status: 'SUCCESS' },
    state: withoutWriteKey(call.state, source, key),
    audit: [sourceNote('Source Modified', source)],
  };
}

function checkSlug(state: WorkspaceState, wanted: string): void {
  if (wanted.trim() === '') throw invalidField('slug', '"slug" is required');
  if (state.sources.some((source) => source.slug === wanted))
    throw new Refusal(409, [
      { type: 'conflict', message: `A source with the slug '${wanted}' exists already.`, field: 'slug' },
    ]);
}
