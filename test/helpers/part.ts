import { inject } from 'vitest';

// What tries every place of something takes long. `npm test` tries one of so many, and `npm run test:soak` all of
// them: there the file beside it, `<name>.soak.test.ts`, imports it.

declare module 'vitest' {
  interface ProvidedContext {
    /** Set by the project `soak` (vitest.config.ts). */
    readonly isWhole?: true;
  }
}

/** How far to go at once: `count`, or 1 where all is tried. */
export function stepOf(count: number): number {
  return inject('isWhole') === true ? 1 : count;
}

/** One of `count` items, the first among them, or all. */
export function partOf<T>(items: readonly T[], count: number): readonly T[] {
  const step = stepOf(count);
  return items.filter((_item, index) => index % step === 0);
}
