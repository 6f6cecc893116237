import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createStopOnAbort } from '../../src/api/stop-on-abort.ts';

test('a signal has one listener for all requests, and stops those that are not over', () => {
  const stopOnAbort = createStopOnAbort();
  const stopping = new AbortController();
  const other = new AbortController();
  const stopped: number[] = [];
  const forget = Array.from({ length: 100 }, (_, index) =>
    stopOnAbort(stopping.signal, () => {
      stopped.push(index);
      forget[98]?.();
    }),
  );
  stopOnAbort(other.signal, () => stopped.push(-1));
  expect(getEventListeners(stopping.signal, 'abort')).toHaveLength(1);
  for (const [index, over] of forget.entries()) if (index !== 3 && index < 97) over();
  stopping.abort();
  // What one of them takes out while they are stopped was told before: a request takes a second stop as none.
  expect(stopped).toEqual([3, 97, 98, 99]);
  other.abort();
  expect(stopped).toEqual([3, 97, 98, 99, -1]);
});
