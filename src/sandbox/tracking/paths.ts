import type { Endpoint } from '../../segment/endpoints/endpoint.ts';
import { trackingEndpoints } from '../../segment/endpoints/tracking.ts';
import type { MessageType } from '../../spec/message.ts';

/** What a tracking path takes: many messages, one of a fixed type, or client metrics nobody reads. */
export type TrackingRoute =
  | { readonly kind: 'batch' }
  | { readonly kind: 'single'; readonly type: MessageType }
  | { readonly kind: 'metrics' };

/** Every ingestion path and what it takes (docs/segment-api/tracking.md#endpoints). */
export const trackingRoutes: ReadonlyMap<string, TrackingRoute> = new Map(
  Object.values<Endpoint>(trackingEndpoints).flatMap(({ path, takes }) =>
    takes === undefined ? [] : [[path, routeOf(takes)]],
  ),
);

function routeOf(takes: NonNullable<Endpoint['takes']>): TrackingRoute {
  return takes === 'batch' || takes === 'metrics' ? { kind: takes } : { kind: 'single', type: takes };
}

/** The path of a request target: no query, repeated slashes collapsed, no slash at the end. */
export function plainPath(target: string): string {
  const end = target.search(/[?#]/);
  const path = (end === -1 ? target : target.slice(0, end)).replace(/\/{2,}/g, '/');
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
