import type { App } from '../../src/app.ts';
import { CancelledError } from '../../src/errors.ts';

/** How long requests in flight may take to end after the first signal, in milliseconds (rule R13). */
const drainMs = 10_000;

export interface Stop extends Disposable {
  /** Aborted by the first signal: read no more, begin nothing, let what is in flight end. */
  readonly stopping: AbortSignal;
  /** Aborted by the second signal, or when what is in flight takes too long. */
  readonly abandon: AbortSignal;
}

/**
 * Turns Ctrl-C, SIGTERM and SIGHUP into the two steps of an orderly end, until it is disposed of.
 * @param isNoted the run leaves a checkpoint
 */
export function stopOnSignals(app: App, isNoted: boolean): Stop {
  const stopping = new AbortController();
  const abandon = new AbortController();
  const forget = app.io.onSignal((signal) => {
    if (stopping.signal.aborted) {
      abandon.abort();
      return;
    }
    app.print.note(`\n${signal}: waiting for requests in flight; press Ctrl-C again to stop now`);
    stopping.abort(
      new CancelledError('Interrupted: the rest of the input was not sent.', {
        exitCode: signal === 'SIGINT' ? 130 : 143,
        hint: isNoted
          ? 'Run the same command again: it resumes where this run ended.'
          : 'Run the same command again: lines already accepted keep their messageIds.',
      }),
    );
    void app.io.sleep(drainMs, abandon.signal).then(
      () => abandon.abort(),
      () => {},
    );
  });
  return {
    stopping: stopping.signal,
    abandon: abandon.signal,
    [Symbol.dispose]() {
      forget();
      abandon.abort();
    },
  };
}
