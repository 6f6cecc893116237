import { fitIdentifiers } from './fit.ts';
import { type Identifier, identifierKey, readIdentifiers } from './identifiers.ts';
import { seededId } from './ids.ts';
import { linkProfiles, type Mapping, type Profile, setTrait } from './profile.ts';
import { findSkip, type ProfileMessage, type SkipCode } from './profile-message.ts';
import { createProfileStore, type ProfileStore, type StoreOptions } from './profile-store.ts';
import type { Collection, IdentityRules } from './rules.ts';

/** Whose a message is. */
export interface Resolved {
  readonly user: Profile | undefined;
  readonly account: Profile | undefined;
}

export interface GraphCounts {
  /** Messages that became part of a profile. */
  applied: number;
  /** Messages without an identifier: stored, and of no profile (docs/segment-api/profile.md#identity-resolution, step 1). */
  anonymous: number;
  /** Identifiers that a message lost because a profile would have had too many (docs/segment-api/profile.md#identity-resolution, step 3). */
  droppedIdentifiers: number;
  /** Traits that a profile had no room for. */
  droppedTraits: number;
  readonly skipped: Map<SkipCode, number>;
}

/** The profiles of one space, and which identifier leads to which of them. */
export interface IdentityGraph {
  readonly counts: Readonly<GraphCounts>;
  readonly store: ProfileStore;
  /** Takes the next message in; `readTraits` is called only when it sets any. */
  apply(message: ProfileMessage, readTraits: () => ReadonlyMap<string, string>): Resolved;
  /** Whose a message is that was taken in before. */
  ownersOf(message: ProfileMessage): Resolved;
  /** The profile that an identifier leads to, however it is written. */
  find(collection: Collection, type: string, id: string): Profile | undefined;
  findMapping(collection: Collection, type: string, id: string): Mapping | undefined;
  mapIdOf(mapping: Mapping): string;
}

export interface GraphOptions extends StoreOptions {
  readonly rules: IdentityRules;
}

/** Bytes; Segment names no limit, but one user's traits must not fill the memory. */
const maxProfileWeight = 4 * 1_024 * 1_024;

/** Resolves identities by the algorithm of docs/segment-api/profile.md#identity-resolution, in the order in which messages are applied. */
export function createGraph(options: GraphOptions): IdentityGraph {
  const { rules, seed } = options;
  const store = createProfileStore(options);
  const counts: GraphCounts = {
    applied: 0,
    anonymous: 0,
    droppedIdentifiers: 0,
    droppedTraits: 0,
    skipped: new Map(),
  };
  const ownerOf = ({ collection, key }: Identifier): Profile | undefined =>
    store.mapping(collection, key)?.profile;
  const findMapping = (collection: Collection, type: string, id: string): Mapping | undefined =>
    store.mapping(collection, identifierKey(type, id));

  /** The profile of one collection that a message belongs to; makes or merges it. */
  function resolve(identifiers: readonly Identifier[], message: ProfileMessage): Profile | undefined {
    const [first] = identifiers;
    if (first === undefined) return undefined;
    const { kept, owners } = fitIdentifiers(identifiers, ownerOf, rules);
    counts.droppedIdentifiers += identifiers.length - kept.length;
    const profile = owners.length === 0 ? store.create(first.collection, message) : store.merge(owners);
    for (const identifier of kept)
      if (ownerOf(identifier) === undefined) store.addIdentifier(profile, identifier, message);
    profile.updatedAt = message.receivedAt;
    // `active: false`: update the traits, but do not count it as seen (docs/segment-api/tracking.md#context).
    if (message.context.active !== false)
      profile.last = { seq: message.seq, messageId: message.messageId, source: message.source };
    store.touch(profile);
    return profile;
  }

  /** Identify describes the user, Group the account, nothing else anybody (docs/segment-api/profile.md#identity-resolution). */
  function describe(
    { user, account }: Resolved,
    message: ProfileMessage,
    readTraits: () => ReadonlyMap<string, string>,
  ): void {
    const { type, source, receivedAt, seq } = message;
    const profile = type === 'identify' ? user : type === 'group' ? account : undefined;
    if (profile === undefined) return;
    store.change(profile, () => {
      for (const [name, text] of readTraits()) {
        const value = text === 'null' ? undefined : text;
        if (value !== undefined && profile.weight > maxProfileWeight) counts.droppedTraits += 1;
        else setTrait(profile, name, { text: value, source, updatedAt: receivedAt, seq });
      }
    });
  }

  return {
    counts,
    store,
    apply(message, readTraits) {
      // Alias changes nothing (docs/segment-api/tracking.md#alias).
      if (message.type === 'alias') return nobody;
      const skip = findSkip(message);
      if (skip !== undefined) {
        counts.skipped.set(skip, (counts.skipped.get(skip) ?? 0) + 1);
        return nobody;
      }
      const [users, accounts] = splitByCollection(readIdentifiers(message, rules));
      const resolved = { user: resolve(users, message), account: resolve(accounts, message) };
      const { user, account } = resolved;
      if (user === undefined && account === undefined) {
        counts.anonymous += 1;
        return nobody;
      }
      counts.applied += 1;
      describe(resolved, message, readTraits);
      if (message.type === 'group' && user !== undefined && account !== undefined)
        linkProfiles(user, account);
      store.makeRoom();
      return resolved;
    },
    ownersOf(message) {
      if (message.type === 'alias' || findSkip(message) !== undefined) return nobody;
      // What was dropped for a limit leads elsewhere, but the first identifier is never dropped.
      const [user, account] = splitByCollection(readIdentifiers(message, rules)).map(([first]) =>
        first === undefined ? undefined : ownerOf(first),
      );
      return { user, account };
    },
    find: (collection, type, id) => findMapping(collection, type, id)?.profile,
    findMapping,
    mapIdOf: ({ ordinal }) => seededId(seed, 'map_', ordinal),
  };
}

const nobody: Resolved = { user: undefined, account: undefined };

function splitByCollection(
  identifiers: readonly Identifier[],
): [users: readonly Identifier[], accounts: readonly Identifier[]] {
  const end = identifiers.findIndex(({ collection }) => collection === 'accounts');
  return end === -1 ? [identifiers, []] : [identifiers.slice(0, end), identifiers.slice(end)];
}
