export interface LingerOptions {
  readonly lingerMs: number;
  /** Values that come meanwhile do not put it off. */
  readonly isSteady?: boolean | undefined;
  /** True while messages wait for their batch to fill, or rejects with them. */
  readonly isWaiting: () => boolean;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Passes values on, and yields `idle` once when none has come for `lingerMs`, and twice that at most, while messages wait. */
export async function* withLinger<T>(
  values: AsyncGenerator<T>,
  { lingerMs, isSteady, isWaiting, sleep }: LingerOptions,
): AsyncGenerator<T | 'idle'> {
  const ending = new AbortController();
  // One timer runs on while values come: to make one for each, and to stop it, costs more than reading the value.
  let isTimerOn = false;
  let cameMeanwhile = false;
  let wake = (): void => {};
  const startTimer = (): void => {
    isTimerOn = true;
    cameMeanwhile = false;
    const ring = () => {
      isTimerOn = false;
      wake();
    };
    sleep(lingerMs, ending.signal).then(ring, () => {});
  };
  // Not a race between promises: the timer's would hold on to every value that came before it rang.
  const comesOrRings = (next: Promise<unknown>) =>
    new Promise<'came' | 'rang'>((resolve) => {
      wake = () => resolve('rang');
      const came = () => resolve('came');
      next.then(came, came);
    });
  try {
    for (;;) {
      const next = values.next();
      // When the run ends while it is under way nobody waits for it any more.
      next.catch(() => {});
      while (isWaiting()) {
        if (!isTimerOn) startTimer();
        if ((await comesOrRings(next)) === 'came') break;
        // When it began before the last value, only the next one tells.
        if (isSteady === true || !cameMeanwhile) yield 'idle';
      }
      const result = await next;
      if (result.done === true) return;
      cameMeanwhile = true;
      yield result.value;
    }
  } finally {
    ending.abort();
    // Not awaited: a silent pipe would hold the end of the run.
    void values.return(undefined).catch(() => {});
  }
}
