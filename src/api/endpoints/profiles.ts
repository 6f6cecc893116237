import type { EndpointRow } from './endpoint.ts';

const space = '/v1/spaces/{space}/collections';
const users = `${space}/users/profiles`;
const user = `${users}/{id_type}:{id}`;
const account = `${space}/accounts/profiles/group_id:{id}`;
/** For each space (docs/segment-api/profile.md#limits). */
const limit = '100/s';

/** The Profile API (docs/segment-api/profile.md#routes). `{space}` is filled in from the workspace. */
export const profileRows: readonly EndpointRow[] = [
  ['GET', `${user}/traits`, 'stable', 'the traits of a user, computed ones and audiences included', limit],
  ['GET', `${user}/external_ids`, 'stable', 'the identifiers of a user', limit],
  ['GET', `${user}/events`, 'stable', 'the events of a user in the last 14 days', limit],
  ['GET', `${user}/metadata`, 'stable', 'when a user was first and last seen', limit],
  ['GET', `${user}/links`, 'stable', 'the accounts of a user', limit],
  ['GET', `${account}/traits`, 'stable', 'the traits of an account', limit],
  ['GET', `${account}/external_ids`, 'stable', 'the identifiers of an account', limit],
  ['GET', `${account}/events`, 'stable', 'the events of an account in the last 14 days', limit],
  ['GET', `${account}/metadata`, 'stable', 'when an account was first and last seen', limit],
  ['GET', `${account}/links`, 'stable', 'the users of an account', limit],
  ['GET', users, null, 'list profiles; mentioned by Segment, not documented', limit],
  [
    'POST',
    `${users}/user_id:{id}/external_ids/delete`,
    'beta',
    'remove one identifier of a user; a private beta',
    limit,
  ],
];
