import { isDeepStrictEqual } from 'node:util';
import { isNullText, openObject } from '../../spec/json-text.ts';
import { isSameName } from '../../spec/same-name.ts';
import { stringAt, valueAt } from '../api-object.ts';
import type { ProfileApi } from './client.ts';
import type { ProfileId } from './profile-id.ts';
import { getMetadata, listEvents, listTraits } from './routes.ts';

/** A message that was sent, and what can be found of it. */
export interface SentMessage {
  readonly messageId: string;
  /** When it happened, where that is not now. */
  readonly time: Date | undefined;
  readonly sentAt: Date;
  /** The JSON object of an Identify or Group; undefined for messages that become events. */
  readonly traits: string | undefined;
}

/** Clocks differ, and Segment corrects times by how much (docs/segment-api/tracking.md#timestamps). */
const clockReachMs = 3_600_000;
/** A user who did more than this since it was sent is a machine. */
const maxEvents = 500;
/** Enough to tell; a URL is not endless. */
const maxTraits = 20;

/** True once a profile shows an event of this messageId. */
export async function hasEvent(
  api: ProfileApi,
  id: ProfileId,
  { messageId, time }: SentMessage,
  signal: AbortSignal,
): Promise<boolean> {
  const span =
    time === undefined
      ? {}
      : {
          since: new Date(time.getTime() - clockReachMs),
          until: new Date(time.getTime() + clockReachMs),
        };
  for await (const { items } of listEvents(api, id, { ...span, limit: maxEvents, signal }))
    if (items.some(({ value }) => isSameName(valueAt(value, 'message_id'), messageId))) return true;
  return false;
}

/**
 * True once a profile names this message as its last, or, as others may have come after it, has its traits with a
 * time that is not before it was sent. An inference: the API does not tell which message set a trait.
 */
export async function hasTraits(
  api: ProfileApi,
  id: ProfileId,
  { messageId, sentAt, traits = '{}' }: SentMessage,
  signal: AbortSignal,
): Promise<boolean> {
  const metadata = await getMetadata(api, id, signal);
  if (isSameName(valueAt(metadata.value, 'last_message_id'), messageId)) return true;
  const sent = [...openObject(traits)]
    .flatMap(([name, node]) => (typeof node === 'string' && !isNullText(node) ? [{ name, text: node }] : []))
    // Commas divide the names of a request.
    .filter(({ name }) => !name.includes(','))
    .slice(0, maxTraits);
  if (sent.length === 0) return false;
  const found = new Map<string, unknown>();
  const include = sent.map(({ name }) => name);
  for await (const { items } of listTraits(api, id, { include, withSources: true, signal }))
    for (const { name, text } of items) found.set(name, JSON.parse(text));
  const isThere = sent.every(({ name, text }) =>
    isDeepStrictEqual(Object(found.get(name)).value, JSON.parse(text)),
  );
  return (
    isThere &&
    sent.some(({ name }) => Date.parse(stringAt(found.get(name), 'updated_at')) >= sentAt.getTime())
  );
}
