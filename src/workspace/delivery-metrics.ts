import type { ApiObject } from '../api/api-object.ts';
import { objectOf, type WorkspaceApi } from '../api/workspace/client.ts';
import { destinationEndpoints } from '../segment/endpoints/destinations.ts';
import type { CountedRange } from './series.ts';

/** Successes, retries, discarded messages and latency of a destination in a range. */
export function readDeliveryMetrics(
  api: WorkspaceApi,
  {
    destinationId,
    sourceId,
    range,
    granularity,
  }: CountedRange & { readonly destinationId: string; readonly sourceId: string },
): Promise<ApiObject> {
  return objectOf(api, destinationEndpoints.getDeliveryMetrics, {
    params: { destinationId },
    query: {
      sourceId,
      // Always sent: the API's own start for days lies further back than it allows (docs/segment-api/public.md#open-points).
      startTime: range.start.toISOString(),
      endTime: range.end.toISOString(),
      granularity: granularity.toUpperCase(),
    },
  });
}
