import type { MessageType } from '../../spec/message.ts';

/** What a tracking path takes: many messages, one of a fixed type, or client metrics nobody reads. */
export type TrackingRoute =
  | { readonly kind: 'batch' }
  | { readonly kind: 'single'; readonly type: MessageType }
  | { readonly kind: 'metrics' };

const batch: TrackingRoute = { kind: 'batch' };
const single = (type: MessageType): TrackingRoute => ({ kind: 'single', type });

/** Every ingestion path and what it takes (docs/segment-api/tracking.md#endpoints). */
export const trackingRoutes: ReadonlyMap<string, TrackingRoute> = new Map([
  ['/v1/batch', batch],
  ['/v1/import', batch],
  ['/v1/b', batch],
  ['/v1/track', single('track')],
  ['/v1/identify', single('identify')],
  ['/v1/page', single('page')],
  ['/v1/screen', single('screen')],
  ['/v1/group', single('group')],
  ['/v1/alias', single('alias')],
  ['/v1/t', single('track')],
  ['/v1/i', single('identify')],
  ['/v1/p', single('page')],
  ['/v1/s', single('screen')],
  ['/v1/g', single('group')],
  ['/v1/a', single('alias')],
  ['/v1/m', { kind: 'metrics' }],
]);

/** The path of a request target: no query, repeated slashes collapsed, no slash at the end. */
export function plainPath(target: string): string {
  const end = target.search(/[?#]/);
  const path = (end === -1 ? target : target.slice(0, end)).replace(/\/{2,}/g, '/');
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
