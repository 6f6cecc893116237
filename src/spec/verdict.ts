import { isCurrency } from './currency.ts';
import { maxFields, maxMessageBytes, maxMessageIdLength } from './limits.ts';
import { isJsonObject, isMessageType } from './message.ts';
import { namesOf } from './names-of.ts';
import { type TimestampKind, timestampKind } from './timestamp.ts';
import type { WarningCode } from './warning.ts';

export type { WarningCode } from './warning.ts';

/** What Segment would do: `accept`; `drop` = answer 200 and lose it; `refuse` = answer 400. */
export type Verdict = Acceptance | Rejection;

export interface Acceptance {
  readonly kind: 'accept';
  readonly warnings: readonly WarningCode[];
}

export interface Rejection {
  readonly kind: 'drop' | 'refuse';
  readonly code: RejectCode;
  /** One sentence without its full stop; holds no text of the message. */
  readonly message: string;
  /** True where no Segment document says so and we infer it. */
  readonly inferred: boolean;
}

/** What each code means, in the order of docs/rules.md#reject-codes: of several that fit, the first is the reason. */
const described = {
  invalid_utf8: inferred('refuse', 'the text is not valid UTF-8'),
  invalid_json: documented('refuse', 'the text is not valid JSON'),
  row_length: inferred('refuse', 'the row has more or fewer cells than the header has columns'),
  quote_invalid: inferred('refuse', 'a quote of the row is not closed, or followed by text'),
  cell_invalid: inferred('refuse', 'a value does not fit the type of its column'),
  not_an_object: inferred('refuse', 'a message must be a JSON object'),
  message_too_large: documented('refuse', tooLarge(maxMessageBytes)),
  type_missing: inferred('drop', 'type is missing'),
  type_unknown: inferred('drop', 'type is not track, identify, page, screen, group or alias'),
  no_user_anon_id: documented('drop', 'there is neither a userId nor an anonymousId'),
  id_not_string: documented('drop', 'userId and anonymousId must be non-empty strings'),
  event_not_defined: documented('drop', 'a track message needs an event name'),
  event_not_string: documented('drop', 'event is not a string'),
  group_id_missing: inferred('drop', 'a group message needs a groupId, a non-empty string'),
  previous_id_missing: inferred('drop', 'an alias needs a previousId, a non-empty string'),
  user_id_missing: inferred('drop', 'an alias needs a userId, the new id'),
  properties_not_object: documented('drop', 'properties is not an object'),
  traits_not_object: documented('drop', 'traits is not an object'),
  context_not_object: inferred('drop', 'context is not an object'),
  integrations_not_object: inferred('drop', 'integrations is not an object'),
  name_not_string: documented('drop', 'name is empty or not a string'),
  category_not_string: documented('drop', 'category is empty or not a string'),
  timestamp_invalid: inferred('drop', 'timestamp is not an ISO 8601 date and time'),
  refused_by_server: documented('refuse', 'Segment refused the message'),
};

/** Why a message is not sent; names the reject in files, JSON and errors. */
export type RejectCode = keyof typeof described;

/** Every code in the order in which they are checked: the keys of the table above. */
export const rejectCodes = namesOf(described);

// One entry for each code, as the type says.
const rejections = Object.fromEntries(
  rejectCodes.map((code) => [code, { ...described[code], code }]),
) as Readonly<Record<RejectCode, Rejection>>;

/** The rejection a code stands for: for what is found before a message can be judged, such as `invalid_json`. */
export function rejectionFor(code: RejectCode): Rejection {
  return rejections[code];
}

const cleanAccept: Acceptance = { kind: 'accept', warnings: [] };

/**
 * What Segment would do with a message (docs/segment-api/tracking.md#accepted-and-lost). `message` is a parsed value and only
 * its own keys count; `bytes` is its size as it goes on the wire. `null` counts as absent everywhere.
 */
export function judgeMessage(
  message: unknown,
  bytes: number,
  limits: { readonly maxMessageBytes: number } = { maxMessageBytes },
): Verdict {
  if (!isJsonObject(message)) return rejections.not_an_object;
  if (bytes > limits.maxMessageBytes)
    return { ...rejections.message_too_large, message: tooLarge(limits.maxMessageBytes) };
  const fault = findFault(message);
  if (fault !== undefined) return fault;
  const timestamp = timestampOf(message);
  return timestamp === 'invalid' ? rejections.timestamp_invalid : acceptance(message, timestamp);
}

