import { invalidQuery } from '../control/body.ts';
import { readPageQuery } from '../control/events.ts';
import { answerText, createRoutes, type Routes } from '../http.ts';
import type { Journal } from '../journal/journal.ts';
import { findProfile } from './api.ts';
import { ordinalsOf, type Profile } from './profile.ts';
import { collections } from './rules.ts';
import type { Space } from './space.ts';
import type { Spaces } from './spaces.ts';

const names = ['source', 'writeKey', 'messageId', 'id', 'collection', 'limit', 'cursor'];
const maxLimit = 1_000;
/** An account can have more users than a list is read for. */
const maxLinks = 100;
/** A reader caps a reply at 1 MiB (rule S8); one profile of ordinary size fits in the rest. */
const maxPageBytes = 384 * 1_024;

/**
 * `GET /_/profiles`: the profiles of a source, or of all, newest first. `messageId` answers with whose that message
 * is, `id` (`type:value` or `use_…`) with one profile; `collection` leaves one kind.
 */
export function profileControlRoutes(journal: Journal, spaces: Spaces): Routes {
  const routes = createRoutes();
  routes.get('/profiles', async (c) => {
    const query = c.req.query();
    if (Object.keys(query).some((name) => !names.includes(name)))
      throw invalidQuery(`There is no filter of that name; there are ${names.join(', ')}.`);
    const { collection, messageId, id } = query;
    if (collection !== undefined && collection !== 'users' && collection !== 'accounts')
      throw invalidQuery('collection is users or accounts.');
    const { limit, cursor } = readPageQuery(c);

    const space = await spaces.open(query.source ?? query.writeKey);
    const chosen =
      messageId !== undefined
        ? ownersOf(journal, space, messageId)
        : id !== undefined
          ? byId(space, id)
          : [...space.graph.store.profiles].sort((a, b) => b.ordinal - a.ordinal);
    const wanted = chosen.filter(
      (profile) =>
        (collection === undefined || profile.collection === collection) &&
        (cursor === undefined || profile.ordinal < cursor),
    );
    const { texts, next } = cut(wanted, Math.min(limit, maxLimit), space);
    const stats = JSON.stringify(statsOf(space));
    return answerText(c, `{"profiles":[${texts.join(',')}],"next":${next},"stats":${stats}}`);
  });
  return routes;
}

function ownersOf(journal: Journal, space: Space, messageId: string): Profile[] {
  for (let index = journal.messages.length - 1; index >= 0; index -= 1) {
    const message = journal.messages.at(index);
    if (message?.messageId !== messageId || !space.holds(message)) continue;
    const { user, account } = space.ownersOf(message);
    return [user, account].filter((profile) => profile !== undefined);
  }
  return [];
}

function byId({ graph }: Space, id: string): Profile[] {
  return collections
    .map(
      (collection) => findProfile(graph, collection, id.toLowerCase()) ?? findProfile(graph, collection, id),
    )
    .filter((profile) => profile !== undefined);
}

/** As many profiles as fit, and the cursor of the next page as JSON. */
function cut(profiles: readonly Profile[], limit: number, space: Space): { texts: string[]; next: string } {
  const counts = countEvents(profiles.slice(0, limit), space);
  const texts: string[] = [];
  let bytes = 0;
  let last: Profile | undefined;
  for (const profile of profiles) {
    const text = profileText(profile, counts.get(profile) ?? 0);
    bytes += text.length;
    if (last !== undefined && (texts.length >= limit || bytes > maxPageBytes))
      return { texts, next: `"${last.ordinal}"` };
    texts.push(text);
    last = profile;
  }
  return { texts, next: 'null' };
}

function countEvents(profiles: readonly Profile[], space: Space): Map<Profile, number> {
  const byOrdinal = new Map<number, Profile>();
  for (const profile of profiles) for (const ordinal of ordinalsOf(profile)) byOrdinal.set(ordinal, profile);
  const counts = new Map<Profile, number>();
  for (const { user, account } of space.events) {
    for (const ordinal of [user, account]) {
      const owner = ordinal === undefined ? undefined : byOrdinal.get(ordinal);
      if (owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
  }
  return counts;
}

/** A profile as JSON text; traits keep the bytes they arrived with. */
function profileText(profile: Profile, events: number): string {
  const { id, collection, createdAt, updatedAt, first, last, identifiers, absorbed, links } = profile;
  const facts = JSON.stringify({
    id,
    collection,
    identifiers: identifiers.map(({ type, id: value, source }) => ({ type, id: value, source })),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    first: { messageId: first.messageId, source: first.source },
    last: { messageId: last.messageId, source: last.source },
    absorbed: absorbed.map((former) => former.id),
    links: [...(links ?? [])].slice(0, maxLinks).map((linked) => linked.id),
    linkCount: links?.size ?? 0,
    events,
  });
  const traits = [...(profile.traits ?? [])].flatMap(([name, { text }]) =>
    text === undefined ? [] : [`${JSON.stringify(name)}:${text}`],
  );
  return `${facts.slice(0, -1)},"traits":{${traits.join(',')}}}`;
}

function statsOf({ graph, missed, pending }: Space): object {
  const { skipped, ...counts } = graph.counts;
  return {
    profiles: graph.store.size,
    evicted: graph.store.evicted,
    ...counts,
    skipped: Object.fromEntries(skipped),
    missed,
    pending,
  };
}
