import { setTimeout as wait } from 'node:timers/promises';
import type { startProgram } from './program-child.ts';
import { timeOf } from './time-of.ts';

/**
 * Kills a program `kills` times at random moments within the time that a run takes on this machine. A run that ended
 * before its kill does not count, and shortens the next ones.
 * @param firstMs how long a run takes at first
 * @param afterEach what is to be seen or done before the next start
 */
export async function killWithin(
  start: () => ReturnType<typeof startProgram>,
  { kills, firstMs, chance }: { kills: number; firstMs: number; chance: () => number },
  afterEach: (killed: number) => unknown = () => {},
): Promise<void> {
  let longestMs = firstMs;
  for (let killed = 0; killed < kills; ) {
    const child = start();
    const ownEndMs = await Promise.race([timeOf(() => child.ended), wait(chance() * longestMs)]);
    child.process.kill('SIGKILL');
    await child.ended;
    if (ownEndMs === undefined) killed += 1;
    else longestMs = ownEndMs;
    await afterEach(killed);
  }
}
