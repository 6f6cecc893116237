/** Does one thing after the other, in the order in which they were asked for. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    // What fails is heard by who asked for it.
    last = result.catch(() => {});
    return result;
  };
}
