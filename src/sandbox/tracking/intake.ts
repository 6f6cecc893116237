import { isUtf8 } from 'node:buffer';
import type { EdgeLimits } from '../../spec/limits.ts';
import { maxBatchMessages } from '../../spec/limits.ts';
import { isJsonObject, type MessageType } from '../../spec/message.ts';
import { judgeMessage } from '../../spec/verdict.ts';
import type { Journal } from '../journal/journal.ts';
import type { ArrivedMessage, RequestFacts } from '../journal/journal-message.ts';
import type { Envelope } from './complete.ts';
import { readCredentials } from './credentials.ts';
import { describeMessage, readEnvelope } from './describe.ts';
import { findBodySpans } from './item-spans.ts';
import type { TrackingRoute } from './paths.ts';
import type { SourceMatch } from './sources.ts';

/** What the edge answers (docs/segment-api/tracking.md#success and #errors). */
export interface Reply {
  /** 503 only when the sandbox itself cannot keep what arrived, 500 when it failed. */
  readonly status: 200 | 400 | 401 | 429 | 500 | 503;
  readonly body: string;
}

const refusal = (message: string): Reply => ({
  status: 400,
  body: JSON.stringify({ success: false, message, code: 'invalid_request' }),
});

const accepted: Reply = { status: 200, body: '{"success": true}' };
export const malformedJson = refusal('malformed JSON');
export const exceedsLimit = refusal('Exceed payload limit');
/** Segment says that it rejects such keys and not in which words (docs/segment-api/tracking.md#contradictions). */
const wrongRegion = refusal('The write key belongs to a source of another region');
const invalidWriteKey = refusal('An invalid write key was provided');
/** Segment documents no text for this; the status is inferred (docs/segment-api/tracking.md#errors). */
const invalidToken: Reply = {
  status: 401,
  body: JSON.stringify({
    success: false,
    message: 'The access token is invalid or has expired',
    code: 'unauthorized',
  }),
};

/** The sandbox's own word: Segment rejects such a batch after its 200 and names no code for it (docs/segment-api/tracking.md#limits). */
const tooManyMessages = 'too_many_messages';

export interface IntakeOptions {
  readonly journal: Journal;
  readonly limits: EdgeLimits;
  readonly findSource: (writeKey: string) => SourceMatch;
  readonly isValidToken: (token: string) => boolean;
  /** Answers 400 to a source of the other region, which is otherwise taken with 200 and lost (docs/segment-api/tracking.md#contradictions). */
  readonly rejectWrongRegion?: boolean;
  /** A messageId for a message that came without one. */
  readonly newMessageId: () => string;
}

export interface IntakeRequest {
  readonly route: TrackingRoute;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: Date;
  readonly body: Buffer;
}

export interface IntakeResult {
  readonly reply: Reply;
  readonly messages: number;
  readonly notes: readonly string[];
  /** What is to be remembered, undefined when nothing was taken. */
  readonly taken?: Taken;
}

/** The messages of one request, judged and not yet in the journal. */
export interface Taken {
  readonly kind: 'batch' | 'single';
  readonly arrived: readonly ArrivedMessage[];
  readonly body: Buffer;
  readonly facts: RequestFacts;
  /** A discard that has no message to show, such as an empty batch. */
  readonly emptyDiscard: string | undefined;
}

/**
 * Takes one request as Segment's edge does: parse, then key, then size, then 200 whatever the
 * messages are worth (docs/segment-api/tracking.md#the-sandbox). Their ids count as seen from here on; the journal is for the caller to fill.
 */
export function takeRequest(request: IntakeRequest, options: IntakeOptions): IntakeResult {
  const { route, body } = request;
  const parsed = parseBody(body);
  if (parsed === undefined) return refuse(malformedJson);
  if (route.kind === 'batch' && !isBatch(parsed.batch)) return refuse(malformedJson);

  const credentials = readCredentials(request.headers.authorization, parsed.writeKey, options.isValidToken);
  if (credentials.kind === 'bad_token') return refuse(invalidToken);
  if (credentials.kind === 'missing') return refuse(invalidWriteKey);
  const { writeKey, notes } = credentials;

  const source = options.findSource(writeKey);
  if (options.rejectWrongRegion === true && source.discard === 'wrong_region') return refuse(wrongRegion);
  if (route.kind === 'metrics') return { reply: accepted, messages: 0, notes };
  const intake = { request, parsed, writeKey, source, notes };
  return route.kind === 'batch' ? takeBatch(intake, options) : takeSingle(intake, route.type, options);
}

