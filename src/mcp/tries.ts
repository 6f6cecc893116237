/**
 * The ids of sends that are not acknowledged yet, by what is sent and where to: made again after a preview, a failure or a
 * cancelled call, the same send has the same ids, and counts once.
 */
export interface Tries {
  idOf(send: string): string;
  /** It is acknowledged: the same call again is another send. */
  settle(send: string): void;
}

const most = 1_000;

export function createTries(freshId: () => string): Tries {
  const ids = new Map<string, string>();
  return {
    idOf(send) {
      const id = ids.get(send) ?? freshId();
      const [oldest] = ids.keys();
      if (oldest !== undefined && ids.size >= most) ids.delete(oldest);
      ids.set(send, id);
      return id;
    },
    settle: (send) => void ids.delete(send),
  };
}
