import { setMaxListeners } from 'node:events';

/** Calls `stop` when the signal is aborted, until what it returns is called. */
export type StopOnAbort = (signal: AbortSignal, stop: () => void) => () => void;

/** The requests that a signal stops. */
interface Ongoing {
  readonly stops: Set<() => void>;
  /** Listens no more. */
  end(): void;
}

/**
 * One signal ends every request of a run. It gets one listener for all that are on their way: to add one and take it out
 * again costs a request as much as its headers do. The last one takes it out: a signal that is made of others, as that of
 * a tool's call is, is kept by Node while anybody listens.
 */
export function createStopOnAbort(): StopOnAbort {
  const ongoing = new WeakMap<AbortSignal, Ongoing>();
  const listen = (signal: AbortSignal): Ongoing => {
    const stops = new Set<() => void>();
    const stopAll = (): void => {
      for (const stop of [...stops]) stop();
    };
    const end = (): void => {
      signal.removeEventListener('abort', stopAll);
      ongoing.delete(signal);
    };
    // Node takes more than ten listeners for a leak and warns, whoever else listens.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', stopAll);
    ongoing.set(signal, { stops, end });
    return { stops, end };
  };
  return (signal, stop) => {
    const { stops, end } = ongoing.get(signal) ?? listen(signal);
    stops.add(stop);
    return () => {
      if (stops.delete(stop) && stops.size === 0) end();
    };
  };
}
