import type { ArgumentNode } from './tree.ts';

const offered = new WeakMap<object, readonly string[]>();

/** Has shells offer words for an argument or a flag that takes others too. Unlike its choices, the help does not list them. */
export function offer<Place extends object>(words: readonly string[], place: Place): Place {
  offered.set(place, words);
  return place;
}

/** What is offered for an argument or a flag, as a part of its node. */
export function offeredFor(place: object): Pick<ArgumentNode, 'offered'> {
  const words = offered.get(place);
  return words === undefined ? {} : { offered: words };
}