/** Everything but the timestamp, which comes last and is read once for both fault and warning. */
function findFault(message: Record<string, unknown>): Rejection | undefined {
  const type = own(message, 'type');
  if (isAbsent(type)) return rejections.type_missing;
  if (!isMessageType(type)) return rejections.type_unknown;

  const userId = own(message, 'userId');
  const anonymousId = own(message, 'anonymousId');
  if (isAbsent(userId) && isAbsent(anonymousId)) return rejections.no_user_anon_id;
  if (!isTextOrAbsent(userId) || !isTextOrAbsent(anonymousId)) return rejections.id_not_string;

  if (type === 'track') {
    const event = own(message, 'event');
    // The documents name an empty string for ids and page names only; without a name there is no event.
    if (isAbsent(event) || event === '') return rejections.event_not_defined;
    if (typeof event !== 'string') return rejections.event_not_string;
  } else if (type === 'group') {
    if (!isText(own(message, 'groupId'))) return rejections.group_id_missing;
  } else if (type === 'alias') {
    if (!isText(own(message, 'previousId'))) return rejections.previous_id_missing;
    if (isAbsent(userId)) return rejections.user_id_missing;
  }

  if (!isObjectOrAbsent(own(message, 'properties'))) return rejections.properties_not_object;
  if (!isObjectOrAbsent(own(message, 'traits'))) return rejections.traits_not_object;
  if (!isObjectOrAbsent(own(message, 'context'))) return rejections.context_not_object;
  if (!isObjectOrAbsent(own(message, 'integrations'))) return rejections.integrations_not_object;

  if (type === 'page' || type === 'screen') {
    if (!isTextOrAbsent(own(message, 'name'))) return rejections.name_not_string;
    if (!isTextOrAbsent(own(message, 'category'))) return rejections.category_not_string;
  }
  return undefined;
}

/** Accepted, with what is worth a word. A message without any shares one constant. */
function acceptance(message: Record<string, unknown>, timestamp: TimestampKind | 'missing'): Acceptance {
  const warnings: WarningCode[] = [];
  if (timestamp === 'missing') warnings.push('timestamp_missing');
  else if (timestamp === 'without_zone') warnings.push('timestamp_without_zone');

  const messageId = own(message, 'messageId');
  if (!isAbsent(messageId) && !isMessageId(messageId)) warnings.push('message_id_replaced');

  const properties = own(message, 'properties');
  const traits = own(message, 'traits');
  if (isJsonObject(properties)) {
    const currency = own(properties, 'currency');
    if (!isAbsent(currency) && !isCurrency(currency)) warnings.push('currency_unknown');
  }
  if (fieldCount(properties) > maxFields || fieldCount(traits) > maxFields) warnings.push('too_many_fields');
  return warnings.length === 0 ? cleanAccept : { kind: 'accept', warnings };
}

/** True for a messageId that is kept as it is: a string of 1 to 100 characters (docs/rules.md#reject-codes). */
export function isMessageId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxMessageIdLength;
}

/** How the `timestamp` reads, or the `originalTimestamp` that takes its place on the way (docs/rules.md#reject-codes). */
function timestampOf(message: Record<string, unknown>): TimestampKind | 'missing' {
  const given = own(message, 'timestamp');
  const timestamp = isAbsent(given) ? own(message, 'originalTimestamp') : given;
  if (isAbsent(timestamp)) return 'missing';
  return typeof timestamp === 'string' ? timestampKind(timestamp) : 'invalid';
}

/** The object's own value: nothing inherited counts, whatever somebody put on Object.prototype (rule S17). */
function own(object: Record<string, unknown>, key: string): unknown {
  const value = object[key];
  return value === undefined || Object.hasOwn(object, key) ? value : undefined;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTextOrAbsent(value: unknown): boolean {
  return isAbsent(value) || isText(value);
}

function isObjectOrAbsent(value: unknown): boolean {
  return isAbsent(value) || isJsonObject(value);
}

function fieldCount(value: unknown): number {
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

function tooLarge(limit: number): string {
  return `the message is larger than ${limit} bytes`;
}

function documented(kind: Rejection['kind'], message: string) {
  return { kind, message, inferred: false };
}

function inferred(kind: Rejection['kind'], message: string) {
  return { kind, message, inferred: true };
}
