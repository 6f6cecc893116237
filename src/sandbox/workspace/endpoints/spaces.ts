import { type Call, type Endpoint, named, pageOf } from '../endpoint.ts';
import { textOf } from '../query.ts';
import type { SpaceRecord } from '../records.ts';
import { computedView } from '../views.ts';

export const spaceEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/spaces',
    feature: 'Spaces',
    answer: (call) => pageOf(call, 'spaces', call.state.spaces.map(spaceView)),
  },
  {
    method: 'GET',
    path: '/spaces/:spaceId',
    feature: 'Spaces',
    answer: (call) => ({ data: { space: spaceView(spaceOf(call)) } }),
  },
  {
    method: 'GET',
    path: '/spaces/:spaceId/audiences',
    feature: 'Audience',
    perMinute: 60,
    answer: (call) => {
      const space = spaceOf(call);
      const search = textOf(call.query, 'search')?.toLowerCase() ?? '';
      const found = space.audiences.filter(({ name }) => name.toLowerCase().includes(search));
      return pageOf(
        call,
        'audiences',
        found.map((audience) => computedView(space, audience)),
      );
    },
  },
  {
    method: 'GET',
    path: '/spaces/:spaceId/audiences/:audienceId',
    feature: 'Audience',
    perMinute: 100,
    answer: (call) => {
      const space = spaceOf(call);
      const audience = named(call, space.audiences, 'Audience', 'audienceId');
      return { data: { audience: computedView(space, audience) } };
    },
  },
  {
    method: 'GET',
    path: '/spaces/:spaceId/computed-traits',
    feature: 'Computed Trait',
    perMinute: 25,
    answer: (call) => {
      const space = spaceOf(call);
      return pageOf(
        call,
        'computedTraits',
        space.computedTraits.map((trait) => computedView(space, trait)),
      );
    },
  },
];

function spaceOf(call: Call): SpaceRecord {
  return named(call, call.state.spaces, 'Space', 'spaceId');
}

function spaceView({ id, slug, name }: SpaceRecord) {
  return { id, slug, name };
}
