import { ApiError, TemporaryError } from '../errors.ts';
import { publicPageSizes } from '../segment/limits.ts';

/**
 * How large the pages of lists may be. The documents of the Public API name two limits: the larger one is asked for, and
 * a list that refuses it is read in pages of the smaller one from then on (docs/segment-api/public.md#pagination).
 */
export interface PageSizes {
  /** A page of no more than `wanted` items. `read` may be called again with a smaller count, where the list refuses the first. */
  read<P>(list: string, wanted: number, read: (count: number) => Promise<P>): Promise<P>;
}

export function createPageSizes(): PageSizes {
  const { largest, usual } = publicPageSizes;
  const refusedLargest = new Set<string>();
  return {
    async read(list, wanted, read) {
      const count = Math.min(wanted, refusedLargest.has(list) ? usual : largest);
      if (count <= usual) return read(count);
      try {
        return await read(count);
      } catch (error) {
        if (!mayBeSize(error)) throw error;
      }
      const page = await read(usual);
      // Only now is it known that it was the size.
      refusedLargest.add(list);
      return page;
    },
  };
}

/** What a page that is too large may end with: its status says that some input was wrong, not which. */
function mayBeSize(error: unknown): boolean {
  if (error instanceof ApiError) return error.status === 422 || error.status === 400;
  return error instanceof TemporaryError && error.code === 'network_reply_too_large';
}
