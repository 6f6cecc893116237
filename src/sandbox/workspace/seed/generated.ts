import { makeId } from '../make-id.ts';
import type { SeedInput } from '../read-seed.ts';
import { day } from '../series.ts';
import { withoutFraction } from '../state.ts';
import { emailDestination, webhookAction, webhookDestination } from './catalog.ts';
import { userIds } from './people.ts';

/** How large a workspace is to be. */
export interface Size {
  readonly sources: number;
  /** How many days ago its audit trail begins, and its usage: with the first of that month. */
  readonly days: number;
  readonly auditEventsPerDay: number;
  /** Another one makes other figures. */
  readonly seed: number;
}

const metadataIds = ['IqDTy1TpoU', 'UBrsG9RVzw', 'lrjAZWAy0V'];
const kinds = ['Source Modified', 'Source Enabled', 'Source Disabled', 'Schema Modified'];
/** Every so many sources have a destination. */
const sourcesPerDestination = 5;

/** Sources, destinations and an audit trail of that size: the same for the same numbers and the same day. */
export function generatedSeed({ sources: count, days, auditEventsPerDay, seed }: Size, now: Date): SeedInput {
  const sources = Array.from({ length: count }, (_, index) => {
    const slug = `generated_${String(index + 1).padStart(5, '0')}`;
    return {
      id: generatedId(index),
      slug,
      name: `Generated ${index + 1}`,
      metadataId: metadataIds[index % metadataIds.length],
      writeKeys: [`${slug}key`.padEnd(32, 'x')],
    };
  });
  const destinations = sources
    .filter((_, index) => index % sourcesPerDestination === 0)
    .map(({ id, slug, name }, index) => ({
      id: makeId('generated destination', slug),
      name: `${name} to a webhook`,
      metadataId: index % 2 === 0 ? webhookDestination : emailDestination,
      sourceId: id,
      subscriptions: [
        {
          id: makeId('generated subscription', slug),
          name: 'Everything',
          actionId: webhookAction,
          actionSlug: 'send',
          trigger: 'type = "track"',
        },
      ],
    }));
  const today = Math.floor(now.getTime() / day);
  const auditEvents = Array.from({ length: days }, (_, ago) => today - ago).flatMap((date) =>
    Array.from({ length: auditEventsPerDay }, (_, index) => {
      const chance = chanceOf(seed, date, index);
      const source = sources[chance % count];
      return {
        // A day has a number of its own, so that an event keeps its id however often the sandbox is started.
        id: `events/${date * 10_000 + index}`,
        timestamp: withoutFraction(new Date(date * day + Math.floor((index * day) / auditEventsPerDay))),
        type: kinds[chance % kinds.length] ?? '',
        actor: userIds.ann,
        actorEmail: 'ann@example.com',
        resourceId: source?.id ?? '',
        resourceType: 'source',
        resourceName: source?.name ?? '',
      };
    }).filter(({ timestamp }) => Date.parse(timestamp) <= now.getTime()),
  );
  return { sources, destinations, auditEvents };
}

function generatedId(index: number): string {
  return makeId('generated source', String(index));
}

/** What a source counted on one day. */
export interface DayFigures {
  readonly calls: number;
  readonly identified: number;
  readonly anonymous: number;
  readonly anonymousIdentified: number;
}

/**
 * What the generated sources counted, day by day. The figures of a day that is not over grow by the hour. A history
 * begins with a month, so that what is cumulative is the same however long the sandbox has run.
 */
export class UsageHistory {
  readonly #begins: number;
  readonly #seed: number;
  readonly #places: ReadonlyMap<string, number>;

  constructor({ sources, days, seed }: Size, now: Date) {
    const first = new Date(now.getTime() - days * day);
    this.#begins = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1);
    this.#seed = seed;
    this.#places = new Map(Array.from({ length: sources }, (_, index) => [generatedId(index), index]));
  }

  get sourceIds(): Iterable<string> {
    return this.#places.keys();
  }

  /** Undefined for a source that is not generated, and before the history begins. */
  figures(sourceId: string, date: number, now: Date): DayFigures | undefined {
    const place = this.#places.get(sourceId);
    if (place === undefined || date < this.#begins) return undefined;
    const chance = chanceOf(this.#seed, place, Math.floor(date / day));
    const hours = Math.min(24, Math.floor(((now.getTime() - date) / day) * 24));
    const partOf = (most: number) => Math.floor((most * hours) / 24);
    return {
      calls: partOf(100 + (chance % 10_000)),
      identified: partOf(chance % 97),
      anonymous: partOf(41 + (chance % 389)),
      anonymousIdentified: partOf(chance % 41),
    };
  }
}

/** A number that looks like chance and is the same for the same three (the finisher of MurmurHash3). */
function chanceOf(seed: number, one: number, other: number): number {
  let mixed = Math.imul(seed ^ Math.imul(one + 1, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(other + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
