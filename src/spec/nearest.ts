/** The candidate that was probably meant, or undefined when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return nearestBelow(word, candidates, reachOf(word))?.candidate;
}

const mostOffered = 3;

/**
 * What was probably meant, of things that have several names each: one name of the nearest, of several that are as near,
 * or else of those whose name holds the word.
 */
export function nearestNames(word: string, things: readonly (readonly string[])[]): string[] {
  let best: string[] = [];
  let reach = reachOf(word);
  for (const names of things) {
    const found = nearestBelow(word, names, reach);
    if (found === undefined) continue;
    // As near as the best so far, which the next ones have to be as well.
    if (found.distance < reach - 1 || best.length === 0) best = [];
    best.push(found.candidate);
    reach = found.distance + 1;
  }
  if (best.length === 0 && word.length >= 3)
    best = things.flatMap((names) => names.find((name) => isWithin(word, name)) ?? []);
  // Several things may share a name.
  return [...new Set(best)].slice(0, mostOffered);
}

function isWithin(word: string, name: string): boolean {
  return name.toLowerCase().includes(word.toLowerCase());
}

/** A distance of so many letters is too far. */
function reachOf(word: string): number {
  return Math.max(1, Math.floor(word.length / 3)) + 1;
}

/** The first of the candidates that are nearest, if any is nearer than `reach`. */
function nearestBelow(
  word: string,
  candidates: Iterable<string>,
  reach: number,
): { readonly candidate: string; readonly distance: number } | undefined {
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const bound = best?.distance ?? reach;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bound);
    if (distance < bound) best = { candidate, distance };
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
