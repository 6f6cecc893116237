import { isJsonObject } from '../../spec/message.ts';

/** A message without what differs from one run to the next. */
export type RecordedMessage = Readonly<Record<string, unknown>>;

/** What a server or a clock makes (docs/segment-api/tracking.md#comparing-messages); two runs of the same program differ in it. */
const volatileKeys = new Set([
  'messageId',
  'timestamp',
  'receivedAt',
  'sentAt',
  'originalTimestamp',
  'channel',
  'version',
  'projectId',
  'writeKey',
  '_metadata',
]);

/** Takes out of a completed message what changes by itself, the library's name and version included; keys in order. */
export function recordMessage(message: Readonly<Record<string, unknown>>): RecordedMessage {
  const kept: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(message).sort()) {
    if (volatileKeys.has(key)) continue;
    const value = message[key];
    if (key === 'context' && isJsonObject(value)) {
      const { library: _library, ...context } = value;
      if (Object.keys(context).length > 0) kept.context = context;
    } else kept[key] = value;
  }
  return kept;
}

/** One difference between two recordings. */
export type Difference =
  | { readonly kind: 'missing' | 'added'; readonly name: string; readonly message: RecordedMessage }
  | {
      readonly kind: 'changed';
      readonly name: string;
      readonly fields: readonly {
        readonly path: string;
        readonly before: unknown;
        readonly after: unknown;
      }[];
    };

/**
 * Compares two recordings, whatever the order of their messages: parallel senders have none. Equal messages
 * cancel each other out; of the rest, those of the same type, name and user are compared field by field.
 */
export function diffRecordings(
  before: readonly RecordedMessage[],
  after: readonly RecordedMessage[],
): Difference[] {
  const [gone, come] = cancelOut(before, after);
  const waiting = new Map<string, RecordedMessage[]>();
  for (const message of come) {
    const name = nameRecorded(message);
    waiting.set(name, [...(waiting.get(name) ?? []), message]);
  }
  const differences: Difference[] = [];
  for (const message of gone) {
    const name = nameRecorded(message);
    const partner = waiting.get(name)?.shift();
    if (partner === undefined) differences.push({ kind: 'missing', name, message });
    else differences.push({ kind: 'changed', name, fields: diffFields(message, partner, '') });
  }
  for (const [name, rest] of waiting) {
    for (const message of rest) differences.push({ kind: 'added', name, message });
  }
  return differences;
}

/** What is left of each side once equal messages are gone. */
function cancelOut(
  before: readonly RecordedMessage[],
  after: readonly RecordedMessage[],
): [RecordedMessage[], RecordedMessage[]] {
  const counts = new Map<string, number>();
  const texts = after.map(canonical);
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const gone = before.filter((message) => {
    const text = canonical(message);
    const left = counts.get(text) ?? 0;
    if (left > 0) counts.set(text, left - 1);
    return left === 0;
  });
  const come = after.filter((_message, index) => {
    const text = texts[index] ?? '';
    const left = counts.get(text) ?? 0;
    if (left > 0) counts.set(text, left - 1);
    return left > 0;
  });
  return [gone, come];
}

/** `track “Order Completed” of user_1`. */
function nameRecorded(message: RecordedMessage): string {
  const text = (key: string): string | undefined => {
    const value = message[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const what = text('event') ?? text('name') ?? text('groupId');
  const who = text('userId') ?? text('anonymousId');
  return `${text('type') ?? 'message'}${what === undefined ? '' : ` “${what}”`}${who === undefined ? '' : ` of ${who}`}`;
}

function diffFields(
  before: unknown,
  after: unknown,
  path: string,
): { path: string; before: unknown; after: unknown }[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      diffFields(own(before, key), own(after, key), path === '' ? key : `${path}.${key}`),
    );
  }
  return canonical(before) === canonical(after) ? [] : [{ path, before, after }];
}

function own(object: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

/** JSON with the keys of every object in order, so that equal values have equal texts. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`;
}
