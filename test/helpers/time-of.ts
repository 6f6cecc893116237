/** How long something takes here, in milliseconds: moments within a run are shares of it, on a machine of any speed. */
export async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
