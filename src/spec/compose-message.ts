import { type Field, FieldError, type ReadSource, setFields } from './fields.ts';
import {
  isNullText,
  isObjectText,
  type JsonMembers,
  openMember,
  openObject,
  writeNode,
} from './json-text.ts';
import type { MessageType } from './message.ts';
import { isMessageId } from './verdict.ts';

/** The objects of a message that a flag can give as JSON. */
export type ObjectKey = 'properties' | 'traits' | 'context' | 'integrations';

/** What one message is put together from, from the weakest to the strongest. */
export interface MessageInput {
  readonly type: MessageType;
  /** The text of a whole body, a JSON object (`--input`). */
  readonly body: string | undefined;
  /** Values of flags and arguments, as JSON text, by their key in the message. */
  readonly members: ReadonlyMap<string, string>;
  /** JSON texts for the message's objects; their keys go over those of the body. */
  readonly objects: ReadonlyMap<ObjectKey, string>;
  /** They go over both, into properties or traits. */
  readonly fields: readonly Field[];
  /** Used when nothing gave a valid messageId. */
  readonly freshMessageId: string;
  readonly library: { readonly name: string; readonly version: string };
}

export interface ComposedMessage {
  /** Compact JSON of the message as it is sent, without `sentAt`. Numbers keep their digits. */
  readonly text: string;
  readonly messageId: string;
  /** The event of a track, the name of a page or screen. */
  readonly title: string | undefined;
  readonly timestamp: string | undefined;
  /** A messageId was given in the body and could not be kept. */
  readonly messageIdReplaced: boolean;
}

/** Cut wherever a body comes from an archive: an old `sentAt` would move history to now (docs/rules.md#keys-that-change-on-the-way). */
const cutKeys = ['sentAt', 'receivedAt', 'writeKey'];

/** Puts a message together. Throws FieldError for fields that cannot be set. */
export async function composeMessage(given: MessageInput, read: ReadSource): Promise<ComposedMessage> {
  const body = given.body === undefined ? new Map<string, string>() : openObject(given.body);
  const message: JsonMembers = new Map([['type', JSON.stringify(given.type)], ...body, ...given.members]);
  message.set('type', JSON.stringify(given.type));
  for (const key of cutKeys) message.delete(key);
  restoreTimestamp(message);
  for (const [key, text] of given.objects) addObject(message, key, text);
  if (given.fields.length > 0) {
    const key = fieldsInto(given.type) ?? 'properties';
    const target = openMember(message, key);
    if (target === undefined)
      throw new FieldError(
        `${given.fields[0]?.spelling}: ${key} is not an object, so no field can be set in it.`,
      );
    await setFields(target, given.fields, read);
  }
  if (given.type === 'page') copyCategory(message);
  addLibrary(message, given.library);

  const own = readString(message, 'messageId');
  const messageId = isMessageId(own) ? own : given.freshMessageId;
  const messageIdReplaced = own !== messageId && !isAbsent(message, 'messageId');
  message.set('messageId', JSON.stringify(messageId));
  return {
    text: writeNode(message),
    messageId,
    title: readString(message, given.type === 'track' ? 'event' : 'name'),
    timestamp: readString(message, 'timestamp'),
    messageIdReplaced,
  };
}

/** Where the fields of a type go; an alias has neither properties nor traits (docs/segment-api/tracking.md#alias). */
export function fieldsInto(type: MessageType): 'properties' | 'traits' | undefined {
  if (type === 'alias') return undefined;
  return type === 'identify' || type === 'group' ? 'traits' : 'properties';
}

/** `originalTimestamp` is the one its sender gave: it stands in for a missing `timestamp` (docs/rules.md#keys-that-change-on-the-way). */
function restoreTimestamp(message: JsonMembers): void {
  const original = message.get('originalTimestamp');
  if (original === undefined || !isAbsent(message, 'timestamp')) return;
  message.set('timestamp', original);
  message.delete('originalTimestamp');
}

function addObject(message: JsonMembers, key: ObjectKey, text: string): void {
  const target = isObjectText(text) ? openMember(message, key) : undefined;
  if (target === undefined) message.set(key, text);
  else for (const [name, value] of openObject(text)) target.set(name, value);
}

/** Destinations read a page's category from its properties; Segment's own libraries copy it there (docs/segment-api/tracking.md#page-and-screen). */
function copyCategory(message: JsonMembers): void {
  const category = readString(message, 'category');
  if (category === undefined || category === '') return;
  openMember(message, 'properties')?.set('category', JSON.stringify(category));
}

function addLibrary(message: JsonMembers, library: MessageInput['library']): void {
  const context = openMember(message, 'context');
  if (context !== undefined && isAbsent(context, 'library')) context.set('library', JSON.stringify(library));
}

function isAbsent(members: JsonMembers, key: string): boolean {
  const node = members.get(key);
  return node === undefined || (typeof node === 'string' && isNullText(node));
}

/** The decoded string at `key`, or undefined when there is none or something else. */
function readString(members: JsonMembers, key: string): string | undefined {
  const node = members.get(key);
  const value: unknown = typeof node === 'string' && node.startsWith('"') ? JSON.parse(node) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The message's text with further members at its end; their keys are not in it yet. */
export function withMembers(messageText: string, members: Readonly<Record<string, string>>): string {
  return `${messageText.slice(0, -1)},${JSON.stringify(members).slice(1)}`;
}
