/** The V8 of Node 20 counts bytes of code towards optimising. Later ones count calls, and know no such flag. */
export const countsBytes = process.versions.v8.startsWith('11.');

/**
 * The flags of V8 that this program changes on its way, as V8 begins with them: what it compiles is kept for starts
 * that have the same. The V8 of Node 20 and 22 changes the second and third along with the first.
 */
export const firstFlags: readonly string[] = [
  ...['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering'],
  ...['--semi-space-growth-factor=2', '--heap-growing-percent=0', '--no-expose-gc'],
  ...(countsBytes ? ['--interrupt-budget=67584', '--max-bytecode-size-for-early-opt=81'] : []),
];
