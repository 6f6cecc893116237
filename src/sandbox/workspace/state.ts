import type { Feature } from '../../segment/features.ts';
import { makeId, makeSlug } from './make-id.ts';
import type { Seed } from './read-seed.ts';
import { httpApiSource, type SourceRecord } from './records.ts';
import type { UsageHistory } from './seed/generated.ts';
import type { Switches } from './switches.ts';

/** The lists of a seed: what the workspace is made of. */
type SeedLists = Omit<Seed, 'base' | 'generate' | 'workspace' | 'features' | 'switches'>;

/** A workspace at one moment, as plain data. Nothing changes it: an update is a new state. */
export interface WorkspaceState extends Readonly<{ [Name in keyof SeedLists]: Frozen<SeedLists[Name]> }> {
  readonly workspace: { readonly id: string; readonly slug: string; readonly name: string };
  /** What the plan of the workspace includes; the endpoints of the rest answer 403 (docs/segment-api/public.md#plan-and-feature-gates). */
  readonly features: readonly Feature[];
  readonly switches: Switches;
  /** What the generated sources counted before; undefined where none were generated. */
  readonly history: UsageHistory | undefined;
  /** Keys that were taken away from a source: nothing is accepted under them, and what was still counts as its own. */
  readonly retiredKeys: readonly { readonly writeKey: string; readonly sourceId: string }[];
}

type Frozen<T> = T extends (infer Entry)[] ? readonly Entry[] : T;

/** What an endpoint wants in the audit trail; actor, time and id are filled in when it is stored. */
export interface AuditNote {
  readonly type: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly resourceName: string;
}

/** A source that is known by its write key alone. */
export function newSource(name: string, writeKey: string): SourceRecord {
  return {
    id: makeId('write key', writeKey),
    slug: makeSlug(name),
    name,
    enabled: true,
    metadataId: httpApiSource,
    writeKeys: [writeKey],
    settings: {},
    labels: [],
    schemaSettings: {},
  };
}

function replaceById<T extends { readonly id: string }>(list: readonly T[], next: T): readonly T[] {
  return list.map((entry) => (entry.id === next.id ? next : entry));
}

export function replaceSource(state: WorkspaceState, next: SourceRecord): WorkspaceState {
  return { ...state, sources: replaceById(state.sources, next) };
}

/** Takes a source away with all that hangs on it: its destinations and its places in plans and warehouses. */
export function removeSource(state: WorkspaceState, source: SourceRecord): WorkspaceState {
  const without = <T extends { readonly sourceIds: string[] }>(record: T): T => ({
    ...record,
    sourceIds: record.sourceIds.filter((id) => id !== source.id),
  });
  return {
    ...state,
    sources: state.sources.filter(({ id }) => id !== source.id),
    destinations: state.destinations.filter(({ sourceId }) => sourceId !== source.id),
    transformations: state.transformations.filter(({ sourceId }) => sourceId !== source.id),
    reverseEtlModels: state.reverseEtlModels.filter(({ sourceId }) => sourceId !== source.id),
    warehouses: state.warehouses.map(without),
    trackingPlans: state.trackingPlans.map(without),
    retiredKeys: retire(state, source.id, source.writeKeys),
  };
}

export function withoutWriteKey(state: WorkspaceState, source: SourceRecord, key: string): WorkspaceState {
  const writeKeys = source.writeKeys.filter((own) => own !== key);
  return {
    ...replaceSource(state, { ...source, writeKeys }),
    retiredKeys: retire(state, source.id, [key]),
  };
}

function retire(
  state: WorkspaceState,
  sourceId: string,
  keys: readonly string[],
): WorkspaceState['retiredKeys'] {
  return [...state.retiredKeys, ...keys.map((writeKey) => ({ writeKey, sourceId }))];
}

/** Stores what a change left behind in the audit trail (docs/segment-api/public.md#audit-trail). */
export function appendAudit(
  state: WorkspaceState,
  notes: readonly AuditNote[],
  { actor, now }: { readonly actor: string; readonly now: Date },
): WorkspaceState {
  if (notes.length === 0) return state;
  let last = 0;
  for (const { id } of state.auditEvents) last = Math.max(last, auditNumber(id));
  const timestamp = withoutFraction(now);
  const events = notes.map((note, index) => ({
    ...note,
    id: `events/${last + index + 1}`,
    timestamp,
    actor,
  }));
  return { ...state, auditEvents: [...state.auditEvents, ...events] };
}

/** The number in `events/145876976`; 0 for an id of another form. */
export function auditNumber(id: string): number {
  const digits = /^events\/(\d{1,15})$/.exec(id)?.[1];
  return digits === undefined ? 0 : Number(digits);
}

/** A time as audit events and volumes write it: `2022-03-04T21:29:22Z` (docs/segment-api/public.md#value-formats). */
export function withoutFraction(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
