import { keepNewest } from './keep-newest.ts';

/**
 * The ids of sends that are not acknowledged yet, by what is sent and where to: made again after a preview, a failure or a
 * cancelled call, the same send has the same ids, and counts once.
 */
export interface Tries {
  /** Nobody else has the id while `make` is at work: the same call beside it is another send. */
  attempt<T>(send: string, make: (id: string) => Promise<Attempt<T>>): Promise<T>;
}

export interface Attempt<T> {
  readonly result: T;
  /** All of it is acknowledged: the same call again is another send. */
  readonly isAcknowledged: boolean;
}

const most = 1_000;

export function createTries(freshId: () => string): Tries {
  const ids = new Map<string, string>();
  return {
    async attempt(send, make) {
      const id = ids.get(send) ?? freshId();
      ids.delete(send);
      let isAcknowledged = false;
      try {
        const made = await make(id);
        isAcknowledged = made.isAcknowledged;
        return made.result;
      } finally {
        if (!isAcknowledged) keepNewest(ids, send, id, most);
      }
    },
  };
}
