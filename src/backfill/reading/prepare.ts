import type { Line } from '../../ndjson/framing.ts';
import {
  applyEdits,
  cutMembers,
  type Edit,
  type Member,
  readMembers,
  sizeAfter,
} from '../../ndjson/members.ts';
import { scanLine } from '../../ndjson/scan.ts';
import { maxMessageIdLength } from '../../spec/limits.ts';
import { isJsonObject } from '../../spec/message.ts';
import { judgeMessage, type RejectCode, type WarningCode } from '../../spec/verdict.ts';
import type { InShard } from './shard.ts';

export type PreparedLine =
  | { readonly kind: 'blank' }
  /** Another shard's, or not matched by `--where`. */
  | { readonly kind: 'filtered' }
  | {
      readonly kind: 'message';
      readonly bytes: Buffer;
      readonly messageId: string;
      readonly warnings: readonly WarningCode[];
      /** It had been through Segment or RudderStack before, and what that left on it was cut (`--replay`). */
      readonly isReplayed: boolean;
    }
  | {
      readonly kind: 'reject';
      readonly code: RejectCode;
      readonly message: string;
      readonly messageId: string | null;
    };

export interface PrepareRules {
  /** The id for a line without a valid one of its own. */
  readonly deriveId: (offset: number, line: Uint8Array) => string;
  readonly maxMessageBytes: number;
  /** `--set`: members for lines that lack them; the value is JSON text. */
  readonly defaults: ReadonlyMap<string, string>;
  /** `--coerce-ids`: numbers become strings, digit for digit. */
  readonly coerceIds: boolean;
  /** `--on-invalid send`: what is a JSON object within the size goes out whatever its verdict. */
  readonly sendInvalid: boolean;
  /** `--replay`: what Segment or RudderStack put on a message the first time is cut (docs/segment-api/tracking.md#history). */
  readonly replay: boolean;
  /** `--shard`: false for lines of other shards. */
  readonly isInShard?: InShard | undefined;
  /** `--where`: false for messages to leave out. Asked of the message as it would be sent. */
  readonly matches?: ((message: Readonly<Record<string, unknown>>) => boolean) | undefined;
}

/** Always cut (docs/rules.md#keys-that-change-on-the-way): an old sentAt moves history to now, and a foreign write key has no business here. */
const alwaysCut: ReadonlySet<string> = new Set(['sentAt', 'receivedAt', 'writeKey']);
/** What Segment alone puts beside `receivedAt`. RudderStack, and others of the same spec, have a `receivedAt` too. */
const archiveKeys = ['projectId', 'version', '_metadata'] as const;
/** What else comes from the first way through Segment: an old id would be taken for a duplicate and dropped (docs/segment-api/tracking.md#history). */
const replayCut: ReadonlySet<string> = new Set([
  ...alwaysCut,
  ...archiveKeys,
  'messageId',
  'channel',
  // What RudderStack's gateway puts on each message, beyond what Segment does.
  'rudderId',
  'request_ip',
]);
const idKeys: ReadonlySet<string> = new Set(['userId', 'anonymousId', 'groupId', 'previousId']);
const blank: PreparedLine = { kind: 'blank' };
const filtered: PreparedLine = { kind: 'filtered' };

/**
 * Turns a framed line into the bytes that go on the wire, or says why not. The line is parsed to be
 * judged and then forgotten: what is sent are its own bytes, spliced (rule R2).
 * @param outline the line with each object and array in it emptied, where somebody can tell it is JSON: verdicts that
 *   reject look no deeper, and it is parsed in a fourth of the time
 * @param isSuspect true where the line before was not JSON
 */
export function prepareLine(
  line: Line,
  rules: PrepareRules,
  outline?: () => string | undefined,
  isSuspect?: boolean,
): PreparedLine {
  const isElsewhere = (value: unknown, offset = line.offset) => rules.isInShard?.(value, offset) === false;
  if (line.length > line.bytes.length)
    return isElsewhere(undefined) ? filtered : tooLarge(line.length, rules);
  const derive = () => rules.deriveId(line.offset, line.bytes);
  const outlined = rules.matches === undefined ? outline?.() : undefined;
  if (outlined !== undefined) {
    const value: unknown = JSON.parse(outlined);
    if (isElsewhere(value)) return filtered;
    const prepared = prepareValue(line.bytes, value, derive, rules);
    if (prepared.kind === 'reject') return prepared;
  }
  const scanned = scanLine(line.bytes, isSuspect);
  // All blank lines belong to one shard, for a run of them is one here, however the chunks cut it.
  if (scanned.kind === 'blank') return isElsewhere(undefined, 0) ? filtered : blank;
  if (isElsewhere(scanned.kind === 'value' ? scanned.value : undefined)) return filtered;
  if (scanned.kind === 'invalid')
    return { kind: 'reject', code: scanned.code, message: scanned.message, messageId: derive() };
  return prepareValue(line.bytes, scanned.value, derive, rules);
}

