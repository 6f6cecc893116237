import { AuthError, CliError, NotFoundError } from '../../errors.ts';
import type { ApiObject } from '../api-object.ts';
import type { ProfileApi, ProfilePage } from './client.ts';
import type { ProfileId } from './profile-id.ts';
import {
  getLinks,
  getMetadata,
  listEvents,
  listExternalIds,
  listTraits,
  type Trait,
  traitsText,
} from './routes.ts';

/** A part of a profile, or why it could not be had. */
export type Part<T> = { readonly value: T } | { readonly problem: CliError };

export interface WholeProfile {
  readonly traits: Part<readonly Trait[]>;
  readonly externalIds: Part<readonly ApiObject[]>;
  readonly links: Part<readonly ApiObject[]>;
  readonly metadata: Part<ApiObject>;
  readonly events: Part<readonly ApiObject[]>;
}

export type PartName = keyof WholeProfile;
const partNames = ['traits', 'externalIds', 'links', 'metadata', 'events'] as const;

/**
 * Reads all parts with five concurrent requests, so that it takes as long as the slowest of them. A
 * part that fails leaves the others standing. Throws NotFoundError when every route says so, AuthError when one
 * does, and the problem when there is nothing but problems.
 */
export async function readWholeProfile(
  api: ProfileApi,
  id: ProfileId,
  { recentEvents, signal }: { readonly recentEvents: number; readonly signal?: AbortSignal | undefined },
): Promise<WholeProfile> {
  const [traits, externalIds, links, metadata, events] = await Promise.all([
    attempt(collect(listTraits(api, id, { signal }))),
    attempt(collect(listExternalIds(api, id, { signal }))),
    attempt(getLinks(api, id, { signal })),
    attempt(getMetadata(api, id, signal)),
    attempt(collect(listEvents(api, id, { limit: recentEvents, signal }))),
  ]);
  const whole = { traits, externalIds, links, metadata, events };
  const problems = problemsOf(whole).map(({ problem }) => problem);
  const refused = problems.find((problem) => problem instanceof AuthError);
  if (refused !== undefined) throw refused;
  if (problems.length === partNames.length)
    throw problems.find((problem) => !(problem instanceof NotFoundError)) ?? problems[0];
  return whole;
}

export function problemsOf(whole: WholeProfile): { name: PartName; problem: CliError }[] {
  return partNames.flatMap((name) => {
    const part = whole[name];
    return 'problem' in part ? [{ name, problem: part.problem }] : [];
  });
}

/** The value of a part; undefined for one that failed. */
export function partValue<T>(part: Part<T>): T | undefined {
  return 'value' in part ? part.value : undefined;
}

/** The same profile with so many of its latest events. */
export function withFewerEvents(whole: WholeProfile, limit: number): WholeProfile {
  const { events } = whole;
  return 'value' in events ? { ...whole, events: { value: events.value.slice(0, limit) } } : whole;
}

/** One object of the API's own texts; `null` for a part that failed. */
export function wholeProfileText({ traits, externalIds, links, metadata, events }: WholeProfile): string {
  const members = [
    ['traits', textOf(traits, traitsText)],
    ['externalIds', textOf(externalIds, listText)],
    ['links', textOf(links, listText)],
    ['metadata', textOf(metadata, ({ text }) => text)],
    ['events', textOf(events, listText)],
  ];
  return `{${members.map(([name, text]) => `"${name}":${text}`).join(',')}}`;
}

function textOf<T>(part: Part<T>, write: (value: T) => string): string {
  return 'value' in part ? write(part.value) : 'null';
}

function listText(objects: readonly ApiObject[]): string {
  return `[${objects.map(({ text }) => text).join(',')}]`;
}

async function attempt<T>(work: Promise<T>): Promise<Part<T>> {
  try {
    return { value: await work };
  } catch (problem) {
    if (problem instanceof CliError) return { problem };
    throw problem;
  }
}

async function collect<T>(pages: AsyncIterable<ProfilePage<T>>): Promise<T[]> {
  const all: T[] = [];
  for await (const { items } of pages) all.push(...items);
  return all;
}
