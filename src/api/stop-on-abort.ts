import { setMaxListeners } from 'node:events';

/** Calls `stop` when the signal is aborted, until what it returns is called. */
export type StopOnAbort = (signal: AbortSignal, stop: () => void) => () => void;

/**
 * One signal ends every request of a run. It gets one listener for all of them: to add one and take it out again costs a
 * request as much as its headers do.
 */
export function createStopOnAbort(): StopOnAbort {
  const stops = new WeakMap<AbortSignal, Set<() => void>>();
  const stopsOf = (signal: AbortSignal): Set<() => void> => {
    const known = stops.get(signal);
    if (known !== undefined) return known;
    const made = new Set<() => void>();
    stops.set(signal, made);
    // Node takes more than ten listeners for a leak and warns, whoever else listens.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', () => {
      for (const stop of [...made]) stop();
    });
    return made;
  };
  return (signal, stop) => {
    const ongoing = stopsOf(signal);
    ongoing.add(stop);
    return () => void ongoing.delete(stop);
  };
}