interface Intake {
  readonly request: IntakeRequest;
  readonly parsed: Record<string, unknown>;
  readonly writeKey: string;
  readonly source: SourceMatch;
  readonly notes: readonly string[];
}

function takeSingle(intake: Intake, type: MessageType, options: IntakeOptions): IntakeResult {
  const { request, parsed, notes } = intake;
  const { body } = request;
  if (body.length > options.limits.messageBytes) return { reply: exceedsLimit, messages: 0, notes };
  // The path decides the type, whatever the body says (docs/segment-api/tracking.md#endpoints).
  parsed.type = type;
  const judge = createJudge(intake, options);
  const arrived = [judge(parsed, 0, body.length)];
  const facts = requestFacts(intake, noEnvelope);
  return {
    reply: accepted,
    messages: 1,
    notes,
    taken: { kind: 'single', arrived, body, facts, emptyDiscard: undefined },
  };
}

function takeBatch(intake: Intake, options: IntakeOptions): IntakeResult {
  const { request, parsed, notes } = intake;
  const { body } = request;
  const { limits } = options;
  if (body.length > limits.bodyBytes) return { reply: exceedsLimit, messages: 0, notes };
  const items: readonly unknown[] = Array.isArray(parsed.batch) ? parsed.batch : [];
  const spans = findBodySpans(body);
  const bounds = spans.items ?? [];
  for (let at = 0; at < bounds.length; at += 2) {
    if ((bounds[at + 1] ?? 0) - (bounds[at] ?? 0) > limits.messageBytes)
      return { reply: exceedsLimit, messages: 0, notes };
  }

  const judge = createJudge(intake, options, items.length > maxBatchMessages ? tooManyMessages : undefined);
  const arrived = items.map((item, index) => judge(item, bounds[index * 2] ?? 0, bounds[index * 2 + 1] ?? 0));
  const facts = requestFacts(intake, readEnvelope(parsed, body, spans));
  const emptyDiscard = items.length === 0 ? 'empty_batch' : undefined;
  return {
    reply: accepted,
    messages: items.length,
    notes,
    taken: { kind: 'batch', arrived, body, facts, emptyDiscard },
  };
}

/** Judges the messages of one request, one by one: a bad one does not hurt the others (docs/segment-api/tracking.md#accepted-and-lost). */
function createJudge(
  { source, writeKey, request: { receivedAt } }: Intake,
  { journal, limits, newMessageId }: IntakeOptions,
  batchDiscard?: string,
): (message: unknown, start: number, end: number) => ArrivedMessage {
  const sizes = { maxMessageBytes: limits.messageBytes };
  return (message, start, end) => {
    const { type, messageId, event, userId, anonymousId, isObject } = describeMessage(message);
    const verdict = judgeMessage(message, end - start, sizes);
    const code = source.discard ?? batchDiscard ?? (verdict.kind === 'accept' ? undefined : verdict.code);
    const id = messageId ?? newMessageId();
    const isDuplicate = code === undefined && journal.isDuplicate(id, writeKey, receivedAt);
    // Written out, not spread: a quarter of the time a batch takes was spent on that.
    return {
      outcome: code !== undefined ? 'discarded' : isDuplicate ? 'duplicate' : 'stored',
      code,
      type,
      messageId: id,
      isOwnId: messageId !== undefined,
      event,
      userId,
      anonymousId,
      source: source.name,
      isObject,
      start,
      end,
    };
  };
}

const noEnvelope: Envelope = { sentAt: undefined, context: undefined, integrations: undefined };

function refuse(reply: Reply): IntakeResult {
  return { reply, messages: 0, notes: [] };
}

function requestFacts(intake: Intake, envelope: Envelope): RequestFacts {
  const { path, headers, receivedAt } = intake.request;
  const { writeKey } = intake;
  return { path, headers, receivedAt, writeKey, envelope };
}

/** The body as a JSON object, or undefined. JSON is UTF-8: other bytes are refused, never replaced. */
function parseBody(body: Buffer): Record<string, unknown> | undefined {
  if (!isUtf8(body)) return undefined;
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** No `batch` at all is an empty one; a `batch` that is not an array cannot be read. */
function isBatch(value: unknown): boolean {
  return value === undefined || value === null || Array.isArray(value);
}
