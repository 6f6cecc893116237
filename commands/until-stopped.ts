import type { App } from '../src/app.ts';

/** For a command that runs until it is stopped: aborted by a signal, and when nobody reads its results any more. */
export function untilStopped({ io, onClose }: App): AbortSignal {
  const stop = new AbortController();
  const abort = () => stop.abort();
  onClose(io.onSignal(abort));
  onClose(io.onReaderGone?.(abort) ?? (() => {}));
  // Whatever else ends the command ends its waiting as well.
  onClose(abort);
  return stop.signal;
}
