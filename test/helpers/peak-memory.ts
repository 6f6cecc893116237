import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ProgramChild } from './program-child.ts';

/** Megabytes of a process as the kernel accounts it: now, and at its peak so far. Only Linux tells it in /proc. */
function memoryOf({ process: { pid } }: ProgramChild): { now: number; peak: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = (name: string) =>
      Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN);
    const seen = { now: kilobytes('VmRSS') / 1024, peak: kilobytes('VmHWM') / 1024 };
    return Number.isNaN(seen.peak) ? undefined : seen;
  } catch {
    return undefined;
  }
}

/** Watches until the process ends; resolves with the peak. */
export async function watchMemory(
  child: ProgramChild,
  look: (megabytes: number) => void = () => {},
): Promise<number> {
  let peak = 0;
  let isOver = false;
  void child.ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const seen = memoryOf(child);
    if (seen !== undefined) {
      peak = Math.max(peak, seen.peak);
      look(seen.now);
    }
    await wait(20);
  }
  return peak;
}

/**
 * Says what the peak was, and fails above the bound; below 20 MB nothing was measured.
 * @param maxMegabytes what a run may take (rules R4, R15)
 */
export function tellPeak(what: string, peak: number, maxMegabytes = 150): void {
  process.stdout.write(`memory: ${what}: ${Math.round(peak)} MB at its peak (bound ${maxMegabytes})\n`);
  expect(peak).toBeGreaterThan(20);
  expect(peak).toBeLessThanOrEqual(maxMegabytes);
}
