import { createGraph, type IdentityGraph, type Resolved } from '../../../src/sandbox/profiles/graph.ts';
import type { Profile } from '../../../src/sandbox/profiles/profile.ts';
import { type ProfileMessage, readTraits } from '../../../src/sandbox/profiles/profile-message.ts';
import { createRules, type IdentityOptions } from '../../../src/sandbox/profiles/rules.ts';
import { isJsonObject, type MessageType } from '../../../src/spec/message.ts';

export type Fields = Readonly<Record<string, unknown>> & { readonly type: MessageType };

/** When the first message of a fixture arrives; each later one comes a second after. */
export const firstArrival = Date.parse('2026-02-03T04:05:00.000Z');

/** A message as the graph reads it; `seq` gives it its id and its time. */
export function profileMessage(fields: Fields, seq = 1): ProfileMessage {
  const receivedAt = new Date(firstArrival + (seq - 1) * 1_000);
  return {
    type: fields.type,
    fields,
    context: isJsonObject(fields.context) ? fields.context : {},
    seq,
    messageId: typeof fields.messageId === 'string' ? fields.messageId : `m${seq}`,
    source: typeof fields.source === 'string' ? fields.source : 'web',
    receivedAt,
    at: typeof fields.timestamp === 'string' ? Date.parse(fields.timestamp) : receivedAt.getTime(),
  };
}

export interface GraphFixture {
  readonly graph: IdentityGraph;
  apply(fields: Fields): Resolved;
  /** The identifiers of every profile as `type:id`, oldest profile first. */
  groups(): string[][];
}

export function createGraphFixture(
  options: IdentityOptions & { readonly maxProfiles?: number; readonly maxWeight?: number } = {},
): GraphFixture {
  const graph = createGraph({
    rules: createRules(options),
    seed: 'test',
    maxProfiles: options.maxProfiles ?? 10_000,
    maxWeight: options.maxWeight ?? Number.MAX_SAFE_INTEGER,
  });
  let seq = 0;
  return {
    graph,
    apply(fields) {
      seq += 1;
      const message = profileMessage(fields, seq);
      return graph.apply(message, () => readTraits(Buffer.from(JSON.stringify(fields))));
    },
    groups: () =>
      [...graph.store.profiles]
        .sort((a, b) => a.ordinal - b.ordinal)
        .map((profile) => identifiersOf(profile)),
  };
}

export function identifiersOf(profile: Profile | undefined): string[] {
  return (profile?.identifiers ?? []).map(({ type, id }) => `${type}:${id}`);
}

/** The traits that a profile has, parsed. */
export function traitsOf(profile: Profile | undefined): Record<string, unknown> {
  const entries = [...(profile?.traits ?? [])].flatMap(([name, { text }]) =>
    text === undefined ? [] : [[name, JSON.parse(text)]],
  );
  return Object.fromEntries(entries);
}