/** The same of a record that a mapping made a message of: its id is of its place and its own bytes. */
export function prepareMapped(
  { offset, bytes }: Pick<Line, 'offset' | 'bytes'>,
  message: {
    readonly bytes: Buffer;
    readonly value: unknown;
    /** Why the message is not complete. */
    readonly fault: { readonly code: RejectCode; readonly message: string } | undefined;
  },
  rules: PrepareRules,
): PreparedLine {
  const { value, fault } = message;
  if (rules.isInShard?.(value, offset) === false) return filtered;
  const derive = () => rules.deriveId(offset, bytes);
  return fault === undefined
    ? prepareValue(message.bytes, value, derive, rules)
    : { kind: 'reject', ...fault, messageId: (isJsonObject(value) && validMessageId(value)) || derive() };
}

/** `derive` is called when the message has no valid id of its own. */
function prepareValue(
  bytes: Buffer,
  value: unknown,
  derive: () => string,
  rules: PrepareRules,
): PreparedLine {
  if (!isJsonObject(value)) {
    const verdict = judgeMessage(value, bytes.length, rules);
    const message = verdict.kind === 'accept' ? 'not a JSON object' : verdict.message;
    return { kind: 'reject', code: 'not_an_object', message, messageId: null };
  }
  const ownId = rules.replay ? undefined : validMessageId(value);
  const messageId = ownId ?? derive();
  const prepared = splice(bytes, value, ownId === undefined ? messageId : undefined, rules);
  if (rules.matches?.(prepared.value) === false) return filtered;
  const verdict = judgeMessage(prepared.value, prepared.size, rules);
  const isSentAnyway = rules.sendInvalid && verdict.kind !== 'accept' && verdict.code !== 'message_too_large';
  if (verdict.kind !== 'accept' && !isSentAnyway)
    return { kind: 'reject', code: verdict.code, message: verdict.message, messageId };
  const isReplaced = !rules.replay && ownId === undefined && isPresent(value, 'messageId');
  const warnings = verdict.kind === 'accept' ? [...verdict.warnings] : [];
  if (verdict.kind === 'accept' && isReplaced) warnings.push('message_id_replaced');
  if (!rules.replay && isArchived(value)) warnings.push('archived');
  return {
    kind: 'message',
    bytes: prepared.bytes(),
    messageId,
    warnings,
    isReplayed: isReplay(value, rules),
  };
}

function isReplay(value: Record<string, unknown>, { replay }: PrepareRules): boolean {
  return replay && Object.keys(value).some((key) => replayCut.has(key) || key === 'originalTimestamp');
}

/** True for what looks as if Segment had it before. The kernel leaves each line with a `receivedAt` to this file. */
function isArchived(value: Record<string, unknown>): boolean {
  return isPresent(value, 'receivedAt') && archiveKeys.some((key) => isPresent(value, key));
}

/** `null` counts as absent everywhere (docs/rules.md#keys-that-change-on-the-way). */
function isPresent(value: Record<string, unknown>, key: string): boolean {
  return Object.hasOwn(value, key) && value[key] !== null;
}

/** The message's own id when Segment would keep it: a string of 1 to 100 characters (docs/segment-api/tracking.md#limits). */
function validMessageId(value: Record<string, unknown>): string | undefined {
  if (!Object.hasOwn(value, 'messageId')) return undefined;
  const id = value.messageId;
  return typeof id === 'string' && id.length >= 1 && id.length <= maxMessageIdLength ? id : undefined;
}

/** A line too long to be kept has no id: its content was not read. */
function tooLarge(length: number, rules: PrepareRules): PreparedLine {
  const message = `the line is ${length} bytes, over the limit of ${rules.maxMessageBytes}`;
  return { kind: 'reject', code: 'message_too_large', message, messageId: null };
}

/** True for nearly every line: nothing to cut, to move or to fill in, at most an id to insert. */
function isUntouched(
  value: Record<string, unknown>,
  insertId: string | undefined,
  rules: PrepareRules,
): boolean {
  if (rules.coerceIds || rules.defaults.size > 0) return false;
  const cut = rules.replay ? replayCut : alwaysCut;
  let members = 0;
  for (const key in value) {
    if (cut.has(key) || key === 'originalTimestamp' || (key === 'messageId' && insertId !== undefined))
      return false;
    members += 1;
  }
  return members > 0;
}

