import { isJsonObject, isMessageType, type MessageType } from '../../../spec/message.ts';
import { parseExactly } from './exact-json.ts';

/** A message as one call of the Spec, without what the server added. */
export interface Call {
  readonly type: MessageType;
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly event: string | undefined;
  readonly name: string | undefined;
  readonly category: string | undefined;
  readonly groupId: string | undefined;
  readonly previousId: string | undefined;
  /** Properties, or traits for identify and group. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>> | undefined;
  readonly integrations: Readonly<Record<string, unknown>> | undefined;
  /** Only where it is news: a library sets it by itself to the moment of the call. */
  readonly timestamp: string | undefined;
}

/** What a client sent, as far as it can be sent again. */
export interface Sent {
  /** Its members but for what the server sets, and for messageId: the same id twice is a duplicate. */
  readonly message: Readonly<Record<string, unknown>>;
  readonly type: MessageType | undefined;
  /** Undefined when a library could not have made it, such as one whose event is a number. */
  readonly call: Call | undefined;
}

/** A timestamp this close to the time of sending was most likely set by the library: milliseconds. */
const sameMoment = 60_000;
/** What libraries fill in by themselves; repeating it in a call would only hide what is meant. */
const automatic = new Set(['library', 'userAgent', 'userAgentData', 'page', 'locale', 'timezone', 'ip']);
/** Set by the server (docs/segment-api/tracking.md#common-fields), or told in another way. */
const left = new Set([
  'messageId',
  'originalTimestamp',
  'timestamp',
  'sentAt',
  'receivedAt',
  'version',
  'channel',
]);
const texts = ['userId', 'anonymousId', 'event', 'name', 'category', 'groupId', 'previousId'] as const;
const objects = ['properties', 'traits', 'context', 'integrations'] as const;

/** Reads the text by which the sandbox tells of a message; undefined when that holds no object, or one too deep to walk. */
export function readSent(text: string): Sent | undefined {
  const message = parseExactly(text)?.message;
  if (!isJsonObject(message)) return undefined;
  const { originalTimestamp, sentAt, receivedAt } = message;
  const timestamp =
    typeof originalTimestamp === 'string'
      ? newsworthy(originalTimestamp, textOf(sentAt) ?? textOf(receivedAt))
      : originalTimestamp;
  const own = Object.entries(message).filter(([key]) => !left.has(key));
  const sent = Object.fromEntries(timestamp === undefined ? own : [...own, ['timestamp', timestamp]]);
  const type = isMessageType(message.type) ? message.type : undefined;
  return { message: sent, type, call: type === undefined ? undefined : readCall(type, sent) };
}

function readCall(type: MessageType, message: Readonly<Record<string, unknown>>): Call | undefined {
  const isCallable =
    [...texts, 'timestamp'].every((name) => isAbsent(message[name]) || typeof message[name] === 'string') &&
    objects.every((name) => isAbsent(message[name]) || isJsonObject(message[name]));
  if (!isCallable) return undefined;
  const [userId, anonymousId, event, name, category, groupId, previousId] = texts.map((key) =>
    textOf(message[key]),
  );
  const fields = type === 'identify' || type === 'group' ? message.traits : message.properties;
  return {
    type,
    userId,
    anonymousId,
    event,
    name,
    category,
    groupId,
    previousId,
    fields: isJsonObject(fields) ? fields : {},
    context: nonEmpty(message.context, (key) => !automatic.has(key)),
    integrations: nonEmpty(message.integrations),
    timestamp: textOf(message.timestamp),
  };
}

function newsworthy(timestamp: string, sent: string | undefined): string | undefined {
  if (sent === undefined) return timestamp;
  return Math.abs(Date.parse(sent) - Date.parse(timestamp)) < sameMoment ? undefined : timestamp;
}

function nonEmpty(value: unknown, isWanted: (key: string) => boolean = () => true) {
  const members = isJsonObject(value) ? Object.entries(value).filter(([key]) => isWanted(key)) : [];
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
