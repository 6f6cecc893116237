import { workspaceEndpoints } from '../../segment/endpoints/workspace.ts';
import type { volumeGroups } from '../../segment/enums.ts';
import type { Granularity } from '../../spec/granularity.ts';
import { listOf, type Page, type WorkspaceApi } from './client.ts';

/** What series can be told apart by, as the API names it (docs/segment-api/public.md#event-volume). */
export type VolumeGroup = (typeof volumeGroups)[number];

export interface VolumeRequest {
  /** In the range. */
  readonly start: Date;
  /** Not in the range; at least a minute ago, or the last bucket is not complete (docs/segment-api/public.md#event-volume). */
  readonly end: Date;
  readonly granularity: Granularity;
  readonly groupBy?: readonly VolumeGroup[] | undefined;
  readonly sourceId?: readonly string[] | undefined;
  readonly eventName?: readonly string[] | undefined;
  readonly eventType?: readonly string[] | undefined;
  readonly limit?: number | undefined;
}

/** Valid messages that were received, over time: one series, or one per group. 60 calls a minute (docs/segment-api/public.md#rate-limits). */
export function listVolume(
  api: WorkspaceApi,
  { start, end, granularity, groupBy, sourceId, eventName, eventType, limit }: VolumeRequest,
): AsyncGenerator<Page> {
  return listOf(api, workspaceEndpoints.getEventVolume, {
    query: {
      granularity: granularity.toUpperCase(),
      startTime: start.toISOString(),
      endTime: end.toISOString(),
      groupBy,
      sourceId,
      eventName,
      eventType,
    },
    limit,
  });
}
