import { CancelledError } from '../errors.ts';

/** How long requests in flight may take to end after the first signal, in milliseconds (docs/rules.md#numbers). */
const drainMs = 10_000;

export interface Stop extends Disposable {
  /** Aborted by the first signal: read no more, start no request, let those in flight end. */
  readonly stopping: AbortSignal;
  /** Aborted by the second signal, or when the requests in flight take too long. */
  readonly abandon: AbortSignal;
}

export interface StopOptions {
  /** Calls back on SIGINT, SIGTERM and SIGHUP until the returned function is called. */
  readonly onSignal: (listener: (signal: NodeJS.Signals) => void) => () => void;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly note: (line: string) => void;
  /** The run leaves a checkpoint. */
  readonly canResume: boolean;
}

/** Turns Ctrl-C, SIGTERM and SIGHUP into the two steps of an orderly end, until it is disposed of. */
export function stopOnSignals({ onSignal, sleep, note, canResume }: StopOptions): Stop {
  const stopping = new AbortController();
  const abandon = new AbortController();
  const forget = onSignal((signal) => {
    if (stopping.signal.aborted) {
      abandon.abort();
      return;
    }
    note(`\n${signal}: waiting for requests in flight; press Ctrl-C again to stop now`);
    stopping.abort(
      new CancelledError('Interrupted: the rest of the input was not sent.', {
        exitCode: signal === 'SIGINT' ? 130 : 143,
        retryable: true,
        hint: canResume
          ? 'Run the same command again: it resumes where this run ended.'
          : 'Run the same command again: lines already accepted keep their messageIds.',
      }),
    );
    void sleep(drainMs, abandon.signal).then(
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
