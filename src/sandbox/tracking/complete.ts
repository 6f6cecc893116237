import { readMembers } from '../../ndjson/members.ts';
import type { MessageType } from '../../spec/message.ts';
import { timestampKind } from '../../spec/timestamp.ts';

/** What a message shares with the others of its request, as JSON text. */
export interface Envelope {
  readonly sentAt: string | undefined;
  readonly context: string | undefined;
  readonly integrations: string | undefined;
}

/** Keys the server sets itself or that are not passed on (docs/segment-api/tracking.md#common-fields). */
const serverKeys = new Set([
  'type',
  'messageId',
  'context',
  'integrations',
  'timestamp',
  'originalTimestamp',
  'sentAt',
  'receivedAt',
  'version',
  'channel',
  'writeKey',
]);

/**
 * The message as destinations see it (docs/segment-api/tracking.md#the-sandbox), as JSON text. Values keep the bytes they
 * arrived with, so a number of 20 digits or a tree 10,000 deep comes out as it went in.
 */
export function completeMessage(message: {
  readonly raw: Buffer;
  readonly type: MessageType | undefined;
  readonly messageId: string;
  readonly envelope: Envelope;
  readonly receivedAt: Date;
}): string {
  const { raw, type, messageId, envelope, receivedAt } = message;
  const own = new Map<string, string>();
  for (const { key, valueStart, valueEnd } of readMembers(raw).members) {
    own.set(key, raw.toString('utf8', valueStart, valueEnd));
  }
  const get = (key: string): string | undefined => (own.get(key) === 'null' ? undefined : own.get(key));

  const members = new Map<string, string>();
  const set = (key: string, text: string | undefined): void => {
    if (text !== undefined) members.set(key, text);
  };
  set('type', type === undefined ? get('type') : JSON.stringify(type));
  set('messageId', JSON.stringify(messageId));
  for (const [key, text] of own) if (!serverKeys.has(key)) set(key, text);
  set('context', mergeObjects(envelope.context, get('context')));
  set('integrations', mergeObjects(envelope.integrations, get('integrations')));

  const sentAt = get('sentAt') ?? envelope.sentAt;
  const original = get('timestamp') ?? get('originalTimestamp');
  set('originalTimestamp', original);
  set('sentAt', sentAt);
  set('receivedAt', JSON.stringify(receivedAt.toISOString()));
  set('timestamp', correctTimestamp({ original, sentAt, receivedAt }));
  set('version', '2');
  set('channel', '"server"');
  return writeObject(members);
}

/**
 * `receivedAt − (sentAt − originalTimestamp)` (docs/segment-api/tracking.md#timestamps): takes the sender's clock error out. With no
 * usable `sentAt` the caller's time stands; with no time at all it is when the message arrived. In and out: JSON text.
 */
export function correctTimestamp(times: {
  original: string | undefined;
  sentAt: string | undefined;
  receivedAt: Date;
}): string {
  const { original, sentAt, receivedAt } = times;
  if (original === undefined) return JSON.stringify(receivedAt.toISOString());
  const from = readTime(original);
  const sent = sentAt === undefined ? undefined : readTime(sentAt);
  if (from === undefined || sent === undefined) return original;
  const corrected = new Date(receivedAt.getTime() - (sent - from));
  return Number.isNaN(corrected.getTime()) ? original : JSON.stringify(corrected.toISOString());
}

/** Epoch milliseconds of a JSON text that holds a time, or undefined. */
function readTime(text: string): number | undefined {
  const value: unknown = JSON.parse(text);
  return typeof value === 'string' ? timeOf(value) : undefined;
}

/** Epoch milliseconds of an ISO 8601 time; one without a zone counts as UTC. */
export function timeOf(value: string): number | undefined {
  const kind = timestampKind(value);
  if (kind === 'invalid') return undefined;
  if (kind === 'zoned' && value.endsWith('Z') && !value.includes(',')) return Date.parse(value);
  // Date.parse knows one spelling of a zone and one of a fraction, and takes a time without zone for local time.
  const spelled = value
    .replace(',', '.')
    .replace(/(T.*[+-]\d\d):?(\d\d)$/, '$1:$2')
    .replace(/(T.*[+-]\d\d)$/, '$1:00');
  const time = Date.parse(kind === 'without_zone' && value.length > 10 ? `${spelled}Z` : spelled);
  return Number.isNaN(time) ? undefined : time;
}

/** Shallow, key by key, and the item's own value wins (docs/segment-api/tracking.md#batch). */
function mergeObjects(shared: string | undefined, own: string | undefined): string | undefined {
  if (shared === undefined || own === undefined) return own ?? shared;
  if (!own.startsWith('{')) return own;
  const merged = new Map<string, string>();
  for (const text of [shared, own]) {
    const bytes = Buffer.from(text, 'utf8');
    for (const { key, valueStart, valueEnd } of readMembers(bytes).members) {
      merged.set(key, bytes.toString('utf8', valueStart, valueEnd));
    }
  }
  return writeObject(merged);
}

function writeObject(members: ReadonlyMap<string, string>): string {
  return `{${[...members].map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
}
