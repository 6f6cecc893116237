export interface PaceParts {
  /** How many may begin within any second. */
  readonly most: number;
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Waits, in line, until another request may begin. */
export function createPace({ most, monotonic, sleep }: PaceParts): (signal?: AbortSignal) => Promise<void> {
  const starts: number[] = [];
  let line: Promise<void> = Promise.resolve();
  const take = async (signal?: AbortSignal): Promise<void> => {
    const earliest = starts.length < most ? 0 : (starts[0] ?? 0) + 1_000;
    const wait = earliest - monotonic();
    if (wait > 0) await sleep(wait, signal);
    starts.push(monotonic());
    if (starts.length > most) starts.shift();
  };
  return (signal) => {
    const turn = line.then(() => take(signal));
    // Who gives up waiting must not stop those behind.
    line = turn.catch(() => {});
    return turn;
  };
}
