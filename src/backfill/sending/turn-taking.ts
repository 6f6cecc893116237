/** One at a time, in the order in which they came. */
export interface TurnTaking {
  /** Resolves with the function that ends the turn; undefined when the run ends before it has come. */
  take(): Promise<(() => void) | undefined>;
}

export function createTurnTaking(stopping: AbortSignal): TurnTaking {
  let last: Promise<void> = Promise.resolve();
  return {
    async take() {
      const before = last;
      let end = (): void => {};
      last = new Promise((resolve) => {
        end = resolve;
      });
      await before;
      if (!stopping.aborted) return end;
      end();
      return undefined;
    },
  };
}
