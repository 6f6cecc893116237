import { named, type On, pageOf, type SomeHandlers } from '../endpoint.ts';
import { textOf } from '../query.ts';
import type { SpaceRecord } from '../records.ts';
import { computedView } from '../views.ts';

export const spaceHandlers = {
  listSpaces: (call) => pageOf(call, call.state.spaces.map(spaceView)),
  getSpace: (call) => ({ data: { space: spaceView(spaceOf(call)) } }),
  listAudiences: (call) => {
    const space = spaceOf(call);
    const search = textOf(call.query, 'search')?.toLowerCase() ?? '';
    const found = space.audiences.filter(({ name }) => name.toLowerCase().includes(search));
    return pageOf(
      call,
      found.map((audience) => computedView(space, audience)),
    );
  },
  getAudience: (call) => {
    const space = spaceOf(call);
    const audience = named(call, space.audiences, 'Audience', 'audienceId');
    return { data: { audience: computedView(space, audience) } };
  },
  listComputedTraits: (call) => {
    const space = spaceOf(call);
    return pageOf(
      call,
      space.computedTraits.map((trait) => computedView(space, trait)),
    );
  },
} satisfies SomeHandlers;

function spaceOf(call: On<'spaceId'>): SpaceRecord {
  return named(call, call.state.spaces, 'Space', 'spaceId');
}

function spaceView({ id, slug, name }: SpaceRecord) {
  return { id, slug, name };
}