/** The member that holds an id. The id is ours: ASCII, nothing to escape. */
function idMember(messageId: string): string {
  return `"messageId":"${messageId}",`;
}

/** Puts a member in as the first one of an object that has others. */
function insertMember(bytes: Buffer, member: string): Buffer {
  const open = bytes.indexOf(0x7b) + 1;
  const result = Buffer.allocUnsafe(bytes.length + member.length);
  bytes.copy(result, 0, 0, open);
  result.write(member, open, 'latin1');
  bytes.copy(result, open + member.length, open);
  return result;
}

/** A message as it would be sent. Its bytes are made once it is: most of what is judged line by line is rejected. */
interface Spliced {
  readonly size: number;
  readonly value: Record<string, unknown>;
  readonly bytes: () => Buffer;
}

/** The bytes with the changes of docs/rules.md#keys-that-change-on-the-way made, and the parsed value with the same changes for the verdict. */
function splice(
  bytes: Buffer,
  value: Record<string, unknown>,
  insertId: string | undefined,
  rules: PrepareRules,
): Spliced {
  if (isUntouched(value, insertId, rules)) {
    const member = insertId === undefined ? '' : idMember(insertId);
    const made = () => (member === '' ? bytes : insertMember(bytes, member));
    return { size: bytes.length + member.length, value, bytes: made };
  }
  const lacks = (key: string) => !isPresent(value, key);
  const movesTimestamp = lacks('timestamp') && !lacks('originalTimestamp');
  const defaults = [...rules.defaults].filter(
    ([key]) => lacks(key) && !(key === 'timestamp' && movesTimestamp),
  );
  const isCut = (key: string) =>
    (rules.replay ? replayCut : alwaysCut).has(key) ||
    (key === 'originalTimestamp' && rules.replay && !movesTimestamp) ||
    (key === 'messageId' && insertId !== undefined) ||
    (key === 'timestamp' && movesTimestamp) ||
    defaults.some(([name]) => name === key);
  const isCoerced = (key: string) => rules.coerceIds && idKeys.has(key) && typeof value[key] === 'number';

  const keys = Object.keys(value);
  const insertions = insertId === undefined ? [] : [`"messageId":${JSON.stringify(insertId)}`];
  for (const [key, json] of defaults) insertions.push(`${JSON.stringify(key)}:${json}`);
  const span = readMembers(bytes);
  const edits = cutMembers(span, (member) => isCut(member.key));
  const changed = new Map<string, unknown>(Object.entries(value));
  const kept = span.members.filter((member) => !isCut(member.key));
  for (const member of kept) {
    const edit =
      movesTimestamp && member.key === 'originalTimestamp' ? rename(member, 'timestamp') : undefined;
    if (edit !== undefined) edits.push(edit);
    if (isCoerced(member.key)) edits.push(...quoteNumber(bytes, member, changed));
  }
  for (const key of keys) if (isCut(key)) changed.delete(key);
  if (movesTimestamp) {
    changed.set('timestamp', value.originalTimestamp);
    changed.delete('originalTimestamp');
  }
  if (insertions.length > 0) {
    const text = kept.length === 0 ? insertions.join(',') : `${insertions.join(',')},`;
    edits.push({ start: span.open, end: span.open, text });
  }
  // By start; at the same place the insertion (empty range) comes before the cut.
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    size: sizeAfter(bytes, edits),
    value: withDefaults(Object.fromEntries(changed), defaults),
    bytes: () => applyEdits(bytes, edits),
  };
}

function withDefaults(
  value: Record<string, unknown>,
  defaults: readonly (readonly [string, string])[],
): Record<string, unknown> {
  if (defaults.length === 0) return value;
  return Object.fromEntries([
    ...Object.entries(value),
    ...defaults.map(([key, json]): [string, unknown] => [key, JSON.parse(json)]),
  ]);
}

function rename(member: Member, key: string): Edit {
  return { start: member.keyStart, end: member.keyEnd, text: JSON.stringify(key) };
}

/** Puts quotes around a number's own digits; of duplicate keys each that is a number is quoted, and the last one counts. */
function quoteNumber(bytes: Buffer, member: Member, changed: Map<string, unknown>): Edit[] {
  const digits = bytes.toString('latin1', member.valueStart, member.valueEnd);
  if (!/^-?\d/.test(digits)) return [];
  changed.set(member.key, digits);
  return [{ start: member.valueStart, end: member.valueEnd, text: `"${digits}"` }];
}
