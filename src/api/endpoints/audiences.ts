import type { EndpointRow } from './endpoint.ts';

const audience = '/spaces/{spaceId}/audiences/{audienceId}';

/** Audiences, their schedules and where they go (docs/segment-api/public.md#spaces). */
export const audienceRows: readonly EndpointRow[] = [
  ['GET', '/spaces/{spaceId}/audiences', 'stable', 'list the audiences of a space', '60/min'],
  ['POST', '/spaces/{spaceId}/audiences', 'stable', 'create an audience', '50/min'],
  ['POST', '/spaces/{spaceId}/audiences/previews', 'stable', 'count who would be in an audience', '5/min'],
  ['GET', '/spaces/{spaceId}/audiences/previews/{id}', 'stable', 'show the result of a preview', '300/min'],
  ['GET', audience, 'stable', 'show an audience', '100/min'],
  ['PATCH', audience, 'stable', 'change an audience', '50/min'],
  ['DELETE', audience, 'stable', 'delete an audience', '50/min'],
  ['POST', `${audience}/runs`, 'stable', 'run a linked audience now'],
  ['GET', `${audience}/schedules`, 'stable', 'list the schedules of a linked audience'],
  ['POST', `${audience}/schedules`, 'stable', 'add a schedule to a linked audience', '50/min'],
  ['GET', `${audience}/schedules/{scheduleId}`, 'stable', 'show a schedule'],
  ['PATCH', `${audience}/schedules/{scheduleId}`, 'stable', 'change a schedule', '50/min'],
  ['DELETE', `${audience}/schedules/{scheduleId}`, 'stable', 'delete a schedule', '50/min'],
  ['GET', `${audience}/audience-references`, 'alpha', 'list what uses an audience', '25/min'],
  ['GET', `${audience}/destination-connections`, 'alpha', 'list the destinations of an audience', '50/min'],
  ['POST', `${audience}/destination-connections`, 'alpha', 'connect an audience to a destination', '50/min'],
  [
    'PATCH',
    `${audience}/destination-connections/{destinationId}`,
    'alpha',
    'change the connection of an audience to a destination',
    '50/min',
  ],
  [
    'DELETE',
    `${audience}/destination-connections/{destinationId}`,
    'alpha',
    'disconnect an audience from a destination',
    '50/min',
  ],
  [
    'POST',
    `${audience}/destination-connections/{connectionId}/activations`,
    'alpha',
    'say what of an audience a destination gets',
    '50/min',
  ],
  ['GET', `${audience}/activations`, 'alpha', 'list the activations of an audience', '60/min'],
  ['GET', `${audience}/activations/{id}`, 'alpha', 'show an activation', '60/min'],
  ['PATCH', `${audience}/activations/{id}`, 'alpha', 'change an activation', '50/min'],
  ['DELETE', `${audience}/activations/{id}`, 'alpha', 'delete an activation', '50/min'],
  [
    'GET',
    '/spaces/{spaceId}/audienceType/{audienceType}/supported-destinations',
    'alpha',
    'list the destinations that take a type of audience',
    '60/min',
  ],
];
