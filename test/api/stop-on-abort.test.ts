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

test('a signal that nobody is stopped by any more is let go, and may be listened to again', () => {
  const stopOnAbort = createStopOnAbort();
  const own = new AbortController();
  // Node keeps such a one for as long as it has a listener.
  const signal = AbortSignal.any([own.signal]);
  const stopped: string[] = [];
  const listeners = () => getEventListeners(signal, 'abort').length;
  const [first, second] = ['first', 'second'].map((name) => stopOnAbort(signal, () => stopped.push(name)));
  first?.();
  expect(listeners()).toBe(1);
  second?.();
  expect(listeners()).toBe(0);
  const third = stopOnAbort(signal, () => stopped.push('third'));
  // One that is over twice takes out nothing of the others.
  first?.();
  expect(listeners()).toBe(1);
  stopOnAbort(signal, () => stopped.push('fourth'));
  third();
  own.abort();
  expect(stopped).toEqual(['fourth']);
});
