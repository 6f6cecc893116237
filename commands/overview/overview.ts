/** What has an on and off. `enabled` is null where the API leaves out which of them are. */
export interface Counts {
  readonly total: number;
  readonly enabled: number | null;
}

/** A workspace on one screen. A part that is null is named in `unavailable`. A contract: nothing is taken away or renamed. */
export interface Overview {
  readonly workspace: { readonly id: string; readonly slug: string; readonly name: string } | null;
  readonly sources: Counts | null;
  readonly destinations: Counts | null;
  readonly warehouses: Counts | null;
  readonly trackingPlans: { readonly total: number } | null;
  /** `dropping`: those that are enabled and drop what they match; null as `enabled` is. */
  readonly transformations: (Counts & { readonly dropping: number | null }) | null;
  /** Detections in the last 7 days: audit events, not single violations. */
  readonly violations: {
    readonly since: string;
    readonly detections: number;
    readonly sources: number;
  } | null;
  /** Messages received in the last 7 days. A count that the API leaves out is null. */
  readonly volume: {
    readonly since: string;
    readonly until: string;
    readonly total: bigint | null;
    readonly daily: readonly (bigint | null)[];
  } | null;
  /** Of this month so far; null where the API leaves the figure out. */
  readonly apiCalls: { readonly period: string; readonly total: bigint | null } | null;
  readonly unavailable: readonly Unavailable[];
}

export interface Unavailable {
  readonly part: string;
  readonly code: string;
  readonly status: number | null;
  readonly message: string;
}
