import type { Feature } from '../../segment/features.ts';
import type {
  AuditEvent,
  DestinationMetadata,
  DestinationRecord,
  GroupRecord,
  Label,
  Role,
  SourceMetadata,
  SourceRecord,
  SpaceRecord,
  TrackingPlanRecord,
  Transformation,
  UserRecord,
  WarehouseMetadata,
  WarehouseRecord,
} from './records.ts';
import type { Switches } from './switches.ts';

/** A workspace at one moment, as plain data. Nothing changes it: an update is a new state. */
export interface WorkspaceState {
  readonly workspace: { readonly id: string; readonly slug: string; readonly name: string };
  /** What the plan of the workspace includes; the endpoints of the rest answer 403 (docs/segment-api/public.md#plan-and-feature-gates). */
  readonly features: readonly Feature[];
  readonly switches: Switches;
  readonly catalog: {
    readonly sources: readonly SourceMetadata[];
    readonly destinations: readonly DestinationMetadata[];
    readonly warehouses: readonly WarehouseMetadata[];
  };
  readonly labels: readonly Label[];
  readonly sources: readonly SourceRecord[];
  readonly warehouses: readonly WarehouseRecord[];
  readonly destinations: readonly DestinationRecord[];
  readonly trackingPlans: readonly TrackingPlanRecord[];
  readonly transformations: readonly Transformation[];
  readonly users: readonly UserRecord[];
  readonly groups: readonly GroupRecord[];
  readonly roles: readonly Role[];
  readonly spaces: readonly SpaceRecord[];
  /** In no order: the endpoint sorts them. */
  readonly auditEvents: readonly AuditEvent[];
  /** Keys that were taken away from a source: nothing is accepted under them, and what was still counts as its own. */
  readonly retiredKeys: readonly { readonly writeKey: string; readonly sourceId: string }[];
}

/** What an endpoint wants in the audit trail; actor, time and id are filled in when it is stored. */
export interface AuditNote {
  readonly type: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly resourceName: string;
}

/** The list with one entry replaced. */
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
