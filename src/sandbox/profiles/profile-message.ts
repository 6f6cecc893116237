import { readMembers } from '../../ndjson/members.ts';
import { isJsonObject, type MessageType } from '../../spec/message.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import { type Envelope, timeOf } from '../tracking/complete.ts';
import { type IdentifiedMessage, wellFormed } from './identifiers.ts';

/** A message as the identity graph reads it. */
export interface ProfileMessage extends IdentifiedMessage {
  readonly type: MessageType;
  readonly seq: number;
  readonly messageId: string;
  readonly source: string;
  readonly receivedAt: Date;
  /** When it happened, in epoch milliseconds, with the sender's clock error taken out (docs/segment-api/tracking.md#timestamps). */
  readonly at: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads messages one after another; what the messages of a batch share is parsed once. */
export function createMessageReader(): (message: JournalMessage) => ProfileMessage | undefined {
  let lastEnvelope: Envelope | undefined;
  let shared: Fields = noFields;
  let sharedSentAt: number | undefined;
  return (message) => {
    const { type, envelope, receivedAt } = message;
    const fields = parse(message.raw);
    if (type === undefined || fields === undefined) return undefined;
    if (envelope !== lastEnvelope) {
      lastEnvelope = envelope;
      shared = (envelope.context === undefined ? undefined : parse(envelope.context)) ?? noFields;
      sharedSentAt = envelope.sentAt === undefined ? undefined : readTime(JSON.parse(envelope.sentAt));
    }
    const own = isJsonObject(fields.context) ? fields.context : noFields;
    return {
      type,
      fields,
      context: shared === noFields ? own : joinFields(shared, own),
      seq: message.seq,
      messageId: message.messageId,
      source: message.source,
      receivedAt,
      at: correctedTime(fields, sharedSentAt, receivedAt.getTime()),
    };
  };
}

/** The traits of an Identify or Group call as JSON texts, which keep every digit of a number. */
export function readTraits(raw: Buffer): Map<string, string> {
  const texts = new Map<string, string>();
  // Of several members of one name the last counts, as it does for JSON.parse.
  const traits = readMembers(raw).members.findLast(({ key }) => key === 'traits');
  if (traits === undefined || raw[traits.valueStart] !== openBrace) return texts;
  const bytes = raw.subarray(traits.valueStart, traits.valueEnd);
  for (const { key, valueStart, valueEnd } of readMembers(bytes).members) {
    texts.set(wellFormed(key), bytes.toString('utf8', valueStart, valueEnd));
  }
  return texts;
}

/** The sandbox's own words for what Unify drops in silence (docs/segment-api/tracking.md#limits). */
export type SkipCode = 'message_id_too_long' | 'too_many_traits' | 'group_id_invalid' | 'before_1970';

/** docs/segment-api/tracking.md#limits: "properties/traits per event (Unify): more than 300". */
const maxTraits = 300;
const maxMessageIdLength = 100;
const maxGroupIdLength = 500;

/** Why Unify leaves a message out although it arrived, or undefined. */
export function findSkip({ type, fields, context, messageId, at }: ProfileMessage): SkipCode | undefined {
  if (messageId.length > maxMessageIdLength) return 'message_id_too_long';
  if (countKeys(fields.traits) > maxTraits || countKeys(fields.properties) > maxTraits)
    return 'too_many_traits';
  const groupId = type === 'group' ? fields.groupId : context.groupId;
  if (typeof groupId === 'string' && (groupId === '' || groupId.length > maxGroupIdLength))
    return 'group_id_invalid';
  return at < 0 ? 'before_1970' : undefined;
}

const noFields: Fields = {};
const openBrace = 0x7b;

function parse(json: Buffer | string): Fields | undefined {
  const value: unknown = JSON.parse(typeof json === 'string' ? json : json.toString('utf8'));
  return isJsonObject(value) ? value : undefined;
}

/** Shallow, key by key, and the item's own value wins (docs/segment-api/tracking.md#batch). */
function joinFields(shared: Fields, own: Fields): Fields {
  if (own === noFields) return shared;
  const joined: Record<string, unknown> = Object.create(null);
  for (const part of [shared, own]) for (const key of Object.keys(part)) joined[key] = part[key];
  return joined;
}

function countKeys(value: unknown): number {
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

function correctedTime(fields: Fields, sharedSentAt: number | undefined, receivedAt: number): number {
  const original = readTime(fields.timestamp ?? fields.originalTimestamp);
  if (original === undefined) return receivedAt;
  const ownSentAt = fields.sentAt ?? undefined;
  const sent = ownSentAt === undefined ? sharedSentAt : readTime(ownSentAt);
  const corrected = sent === undefined ? original : receivedAt - (sent - original);
  return Number.isNaN(new Date(corrected).getTime()) ? original : corrected;
}

function readTime(value: unknown): number | undefined {
  return typeof value === 'string' ? timeOf(value) : undefined;
}
