import { type ApiObject, stringAt } from '../api/api-object.ts';
import type { Trait } from '../api/profiles/routes.ts';
import { type Part, partValue, type WholeProfile } from '../api/profiles/whole-profile.ts';
import { formatJson } from '../spec/json-text.ts';
import { externalIdName, linkName } from './names.ts';

/** Something about a profile that is not as it was at the look before. */
export interface Change {
  readonly part: 'traits' | 'externalIds' | 'links' | 'events';
  readonly change: 'added' | 'changed' | 'removed';
  /** The trait, `type:id`, or the name of the event. */
  readonly name: string;
  /** The API's text; undefined where there was or is nothing. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A named text: what is compared. */
type Entry = readonly [key: string, name: string, text: string];

/**
 * What changed from one look to the next, events oldest first. `seenEvents` holds their messageIds and grows here: a
 * look shows the newest alone, so one that is missing in it is not gone.
 */
export function changesBetween(before: WholeProfile, after: WholeProfile, seenEvents: Set<string>): Change[] {
  const found = newEvents(after, seenEvents);
  return [
    ...compare('traits', entries(before.traits, traitEntry), entries(after.traits, traitEntry)),
    ...compare('externalIds', entries(before.externalIds, idEntry), entries(after.externalIds, idEntry)),
    ...compare('links', entries(before.links, linkEntry), entries(after.links, linkEntry)),
    ...('value' in before.events ? found : []),
  ];
}

/** The latest look at each part: one that failed keeps what was known before. */
export function mergeLooks(before: WholeProfile, after: WholeProfile): WholeProfile {
  return {
    traits: later(before.traits, after.traits),
    externalIds: later(before.externalIds, after.externalIds),
    links: later(before.links, after.links),
    metadata: later(before.metadata, after.metadata),
    events: later(before.events, after.events),
  };
}

function later<T>(before: Part<T>, after: Part<T>): Part<T> {
  return 'value' in after ? after : before;
}

/** The events that were not there yet, oldest first; remembers them. */
export function newEvents({ events }: WholeProfile, seen: Set<string>): Change[] {
  const fresh = (partValue(events) ?? []).filter(({ value }) => !seen.has(stringAt(value, 'message_id')));
  for (const { value } of fresh) seen.add(stringAt(value, 'message_id'));
  return fresh.reverse().map(({ value, text }) => ({
    part: 'events',
    change: 'added',
    name: stringAt(value, 'event'),
    before: undefined,
    after: formatJson(text),
  }));
}

function entries<T>(part: Part<readonly T[]>, toEntry: (item: T) => Entry): Map<string, Entry> | undefined {
  return partValue(part) && new Map((partValue(part) ?? []).map((item) => [toEntry(item)[0], toEntry(item)]));
}

function traitEntry({ name, text }: Trait): Entry {
  return [name, name, formatJson(text)];
}

function idEntry({ value, text }: ApiObject): Entry {
  const name = externalIdName(value);
  return [`${stringAt(value, 'collection')}/${name}`, name, formatJson(text)];
}

function linkEntry({ value, text }: ApiObject): Entry {
  const name = linkName(value);
  return [`${stringAt(value, 'to_collection')}/${name}`, name, formatJson(text)];
}

function compare(
  part: Change['part'],
  before: Map<string, Entry> | undefined,
  after: Map<string, Entry> | undefined,
): Change[] {
  if (before === undefined || after === undefined) return [];
  const found = [...after].flatMap(([key, [, name, text]]): Change[] => {
    const old = before.get(key)?.[2];
    if (old === text) return [];
    return [{ part, change: old === undefined ? 'added' : 'changed', name, before: old, after: text }];
  });
  const gone = [...before]
    .filter(([key]) => !after.has(key))
    .map(([, [, name, text]]): Change => ({ part, change: 'removed', name, before: text, after: undefined }));
  return [...found, ...gone];
}
