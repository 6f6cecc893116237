import type { Stream } from './stream.ts';
import { catalogStreams } from './streams/catalog.ts';
import { planStreams } from './streams/plans.ts';
import { usageStreams } from './streams/usage.ts';
import { workspaceStreams } from './streams/workspace.ts';

/** Everything that can be exported, parents before what belongs to them. */
export const streams: readonly Stream[] = [
  ...workspaceStreams,
  ...catalogStreams,
  ...usageStreams,
  ...planStreams,
];

/** The stream that another one names as its parent. */
export function needStream(name: string): Stream {
  const found = streams.find((stream) => stream.name === name);
  if (found === undefined) throw new RangeError(`no stream ${name}`);
  return found;
}
