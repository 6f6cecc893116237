/** The three APIs of Segment that can be called by path. */
export const apiNames = ['public', 'profile', 'tracking'] as const;
export type ApiName = (typeof apiNames)[number];

export type EndpointMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One endpoint, as a person looks it up. */
export interface Endpoint {
  readonly api: ApiName;
  readonly method: EndpointMethod;
  /** With `{name}` for a part that is a parameter. */
  readonly path: string;
  /** The most stable version there is; null where nothing says so. */
  readonly version: Version | null;
  /** `60/min`; null where no limit of its own is published. */
  readonly rateLimit: string | null;
  readonly summary: string;
}

/** `stable` is v1 (docs/segment-api/public.md#media-types). */
export type Version = 'stable' | 'beta' | 'alpha';

/** A line of the tables beside this file. */
export type EndpointRow = readonly [
  method: EndpointMethod,
  path: string,
  version: Version | null,
  summary: string,
  rateLimit?: string,
];

/** The rows of one API as endpoints. */
export function endpointsOf(api: ApiName, rows: readonly EndpointRow[]): readonly Endpoint[] {
  return rows.map(([method, path, version, summary, rateLimit = null]) => ({
    api,
    method,
    path,
    version,
    rateLimit,
    summary,
  }));
}
