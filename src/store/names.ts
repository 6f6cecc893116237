import { UsageError } from '../errors.ts';
import { sandboxName } from '../spec/built-in-sandbox.ts';

/** Names are file keys, table cells and shell words: no dots, spaces or leading dashes (docs/rules.md#commands). */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export function isName(text: string): boolean {
  return namePattern.test(text);
}

/** The name, if it may be given to a workspace. Throws UsageError. */
export function checkWorkspaceName(name: string): string {
  if (name === sandboxName) {
    throw new UsageError('The name “sandbox” is reserved for the built-in workspace.', {
      code: 'name_reserved',
      hint: 'Choose another name; -w sandbox works without a login.',
    });
  }
  return checkName(name, 'workspace');
}

/** The alias, if it may be given to a source. Throws UsageError. */
export function checkSourceAlias(alias: string): string {
  return checkName(alias, 'source');
}

function checkName(name: string, kind: string): string {
  if (isName(name)) return name;
  throw new UsageError(`“${name.slice(0, 80)}” cannot name a ${kind}.`, {
    code: 'name_invalid',
    hint: 'Use 1 to 64 letters, digits, “-” and “_”, beginning with a letter or digit.',
  });
}

/** The candidate that was probably meant, or undefined when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours between two short words. */
function editDistance(from: string, to: string, enough: number): number {
  if (Math.abs(from.length - to.length) >= enough) return enough;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const above = (last[column] ?? 0) + 1;
      const left = (current[column - 1] ?? 0) + 1;
      let least = Math.min(above, left, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        least = Math.min(least, (beforeLast[column - 2] ?? enough) + 1);
      }
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? enough;
}
