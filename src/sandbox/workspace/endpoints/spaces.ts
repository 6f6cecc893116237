import { type CallWith, findEntry, type SomeHandlers } from '../endpoint.ts';
import { textOf } from '../query.ts';
import type { SpaceRecord } from '../records.ts';

export const spaceHandlers = {
  listSpaces: ({ state }) => state.spaces.map(spaceView),
  getSpace: (call) => ({ data: { space: spaceView(spaceOf(call)) } }),
  listAudiences: (call) => {
    const { id: spaceId, audiences } = spaceOf(call);
    const search = textOf(call.query, 'search')?.toLowerCase() ?? '';
    const found = audiences.filter(({ name }) => name.toLowerCase().includes(search));
    return found.map((audience) => ({ spaceId, ...audience }));
  },
  getAudience: (call) => {
    const { id: spaceId, audiences } = spaceOf(call);
    return { data: { audience: { spaceId, ...findEntry(call, audiences, 'Audience', 'audienceId') } } };
  },
  listComputedTraits: (call) => {
    const { id: spaceId, computedTraits } = spaceOf(call);
    return computedTraits.map((trait) => ({ spaceId, ...trait }));
  },
} satisfies SomeHandlers;

function spaceOf(call: CallWith<'spaceId'>): SpaceRecord {
  return findEntry(call, call.state.spaces, 'Space', 'spaceId');
}

function spaceView({ id, slug, name }: SpaceRecord) {
  return { id, slug, name };
}
