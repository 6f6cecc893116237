export interface LingerParts {
  readonly lingerMs: number;
  /** True while messages wait for their batch to fill. */
  readonly isWaiting: () => boolean;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Passes chunks on, and says `idle` once when none has come for `lingerMs` while messages wait. */
export async function* withLinger<T>(
  chunks: AsyncGenerator<T>,
  { lingerMs, isWaiting, sleep }: LingerParts,
): AsyncGenerator<T | 'idle'> {
  try {
    for (;;) {
      const next = chunks.next();
      // When the run ends while it is under way nobody waits for it any more.
      next.catch(() => {});
      if (isWaiting()) {
        const timer = new AbortController();
        const idle = sleep(lingerMs, timer.signal).then(
          () => 'idle' as const,
          () => 'cancelled' as const,
        );
        try {
          if ((await Promise.race([next, idle])) === 'idle') yield 'idle';
        } finally {
          timer.abort();
        }
      }
      const result = await next;
      if (result.done === true) return;
      yield result.value;
    }
  } finally {
    // Not awaited: a pipe that says nothing would hold the end of the run.
    void chunks.return(undefined).catch(() => {});
  }
}
