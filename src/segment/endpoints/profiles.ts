import { endpointsOf } from './endpoint.ts';

const { beta, stable, unversioned } = endpointsOf('profile');

const collections = '/v1/spaces/{space}/collections';
/** One route of any profile, by an identifier of a type, or by its internal id. */
export const profileRoutes = {
  byIdentifier: `${collections}/{collection}/profiles/{id_type}:{id}/{route}`,
  byInternalId: `${collections}/{collection}/profiles/{id}/{route}`,
} as const;
const users = `${collections}/users/profiles`;
const user = `${users}/{id_type}:{id}`;
const account = `${collections}/accounts/profiles/group_id:{id}`;
/** For each space (docs/segment-api/profile.md#limits). */
const rateLimit = '100/s';

/** The Profile API (docs/segment-api/profile.md#routes). `{space}` is filled in from the workspace. */
export const profileEndpoints = {
  getUserTraits: stable(`GET ${user}/traits`, 'the traits of a user, computed ones and audiences included', {
    object: 'traits',
    rateLimit,
    sandbox: true,
  }),
  getUserExternalIds: stable(`GET ${user}/external_ids`, 'the identifiers of a user', {
    list: 'data',
    rateLimit,
    sandbox: true,
  }),
  getUserEvents: stable(`GET ${user}/events`, 'the events of a user in the last 14 days', {
    list: 'data',
    rateLimit,
    sandbox: true,
  }),
  getUserMetadata: stable(`GET ${user}/metadata`, 'when a user was first and last seen', {
    object: 'metadata',
    rateLimit,
    sandbox: true,
  }),
  getUserLinks: stable(`GET ${user}/links`, 'the accounts of a user', {
    list: 'data',
    rateLimit,
    sandbox: true,
  }),
  getAccountTraits: stable(`GET ${account}/traits`, 'the traits of an account', {
    object: 'traits',
    rateLimit,
    sandbox: true,
  }),
  getAccountExternalIds: stable(`GET ${account}/external_ids`, 'the identifiers of an account', {
    list: 'data',
    rateLimit,
    sandbox: true,
  }),
  getAccountEvents: stable(`GET ${account}/events`, 'the events of an account in the last 14 days', {
    list: 'data',
    rateLimit,
    sandbox: true,
  }),
  getAccountMetadata: stable(`GET ${account}/metadata`, 'when an account was first and last seen', {
    object: 'metadata',
    rateLimit,
    sandbox: true,
  }),
  getAccountLinks: stable(`GET ${account}/links`, 'the users of an account', {
    list: 'data',
    rateLimit,
    sandbox: true,
  }),
  listProfiles: unversioned(`GET ${users}`, 'list profiles; mentioned by Segment, not documented', {
    rateLimit,
  }),
  deleteUserExternalId: beta(
    `POST ${users}/user_id:{id}/external_ids/delete`,
    'remove one identifier of a user; a private beta',
    { rateLimit, sandbox: true },
  ),
};
