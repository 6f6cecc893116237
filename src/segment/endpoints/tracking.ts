import { messagePaths } from '../message-paths.ts';
import { endpointsOf } from './endpoint.ts';

const { stable, unversioned } = endpointsOf('tracking');

/** For each workspace; one page of Segment's counts requests, another events (docs/segment-api/tracking.md#limits). */
const rateLimit = '1000/s';

/** The Tracking API (docs/segment-api/tracking.md#endpoints). */
export const trackingEndpoints = {
  track: stable(`POST ${messagePaths.track}` as const, 'send what a user did', { takes: 'track', rateLimit }),
  identify: stable(`POST ${messagePaths.identify}` as const, 'send who a user is', {
    takes: 'identify',
    rateLimit,
  }),
  page: stable(`POST ${messagePaths.page}` as const, 'send what a user viewed on the web', {
    takes: 'page',
    rateLimit,
  }),
  screen: stable(`POST ${messagePaths.screen}` as const, 'send what a user viewed in an app', {
    takes: 'screen',
    rateLimit,
  }),
  group: stable(`POST ${messagePaths.group}` as const, 'send what account a user belongs to', {
    takes: 'group',
    rateLimit,
  }),
  alias: stable(`POST ${messagePaths.alias}` as const, 'send two ids of the same user', {
    takes: 'alias',
    rateLimit,
  }),
  batch: stable(`POST ${messagePaths.batch}` as const, 'send many messages, 2,500 and 500 KB at most', {
    takes: 'batch',
    rateLimit,
  }),
  import: unversioned('POST /v1/import', 'the same as batch', { takes: 'batch', rateLimit }),
  b: unversioned('POST /v1/b', 'the same as batch, used by mobile and browser libraries', {
    takes: 'batch',
    rateLimit,
  }),
  t: unversioned('POST /v1/t', 'the same as track, used by the browser library', {
    takes: 'track',
    rateLimit,
  }),
  i: unversioned('POST /v1/i', 'the same as identify, used by the browser library', {
    takes: 'identify',
    rateLimit,
  }),
  p: unversioned('POST /v1/p', 'the same as page, used by the browser library', { takes: 'page', rateLimit }),
  s: unversioned('POST /v1/s', 'the same as screen, used by the browser library', {
    takes: 'screen',
    rateLimit,
  }),
  g: unversioned('POST /v1/g', 'the same as group, used by the browser library', {
    takes: 'group',
    rateLimit,
  }),
  a: unversioned('POST /v1/a', 'the same as alias, used by the browser library', {
    takes: 'alias',
    rateLimit,
  }),
  m: unversioned('POST /v1/m', 'numbers about the browser library itself', { takes: 'metrics', rateLimit }),
  pixel: stable('GET /v1/pixel/{method}', 'send one message with an image, as base64 in data', { rateLimit }),
};
