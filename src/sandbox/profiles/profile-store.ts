import type { Identifier } from './identifiers.ts';
import { type IdPrefix, seededId } from './ids.ts';
import {
  identifiersWeight,
  type Mapping,
  mergeProfiles,
  type Profile,
  profileOverhead,
  unlinkProfile,
} from './profile.ts';
import type { ProfileMessage } from './profile-message.ts';
import type { Collection } from './rules.ts';

/** Profiles, the identifiers that lead to them, and room for so many. */
export interface ProfileStore {
  readonly size: number;
  /** How many were forgotten to make room. */
  readonly evicted: number;
  /** Oldest update first. */
  readonly profiles: Iterable<Profile>;
  /** By its own id, or that of a profile that became part of it. */
  byId(id: string): Profile | undefined;
  /** The same by ordinal. */
  byOrdinal(collection: Collection, ordinal: number): Profile | undefined;
  mapping(collection: Collection, key: string): Mapping | undefined;
  create(collection: Collection, message: ProfileMessage): Profile;
  /** Makes one profile of several: the oldest takes the others in, because Segment does not say which one does. */
  merge(profiles: readonly Profile[]): Profile;
  addIdentifier(profile: Profile, identifier: Identifier, message: ProfileMessage): void;
  removeIdentifier(mapping: Mapping): void;
  /** Does something to a profile that changes its weight. */
  change(profile: Profile, how: () => void): void;
  /** Makes it the last to be forgotten. */
  touch(profile: Profile): void;
  /** Forgets the profiles that were quiet longest, if there are too many or they weigh too much. */
  makeRoom(): void;
}

export interface StoreOptions {
  /** Decides the ids. */
  readonly seed: string;
  readonly maxProfiles: number;
  /** About how many bytes all profiles together may take. */
  readonly maxWeight: number;
}

/** What is left when room was made: to find the first to go takes a while, so a good few go at once. */
const keptShare = 0.95;

const prefixes: Readonly<Record<Collection, IdPrefix>> = { users: 'use_', accounts: 'grp_' };

export function createProfileStore({ seed, maxProfiles, maxWeight }: StoreOptions): ProfileStore {
  const indexes = { users: new Map<string, Mapping>(), accounts: new Map<string, Mapping>() };
  /** By id, in the order of their latest update. */
  const profiles = new Map<string, Profile>();
  /** Ids of profiles that became part of another. */
  const formerIds = new Map<string, Profile>();
  let profileOrdinal = 0;
  let mappingOrdinal = 0;
  let weight = 0;
  let evicted = 0;

  function change(profile: Profile, how: () => void): void {
    const before = profile.weight;
    how();
    weight += profile.weight - before;
  }

  function forget(profile: Profile): void {
    for (const { collection, key } of profile.identifiers) indexes[collection].delete(key);
    for (const { id } of profile.absorbed) formerIds.delete(id);
    unlinkProfile(profile);
    profiles.delete(profile.id);
    weight -= profile.weight;
    evicted += 1;
  }

  const idOf = (collection: Collection, ordinal: number): string =>
    seededId(seed, prefixes[collection], ordinal);
  const byId = (id: string): Profile | undefined => profiles.get(id) ?? formerIds.get(id);

  return {
    get size() {
      return profiles.size;
    },
    get evicted() {
      return evicted;
    },
    get profiles() {
      return profiles.values();
    },
    byId,
    byOrdinal: (collection, ordinal) => byId(idOf(collection, ordinal)),
    mapping: (collection, key) => indexes[collection].get(key),
    create(collection, { seq, messageId, source, receivedAt }) {
      profileOrdinal += 1;
      const mention = { seq, messageId, source };
      const profile: Profile = {
        id: idOf(collection, profileOrdinal),
        collection,
        ordinal: profileOrdinal,
        createdAt: receivedAt,
        updatedAt: receivedAt,
        first: mention,
        last: mention,
        identifiers: [],
        traits: undefined,
        links: undefined,
        absorbed: [],
        weight: profileOverhead,
      };
      profiles.set(profile.id, profile);
      weight += profile.weight;
      return profile;
    },
    merge(parts) {
      const survivor = parts.reduce((a, b) => (a.ordinal < b.ordinal ? a : b));
      for (const absorbed of parts) {
        if (absorbed === survivor) continue;
        for (const { id } of [absorbed, ...absorbed.absorbed]) formerIds.set(id, survivor);
        profiles.delete(absorbed.id);
        weight -= absorbed.weight;
        change(survivor, () => mergeProfiles(survivor, absorbed));
      }
      return survivor;
    },
    addIdentifier(profile, identifier, { source, receivedAt, messageId }) {
      mappingOrdinal += 1;
      const mapping: Mapping = {
        ...identifier,
        ordinal: mappingOrdinal,
        source,
        createdAt: receivedAt,
        firstMessageId: messageId,
        profile,
      };
      indexes[identifier.collection].set(identifier.key, mapping);
      profile.identifiers = [...profile.identifiers, mapping];
      change(profile, () => {
        profile.weight += identifiersWeight([identifier]);
      });
    },
    removeIdentifier(mapping) {
      const { profile, collection, key } = mapping;
      indexes[collection].delete(key);
      profile.identifiers = profile.identifiers.filter((other) => other !== mapping);
      change(profile, () => {
        profile.weight -= identifiersWeight([mapping]);
      });
    },
    change,
    touch(profile) {
      profiles.delete(profile.id);
      profiles.set(profile.id, profile);
    },
    makeRoom() {
      if (profiles.size <= maxProfiles && weight <= maxWeight) return;
      const [fewer, lighter] = [maxProfiles * keptShare, maxWeight * keptShare];
      for (const profile of profiles.values()) {
        if (profiles.size <= 1 || (profiles.size <= fewer && weight <= lighter)) return;
        forget(profile);
      }
    },
  };
}
