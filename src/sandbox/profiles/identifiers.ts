import { isJsonObject, type MessageType } from '../../spec/message.ts';
import type { Collection, CustomRule, IdentityRules } from './rules.ts';

export interface Identifier {
  readonly collection: Collection;
  readonly type: string;
  /** As it was sent. */
  readonly id: string;
  /** What it is compared by: type and value without regard to case. */
  readonly key: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** The parts of a message that identifiers are read from. */
export interface IdentifiedMessage {
  readonly type: MessageType;
  readonly fields: Fields;
  /** Its own context over the one it shares with the others of its batch. */
  readonly context: Fields;
}

const none: Fields = {};

/**
 * The identifiers of a message by the table of docs/segment-api/profile.md#identity-resolution: no blocked ones, none twice, users before accounts,
 * within them the one to keep longest first.
 */
export function readIdentifiers(message: IdentifiedMessage, rules: IdentityRules): Identifier[] {
  const { fields, context } = message;
  const found: Identifier[] = [];
  const add = (type: string, id: unknown, collection: Collection = 'users'): void => {
    if (typeof id !== 'string' || id === '' || rules.isBlocked(id)) return;
    const text = wellFormed(id);
    const key = identifierKey(type, text);
    if (!found.some((other) => other.key === key && other.collection === collection))
      found.push({ collection, type, id: text, key });
  };

  add('user_id', fields.userId);
  for (const traits of emailPlaces(message, rules))
    if (Object.hasOwn(traits, 'email')) add('email', traits.email);
  add('anonymous_id', fields.anonymousId);
  // On other calls than Group the account is named in the context (docs/segment-api/tracking.md#context).
  add('group_id', message.type === 'group' ? fields.groupId : context.groupId, 'accounts');
  addDevice(objectOf(context.device), add);
  const analytics = objectOf(objectOf(context.integrations)['Google Analytics']);
  add('ga_client_id', analytics.clientId);
  if (rules.crossDomainIds) add('cross_domain_id', objectOf(context.traits).crossDomainId);
  if (rules.brazeIds) add('braze_id', objectOf(context.Braze).braze_id);
  addExternalIds(context.externalIds, add);
  for (const rule of rules.custom) addCustom(message, rule, add);

  // Sorting is stable: of two of the same type the one named first is kept longer.
  return found.length < 2
    ? found
    : found.sort(
        (a, b) =>
          collectionRank(a.collection) - collectionRank(b.collection) || rules.compareTypes(a.type, b.type),
      );
}

/** What two spellings of the same identifier share (docs/segment-api/profile.md#identity-resolution: "index identifiers lowercase"). */
export function identifierKey(type: string, id: string): string {
  return `${type}\n${id.toLowerCase()}`;
}

/** Text that can stand in a URL: half of a surrogate pair cannot. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

type Add = (type: string, id: unknown, collection?: Collection) => void;

/** Where an e-mail address may stand. The traits of a Group call are the account's, not the user's. */
function emailPlaces({ type, fields, context }: IdentifiedMessage, rules: IdentityRules): Fields[] {
  const sources = [objectOf(context.traits)];
  if (type !== 'group') sources.unshift(objectOf(fields.traits));
  if (rules.emailFromProperties) sources.push(objectOf(fields.properties));
  return sources;
}

/** `android.id` and its kin. An advertising id counts only while its owner allows tracking, on iOS too (docs/segment-api/profile.md#contradictions). */
function addDevice(device: Fields, add: Add): void {
  const platform = typeof device.type === 'string' ? device.type.toLowerCase() : '';
  if (platform !== 'android' && platform !== 'ios') return;
  add(`${platform}.id`, device.id);
  if (device.adTrackingEnabled === true) add(`${platform}.idfa`, device.advertisingId);
  add(`${platform}.push_token`, device.token);
}

/** All four fields are required, and types are lower case (docs/segment-api/profile.md#identity-resolution). */
function addExternalIds(list: unknown, add: Add): void {
  if (!Array.isArray(list)) return;
  for (const entry of list) {
    const { id, type, collection, encoding } = objectOf(entry);
    if (typeof type !== 'string' || type === '' || type !== type.toLowerCase()) continue;
    if (encoding !== 'none' || (collection !== 'users' && collection !== 'accounts')) continue;
    add(wellFormed(type), id, collection);
  }
}

function addCustom(
  { type, fields, context }: IdentifiedMessage,
  { keys, type: name, collection }: CustomRule,
  add: Add,
): void {
  // A Group call's traits describe the account.
  const isForTraits = (type === 'group') === (collection === 'accounts');
  const places = [objectOf(fields.properties), objectOf(context.traits)];
  if (isForTraits) places.unshift(objectOf(fields.traits));
  for (const place of places) {
    for (const key of keys) if (Object.hasOwn(place, key)) add(name, place[key], collection);
  }
}

function collectionRank(collection: Collection): number {
  return collection === 'users' ? 0 : 1;
}

function objectOf(value: unknown): Fields {
  return isJsonObject(value) ? value : none;
}
