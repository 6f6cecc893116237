/**
 * How many requests are sent concurrently. A 429 halves the number, once for all that were under way when it came;
 * every clean round trip brings one back, up to the most that was asked for (rule R11).
 */
export interface Semaphore {
  /** Waits for a free slot, first come first served. Undefined when the run ends before there is one. */
  take(): Promise<Slot | undefined>;
  readonly limit: number;
}

export interface Slot {
  /** Gives it back. `throttled`: the answer was 429. */
  end(outcome: 'clean' | 'throttled' | 'other'): void;
}

export function createSemaphore(most: number, stopping: AbortSignal): Semaphore {
  let limit = most;
  let taken = 0;
  let halvings = 0;
  const queue: ((isFree: boolean) => void)[] = [];

  const letIn = (): void => {
    while (taken < limit && queue.length > 0) {
      taken += 1;
      queue.shift()?.(true);
    }
  };
  const sendAway = (): void => {
    for (const answer of queue.splice(0)) answer(false);
  };
  stopping.addEventListener('abort', sendAway, { once: true });

  return {
    get limit() {
      return limit;
    },
    async take() {
      if (stopping.aborted) return undefined;
      const isFree = await new Promise<boolean>((answer) => {
        queue.push(answer);
        letIn();
      });
      if (!isFree) return undefined;
      const began = halvings;
      return {
        end(outcome) {
          taken -= 1;
          if (outcome === 'throttled' && began === halvings) {
            halvings += 1;
            limit = Math.max(1, Math.floor(limit / 2));
          }
          if (outcome === 'clean') limit = Math.min(most, limit + 1);
          letIn();
        },
      };
    },
  };
}
