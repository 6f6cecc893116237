import { isUtf8 } from 'node:buffer';
import * as z from 'zod/mini';
import { readMembers } from '../../ndjson/members.ts';
import { isJsonObject, type MessageType, messageTypes } from '../../spec/message.ts';
import { noCounts } from '../journal/counts.ts';
import type { JournalTotals } from '../journal/journal.ts';
import type { ArrivedMessage } from '../journal/journal-message.ts';
import type { Scope } from '../journal/scope.ts';
import { describeMessage, readEnvelope } from '../tracking/describe.ts';
import type { Taken } from '../tracking/intake.ts';
import { findBodySpans } from '../tracking/item-spans.ts';
import type { RecordedEntry } from './recorder.ts';

export type RecordedLine =
  | { readonly kind: 'segment'; readonly version: number; readonly totals: JournalTotals | undefined }
  | { readonly kind: 'reset'; readonly scope: Scope | undefined }
  | { readonly kind: 'request'; readonly entry: RecordedEntry };

const count = z.number().check(z.nonnegative());
const segmentLine = z.object({
  kind: z.literal('segment'),
  version: z.number(),
  totals: z.optional(
    z.object({
      lastMessage: count,
      lastRequest: count,
      counts: z.record(z.string(), z.union([count, z.record(z.string(), count)])),
    }),
  ),
});
const resetLine = z.object({
  kind: z.literal('reset'),
  scope: z.optional(z.object({ writeKey: z.optional(z.string()), source: z.optional(z.string()) })),
});
const takenLine = z.object({
  form: z.enum(['single', 'batch']),
  type: z.optional(z.enum(messageTypes)),
  source: z.optional(z.string()),
  writeKey: z.string(),
  emptyDiscard: z.optional(z.string()),
  discarded: z.record(z.string(), z.string()),
  duplicates: z.array(z.number()),
  ids: z.record(z.string(), z.string()),
});
const requestLine = z.object({
  kind: z.literal('request'),
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  receivedAt: z.iso.datetime(),
  wireBytes: count,
  bodyBytes: count,
  status: count,
  messages: count,
  notes: z.array(z.string()),
  writeKey: z.optional(z.string()),
  source: z.optional(z.string()),
  fault: z.optional(z.string()),
  rateLimited: z.optional(z.boolean()),
});

/** Reads a line back, or undefined when it is damaged. The bytes must outlive what is made of them. */
export function decodeLine(line: Buffer): RecordedLine | undefined {
  const value = parseObject(line);
  if (value === undefined) return undefined;
  const reset = resetLine.safeParse(value);
  if (reset.success) return { kind: 'reset', scope: reset.data.scope };
  const segment = segmentLine.safeParse(value);
  if (segment.success) {
    const { version, totals } = segment.data;
    return { kind: 'segment', version, totals: totals === undefined ? undefined : readTotals(totals) };
  }
  const request = requestLine.safeParse(value);
  if (!request.success) return undefined;
  const { kind: _kind, receivedAt, rateLimited, ...facts } = request.data;
  const read = {
    ...facts,
    ...(rateLimited === undefined ? {} : { rateLimited }),
    receivedAt: new Date(receivedAt),
  };
  if (!Object.hasOwn(value, 'form')) return { kind: 'request', entry: { request: read, taken: undefined } };
  const taken = readTaken(line, value, read);
  return taken === undefined ? undefined : { kind: 'request', entry: { request: read, taken } };
}

function parseObject(bytes: Buffer): Record<string, unknown> | undefined {
  if (!isUtf8(bytes)) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type SegmentTotals = NonNullable<z.infer<typeof segmentLine>['totals']>;

/** Names that this version does not count are skipped. */
function readTotals({ counts: read, ...last }: SegmentTotals): JournalTotals {
  const counts = noCounts();
  for (const [name, known] of Object.entries(counts)) {
    const value = Object.hasOwn(read, name) ? read[name] : undefined;
    if (known instanceof Map && typeof value === 'object') {
      for (const [key, total] of Object.entries(value)) known.set(key, total);
    } else if (typeof known === 'number' && typeof value === 'number') {
      Object.assign(counts, { [name]: value });
    }
  }
  return { ...last, counts };
}

function readTaken(
  line: Buffer,
  value: Readonly<Record<string, unknown>>,
  { path, headers, receivedAt }: RecordedEntry['request'],
): Taken | undefined {
  const read = takenLine.safeParse(value);
  const found = findBody(line, value);
  if (!read.success || found === undefined) return undefined;
  const { body, parsed } = found;
  const { form, type, source, writeKey, emptyDiscard, discarded, duplicates, ids } = read.data;
  const spans = findBodySpans(body);
  const bounds = form === 'single' ? [0, body.length] : (spans.items ?? []);
  const items = form === 'single' ? [withType(parsed, type)] : itemsOf(parsed);
  const repeated = new Set(duplicates);
  const arrived = items.map((item, index): ArrivedMessage => {
    const { messageId, ...facts } = describeMessage(item);
    const code = Object.hasOwn(discarded, index) ? discarded[index] : undefined;
    return {
      ...facts,
      isOwnId: messageId !== undefined,
      messageId: messageId ?? (Object.hasOwn(ids, index) ? ids[index] : undefined) ?? '',
      outcome: code !== undefined ? 'discarded' : repeated.has(index) ? 'duplicate' : 'stored',
      code,
      source: source ?? '',
      start: bounds[index * 2] ?? 0,
      end: bounds[index * 2 + 1] ?? 0,
    };
  });
  const envelope =
    form === 'single'
      ? { sentAt: undefined, context: undefined, integrations: undefined }
      : readEnvelope(parsed, body, spans);
  return {
    kind: form,
    arrived,
    body,
    emptyDiscard,
    facts: { path, headers, receivedAt, writeKey, envelope },
  };
}

/** The path decided the type, whatever the body says (docs/segment-api/tracking.md#endpoints). */
function withType(message: Record<string, unknown>, type: MessageType | undefined): Record<string, unknown> {
  return { ...message, type };
}

function itemsOf({ batch }: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(batch) ? batch : [];
}

function findBody(
  line: Buffer,
  { body, bodyText }: Readonly<Record<string, unknown>>,
): { readonly body: Buffer; readonly parsed: Record<string, unknown> } | undefined {
  if (typeof bodyText === 'string') {
    const bytes = Buffer.from(bodyText);
    const parsed = parseObject(bytes);
    return parsed === undefined ? undefined : { body: bytes, parsed };
  }
  const member = readMembers(line).members.findLast(({ key }) => key === 'body');
  if (member === undefined || !isJsonObject(body)) return undefined;
  return { body: line.subarray(member.valueStart, member.valueEnd), parsed: body };
}
