import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { countsBytes } from '../files/engine-flags.ts';

/** Whoever has asked the API something has left V8 with its quick compiler alone: the kernel is worth the other one. */
export function tuneForKernel(): void {
  setFlagsFromString('--no-liftoff-only');
}

/** Rows die with their page or chunk, as what a batch is made of does: see {@link tuneForSending}. */
export function tuneForRows(): void {
  tuneForKernel();
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Rows beside a database in the same process. */
export function tuneForDatabase(): void {
  tuneForRows();
  setFlagsFromString('--heap-growing-percent=30');
  findWhatLives();
}

/**
 * Makes V8 look for what is dead in this thread. Only after it has done so once does it know how much lives, and it would
 * wait for that until its heap is three times as large: rows take 20 MB less like this, and Parquet as much.
 */
export function findWhatLives(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/**
 * Tells V8 what this process is going to do. Called when the first answer has come: a flag that is changed makes V8
 * refuse the compiled form in which Node brings its own modules, and those that are needed are loaded by then.
 *
 * What a batch is made of dies with it. V8 would let the space for such objects grow to three times 16 MiB, which
 * makes the process 30 MB larger and no faster (211 MB of lines: 119 instead of 150 MB, 5.0 s both).
 *
 * V8 counts the memory of buffers towards the space for long-lived objects, and would look there for what is dead whenever
 * it has grown by 10 MB: twenty times in 1 GB with --gzip, on all cores. Where it may grow to three times what lives there,
 * V8 looks eight times, and needs less memory for looking (131 instead of 145 MB). Rows move much to that space before it
 * dies, and so V8 is to look sooner: 1 GB of CSV takes 136 instead of 164 MB.
 *
 * Where another thread reads, a thousand lines are one round through the JavaScript of this one, and few rounds are
 * made: what V8 spends on optimising it, half a second in threads of its own for a gigabyte, it never earns back.
 * What is hot all the same is optimised a moment later; small functions are, too, which V8 would take first (a hundred of
 * them, in 0.14 s of a gigabyte's 2.3). A flag that is changed here stands with its first value in
 * `firstFlags`.
 */
export function tuneForSending({
  usesWorker,
  readsRows,
}: {
  readonly usesWorker: boolean;
  readonly readsRows: boolean;
}): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString(`--heap-growing-percent=${readsRows ? 30 : 200}`);
  if (readsRows) findWhatLives();
  if (!usesWorker || !countsBytes) return;
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--max-bytecode-size-for-early-opt=0');
}
