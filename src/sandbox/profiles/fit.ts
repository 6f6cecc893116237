import type { Identifier } from './identifiers.ts';
import type { Profile } from './profile.ts';
import type { IdentityRules } from './rules.ts';

/** docs/segment-api/tracking.md#limits, docs/segment-api/profile.md#identity-resolution, step 4. */
const maxMerges = 100;
const maxIdentifiers = 1_000;

export interface Fit {
  /** The identifiers that stay in the event. */
  readonly kept: readonly Identifier[];
  /** The profiles they lead to, which become one. */
  readonly owners: readonly Profile[];
}

/**
 * Steps 2 to 4 of docs/segment-api/profile.md#identity-resolution for the identifiers of one collection, the one to keep longest first. Segment takes
 * the lowest-priority identifier away and starts over until no limit is passed. What the profile would have only
 * grows with the identifiers, so that ends at the longest beginning of the list that fits: found here in one pass.
 */
export function fitIdentifiers(
  identifiers: readonly Identifier[],
  ownerOf: (identifier: Identifier) => Profile | undefined,
  rules: IdentityRules,
): Fit {
  const owners: Profile[] = [];
  const sum = createSum(rules);
  for (const [index, identifier] of identifiers.entries()) {
    const owner = ownerOf(identifier);
    if (owner !== undefined && owners.includes(owner)) continue;
    const fits = owner === undefined ? sum.addIdentifier(identifier) : sum.addProfile(owner);
    // One identifier alone always stays, or no event could ever be resolved.
    if (!fits && index > 0) return { kept: identifiers.slice(0, index), owners };
    if (owner !== undefined) owners.push(owner);
  }
  return { kept: identifiers, owners };
}

/** What a profile made of several parts would have; each answers whether that is still within the limits. */
function createSum(rules: IdentityRules): {
  addProfile(profile: Profile): boolean;
  addIdentifier(identifier: Identifier): boolean;
} {
  /** The usual event brings nothing new, so the first profile is counted only once something joins it. */
  let uncounted: Profile | undefined;
  const perType = new Map<string, number>();
  let merges = -1;
  let total = 0;

  function count(identifiers: readonly Identifier[]): boolean {
    let isWithin = true;
    for (const { type } of identifiers) {
      const sum = (perType.get(type) ?? 0) + 1;
      perType.set(type, sum);
      if (sum > rules.limitOf(type)) isWithin = false;
    }
    total += identifiers.length;
    return isWithin && total <= maxIdentifiers;
  }

  function countFirst(): void {
    if (uncounted !== undefined) count(uncounted.identifiers);
    uncounted = undefined;
  }

  return {
    addProfile(profile) {
      const isFirst = merges === -1 && total === 0;
      merges += profile.absorbed.length + 1;
      if (isFirst) {
        uncounted = profile;
        return true;
      }
      countFirst();
      return count(profile.identifiers) && merges <= maxMerges;
    },
    addIdentifier(identifier) {
      countFirst();
      return count([identifier]);
    },
  };
}
