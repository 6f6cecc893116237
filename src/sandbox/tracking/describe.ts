import { isJsonObject, isMessageType } from '../../spec/message.ts';
import type { MessageFacts } from '../journal/journal-message.ts';
import type { Envelope } from './complete.ts';
import type { BodySpans, Span } from './item-spans.ts';

/** What a message says of itself. */
export type OwnFacts = Pick<MessageFacts, 'type' | 'event' | 'userId' | 'anonymousId' | 'isObject'> & {
  readonly messageId: string | undefined;
};

/** Reads from one item of a body, parsed, what the journal can be searched by; empty strings are nothing. */
export function describeMessage(message: unknown): OwnFacts {
  const fields = isJsonObject(message) ? message : noFields;
  return {
    type: isMessageType(fields.type) ? fields.type : undefined,
    messageId: textOf(fields.messageId),
    event: textOf(fields.event),
    userId: textOf(fields.userId),
    anonymousId: textOf(fields.anonymousId),
    isObject: fields === message,
  };
}

/** What the messages of a batch share, as the text it arrived as (docs/segment-api/tracking.md#batch). */
export function readEnvelope(
  parsed: Readonly<Record<string, unknown>>,
  body: Buffer,
  spans: BodySpans,
): Envelope {
  const text = (span: Span | undefined): string | undefined =>
    span === undefined ? undefined : body.toString('utf8', span.start, span.end);
  return {
    sentAt: parsed.sentAt === null ? undefined : text(spans.sentAt),
    context: isJsonObject(parsed.context) ? text(spans.context) : undefined,
    integrations: isJsonObject(parsed.integrations) ? text(spans.integrations) : undefined,
  };
}

const noFields: Readonly<Record<string, unknown>> = {};

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
