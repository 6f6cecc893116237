import type { IdentityGraph } from './graph.ts';
import type { Mapping, Profile, Trait } from './profile.ts';
import { invalidParameter } from './profile-fault.ts';
import { cursorText, pageSizes, type Query } from './query.ts';
import type { IdentityRules } from './rules.ts';

/** A request for one of the lists of a profile. */
export interface PageRequest {
  readonly profile: Profile;
  readonly query: Query;
  /** Its own path, with the internal id of the profile. */
  readonly path: string;
}

/** `…/traits`: names in byte order, `next` is the first name of the following page (docs/segment-api/profile.md#replies). JSON text. */
export function traitsPage({ profile, query, path }: PageRequest, rules: IdentityRules): string {
  const limit = query.limit(pageSizes.traits);
  const { verbose, next } = query;
  const include = query.names('include');
  const traitClass = query.word('class', ['audience', 'computed_trait']);
  const classMembers =
    traitClass === 'audience'
      ? rules.audiences
      : traitClass === 'computed_trait'
        ? rules.computedTraits
        : undefined;
  const names = [...(profile.traits ?? [])]
    .filter(([name, { text }]) => {
      if (text === undefined || (include !== undefined && !include.has(name))) return false;
      return classMembers === undefined || classMembers.has(name);
    })
    .map(([name]) => name)
    .sort(compareBytes);
  const start = next === undefined ? 0 : firstIndex(names, (name) => compareBytes(name, next) >= 0);
  const members = names.slice(start, start + limit).map((name) => {
    const trait = profile.traits?.get(name);
    return `${JSON.stringify(name)}:${trait === undefined ? 'null' : traitText(trait, verbose)}`;
  });
  return `{"traits":{${members.join(',')}},"cursor":${cursorText(path, limit, names[start + limit])}}`;
}

/** `…/external_ids`: in the order they were added. JSON text. */
export function externalIdsPage({ profile, query, path }: PageRequest, graph: IdentityGraph): string {
  const limit = query.limit(pageSizes.external_ids);
  // No documented effect here; a value that is neither true nor false is refused all the same.
  void query.verbose;
  const { next } = query;
  const include = query.names('include');
  const mappings = profile.identifiers.filter(({ type }) => include === undefined || include.has(type));
  const start = next === undefined ? 0 : mappings.findIndex((mapping) => graph.mapIdOf(mapping) === next);
  if (start === -1) throw invalidParameter('next', 'the cursor of a page before');
  const following = mappings[start + limit];
  const data = mappings.slice(start, start + limit).map((mapping) => ({
    source_id: mapping.source,
    collection: mapping.collection,
    id: mapping.id,
    type: mapping.type,
    created_at: mapping.createdAt.toISOString(),
    encoding: 'none',
    first_message_id: mapping.firstMessageId,
  }));
  const cursor = cursorText(path, limit, following === undefined ? undefined : graph.mapIdOf(following));
  return `{"data":${JSON.stringify(data)},"cursor":${cursor}}`;
}

export function metadataPage({ profile, query }: PageRequest): string {
  void query.verbose;
  const { createdAt, updatedAt, first, last } = profile;
  return JSON.stringify({
    metadata: {
      created_at: createdAt.toISOString(),
      updated_at: updatedAt.toISOString(),
      expires_at: null,
      first_message_id: first.messageId,
      first_source_id: first.source,
      last_message_id: last.messageId,
      last_source_id: last.source,
    },
  });
}

/** `…/links`: the other side's identifiers, oldest profile first. There is no cursor (docs/segment-api/profile.md#replies). JSON text. */
export function linksPage({ profile, query }: PageRequest): string {
  const limit = query.limit(pageSizes.links);
  const linked = [...(profile.links ?? [])].sort((a, b) => a.ordinal - b.ordinal).slice(0, limit);
  return JSON.stringify({
    data: linked.map(({ collection, identifiers }) => ({
      to_collection: collection,
      external_ids: identifiers.map((mapping: Mapping) => ({
        id: mapping.id,
        type: mapping.type,
        source_id: mapping.source,
        collection: mapping.collection,
        created_at: mapping.createdAt.toISOString(),
        encoding: 'none',
      })),
    })),
  });
}

function traitText({ text, source, updatedAt }: Trait, verbose: boolean): string {
  if (text === undefined) return 'null';
  if (!verbose) return text;
  const [sourceId, updated] = [JSON.stringify(source), JSON.stringify(updatedAt.toISOString())];
  return `{"value":${text},"source_id":${sourceId},"updated_at":${updated}}`;
}

/** Orders text by its bytes in UTF-8: digits, capitals, lower case, the rest. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function firstIndex<T>(items: readonly T[], isMeant: (item: T) => boolean): number {
  const index = items.findIndex(isMeant);
  return index === -1 ? items.length : index;
}
