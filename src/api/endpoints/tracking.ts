import type { EndpointRow } from './endpoint.ts';

/** For each workspace; one page of Segment's counts requests, another events (docs/segment-api/tracking.md#limits). */
const limit = '1000/s';

/** The Tracking API (docs/segment-api/tracking.md#endpoints). */
export const trackingRows: readonly EndpointRow[] = [
  ['POST', '/v1/track', 'stable', 'send what a user did', limit],
  ['POST', '/v1/identify', 'stable', 'send who a user is', limit],
  ['POST', '/v1/page', 'stable', 'send what a user viewed on the web', limit],
  ['POST', '/v1/screen', 'stable', 'send what a user viewed in an app', limit],
  ['POST', '/v1/group', 'stable', 'send what account a user belongs to', limit],
  ['POST', '/v1/alias', 'stable', 'send two ids of the same user', limit],
  ['POST', '/v1/batch', 'stable', 'send many messages, 2,500 and 500 KB at most', limit],
  ['POST', '/v1/import', null, 'the same as batch', limit],
  ['POST', '/v1/b', null, 'the same as batch, used by mobile and browser libraries', limit],
  ['POST', '/v1/t', null, 'the same as track, used by the browser library', limit],
  ['POST', '/v1/i', null, 'the same as identify, used by the browser library', limit],
  ['POST', '/v1/p', null, 'the same as page, used by the browser library', limit],
  ['POST', '/v1/s', null, 'the same as screen, used by the browser library', limit],
  ['POST', '/v1/g', null, 'the same as group, used by the browser library', limit],
  ['POST', '/v1/a', null, 'the same as alias, used by the browser library', limit],
  ['POST', '/v1/m', null, 'numbers about the browser library itself', limit],
  ['GET', '/v1/pixel/{method}', 'stable', 'send one message with an image, as base64 in data', limit],
];
