import { endpointsOf } from './endpoint.ts';

const { alpha, stable } = endpointsOf('public');

const audience = '/spaces/{spaceId}/audiences/{audienceId}';
const feature = 'Audience';

/** Audiences, their schedules and where they go (docs/segment-api/public.md#spaces). */
export const audienceEndpoints = {
  listAudiences: stable('GET /spaces/{spaceId}/audiences', 'list the audiences of a space', {
    list: 'audiences',
    feature,
    rateLimit: '60/min',
    sandbox: true,
  }),
  createAudience: stable('POST /spaces/{spaceId}/audiences', 'create an audience', {
    feature,
    rateLimit: '50/min',
  }),
  previewAudience: stable('POST /spaces/{spaceId}/audiences/previews', 'count who would be in an audience', {
    feature,
    rateLimit: '5/min',
  }),
  getAudiencePreview: stable(
    'GET /spaces/{spaceId}/audiences/previews/{id}',
    'show the result of a preview',
    { feature, rateLimit: '300/min' },
  ),
  getAudience: stable(`GET ${audience}`, 'show an audience', {
    object: 'audience',
    feature,
    rateLimit: '100/min',
    sandbox: true,
  }),
  updateAudience: stable(`PATCH ${audience}`, 'change an audience', { feature, rateLimit: '50/min' }),
  deleteAudience: stable(`DELETE ${audience}`, 'delete an audience', { feature, rateLimit: '50/min' }),
  runAudience: stable(`POST ${audience}/runs`, 'run a linked audience now', { feature }),
  listAudienceSchedules: stable(`GET ${audience}/schedules`, 'list the schedules of a linked audience', {
    feature,
  }),
  addAudienceSchedule: stable(`POST ${audience}/schedules`, 'add a schedule to a linked audience', {
    feature,
    rateLimit: '50/min',
  }),
  getAudienceSchedule: stable(`GET ${audience}/schedules/{scheduleId}`, 'show a schedule', { feature }),
  updateAudienceSchedule: stable(`PATCH ${audience}/schedules/{scheduleId}`, 'change a schedule', {
    feature,
    rateLimit: '50/min',
  }),
  deleteAudienceSchedule: stable(`DELETE ${audience}/schedules/{scheduleId}`, 'delete a schedule', {
    feature,
    rateLimit: '50/min',
  }),
  listAudienceReferences: alpha(`GET ${audience}/audience-references`, 'list what uses an audience', {
    feature,
    rateLimit: '25/min',
  }),
  listAudienceConnections: alpha(
    `GET ${audience}/destination-connections`,
    'list the destinations of an audience',
    { feature, rateLimit: '50/min' },
  ),
  connectAudienceDestination: alpha(
    `POST ${audience}/destination-connections`,
    'connect an audience to a destination',
    { feature, rateLimit: '50/min' },
  ),
  updateAudienceConnection: alpha(
    `PATCH ${audience}/destination-connections/{destinationId}`,
    'change the connection of an audience to a destination',
    { feature, rateLimit: '50/min' },
  ),
  disconnectAudienceDestination: alpha(
    `DELETE ${audience}/destination-connections/{destinationId}`,
    'disconnect an audience from a destination',
    { feature, rateLimit: '50/min' },
  ),
  createActivation: alpha(
    `POST ${audience}/destination-connections/{connectionId}/activations`,
    'say what of an audience a destination gets',
    { feature, rateLimit: '50/min' },
  ),
  listActivations: alpha(`GET ${audience}/activations`, 'list the activations of an audience', {
    feature,
    rateLimit: '60/min',
  }),
  getActivation: alpha(`GET ${audience}/activations/{id}`, 'show an activation', {
    feature,
    rateLimit: '60/min',
  }),
  updateActivation: alpha(`PATCH ${audience}/activations/{id}`, 'change an activation', {
    feature,
    rateLimit: '50/min',
  }),
  deleteActivation: alpha(`DELETE ${audience}/activations/{id}`, 'delete an activation', {
    feature,
    rateLimit: '50/min',
  }),
  listSupportedDestinations: alpha(
    'GET /spaces/{spaceId}/audienceType/{audienceType}/supported-destinations',
    'list the destinations that take a type of audience',
    { feature, rateLimit: '60/min' },
  ),
};
