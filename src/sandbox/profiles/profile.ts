import type { Identifier } from './identifiers.ts';
import type { Collection } from './rules.ts';

/** The message that did something to a profile. */
export interface Mention {
  readonly seq: number;
  readonly messageId: string;
  readonly source: string;
}

/** An identifier of a profile, and since when it is one. */
export interface Mapping extends Identifier {
  /** Rises with every identifier of the graph; the `map_` id is made of it. */
  readonly ordinal: number;
  readonly source: string;
  readonly createdAt: Date;
  readonly firstMessageId: string;
  profile: Profile;
}

export interface Trait {
  /** As JSON text, which keeps a number of 20 digits; undefined once it was removed with null. */
  readonly text: string | undefined;
  readonly source: string;
  readonly updatedAt: Date;
  /** The message that set it: of two values the later one counts when profiles merge. */
  readonly seq: number;
}

/** What is left of a profile that became part of another. */
export type FormerProfile = Pick<Profile, 'id' | 'ordinal'>;

export interface Profile {
  readonly id: string;
  readonly collection: Collection;
  /** Rises with every profile of the graph. */
  readonly ordinal: number;
  createdAt: Date;
  updatedAt: Date;
  first: Mention;
  last: Mention;
  /** In the order they were added. */
  identifiers: readonly Mapping[];
  /** Undefined until the first one: an empty map costs as much as everything else of a profile. */
  traits: Map<string, Trait> | undefined;
  /** Accounts of a user, users of an account; undefined until the first one. */
  links: Set<Profile> | undefined;
  /** The profiles that became part of this one; it answers to their ids too. */
  absorbed: readonly FormerProfile[];
  /** About how much memory it takes, in bytes. */
  weight: number;
}

/** The ordinals under which messages know a profile: its own and those of what became part of it. */
export function ordinalsOf({ ordinal, absorbed }: Profile): Set<number> {
  return new Set([ordinal, ...absorbed.map((former) => former.ordinal)]);
}

/** Sets a trait; to remove it is an update like any other (docs/segment-api/profile.md#identity-resolution). */
export function setTrait(profile: Profile, name: string, trait: Trait): void {
  profile.traits ??= new Map();
  const before = profile.traits.get(name);
  if (before !== undefined) profile.weight -= traitWeight(name, before);
  profile.traits.set(name, trait);
  profile.weight += traitWeight(name, trait);
}

/** Makes `absorbed` part of `survivor`: identifiers, traits by their latest update, links, history (docs/segment-api/profile.md#identity-resolution, step 5). */
export function mergeProfiles(survivor: Profile, absorbed: Profile): void {
  for (const mapping of absorbed.identifiers) mapping.profile = survivor;
  survivor.identifiers = [...survivor.identifiers, ...absorbed.identifiers].sort(
    (a, b) => a.ordinal - b.ordinal,
  );
  survivor.weight += identifiersWeight(absorbed.identifiers);
  for (const [name, trait] of absorbed.traits ?? []) {
    const own = survivor.traits?.get(name);
    if (own === undefined || own.seq < trait.seq) setTrait(survivor, name, trait);
  }
  for (const linked of absorbed.links ?? []) linkProfiles(survivor, linked);
  unlinkProfile(absorbed);
  if (absorbed.first.seq < survivor.first.seq) survivor.first = absorbed.first;
  if (absorbed.last.seq > survivor.last.seq) survivor.last = absorbed.last;
  if (absorbed.createdAt < survivor.createdAt) survivor.createdAt = absorbed.createdAt;
  if (absorbed.updatedAt > survivor.updatedAt) survivor.updatedAt = absorbed.updatedAt;
  const { id, ordinal } = absorbed;
  survivor.absorbed = [...survivor.absorbed, { id, ordinal }, ...absorbed.absorbed];
}

export function linkProfiles(a: Profile, b: Profile): void {
  a.links ??= new Set();
  b.links ??= new Set();
  a.links.add(b);
  b.links.add(a);
}

/** Takes a profile out of every link it has. */
export function unlinkProfile(profile: Profile): void {
  for (const linked of profile.links ?? []) linked.links?.delete(profile);
  profile.links = undefined;
}

/** Bytes that an empty profile, an identifier and a trait take beside their text. */
export const profileOverhead = 700;
const identifierOverhead = 400;
const traitOverhead = 150;

export function identifiersWeight(identifiers: readonly Identifier[]): number {
  let weight = 0;
  for (const { type, id } of identifiers) weight += identifierOverhead + type.length + id.length * 2;
  return weight;
}

function traitWeight(name: string, { text }: Trait): number {
  return traitOverhead + name.length + (text?.length ?? 0);
}
