import { UsageError } from '../errors.ts';

/** An argument that would change nothing was meant to change something. `what` knows those of `known` alone. Throws UsageError. */
export function refuseUnused(
  what: string,
  args: Readonly<Record<string, unknown>>,
  known: readonly string[],
): void {
  const unused = Object.keys(args).find((name) => args[name] !== undefined && !known.includes(name));
  if (unused === undefined) return;
  throw new UsageError(`${what} does not know the argument ${unused}.`, {
    code: 'argument_unused',
    hint: known.length === 0 ? 'Leave it out.' : `Leave it out. What it knows: ${known.join(', ')}.`,
  });
}
