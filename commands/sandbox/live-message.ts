import { isJsonObject, isMessageType } from '../../src/spec/message.ts';
import type { LiveMessage } from './live-line.ts';

/** A message as the stream writes it, for the line of a person. Nothing in it is trusted. */
export function readLiveMessage(line: string): LiveMessage {
  const parsed: unknown = JSON.parse(line);
  const event = isJsonObject(parsed) ? parsed : {};
  const completed = isJsonObject(event.message) ? event.message : {};
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const { outcome } = event;
  return {
    receivedAt: new Date(text(event.receivedAt) ?? 0),
    type: isMessageType(event.type) ? event.type : undefined,
    outcome: outcome === 'discarded' || outcome === 'duplicate' ? outcome : 'stored',
    code: text(event.code),
    event: text(completed.event),
    userId: text(completed.userId),
    anonymousId: text(completed.anonymousId),
    completed,
  };
}
