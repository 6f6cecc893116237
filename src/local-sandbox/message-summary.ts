import { ownField } from '../api/json-reply.ts';
import type { NearMiss } from '../api/sandbox/control.ts';
import type { JournalMessage } from '../sandbox/journal/journal-message.ts';
import { escapeLine } from '../spec/escape.ts';

/** A message that arrived in a sandbox, as a person is shown it in one line; '' for what it does not have. */
export interface MessageSummary {
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly type: string;
  /** Of its event, its page or screen, or its group. */
  readonly name: string;
  readonly previousId: string;
  /** Its userId, else its anonymousId. */
  readonly user: string;
  readonly source: string;
  readonly outcome: string;
  /** Why it was discarded. */
  readonly code: string;
  readonly messageId: string;
}

/** Summarises a message as the sandbox writes it to JSON. Nothing in it is trusted. */
export function summariseEvent(event: unknown): MessageSummary {
  const message = ownField(event, 'message');
  return {
    receivedAt: textOf(event, 'receivedAt'),
    type: textOf(event, 'type'),
    name: textOf(message, 'event') || textOf(message, 'name') || textOf(message, 'groupId'),
    previousId: textOf(message, 'previousId'),
    user: textOf(message, 'userId') || textOf(message, 'anonymousId'),
    source: textOf(event, 'source'),
    outcome: textOf(event, 'outcome'),
    code: textOf(event, 'code'),
    messageId: textOf(event, 'messageId'),
  };
}

/** The same for a sandbox in this process. */
export function summariseMessage(message: JournalMessage): MessageSummary {
  const { receivedAt, type, source, outcome, code, messageId, completed } = message;
  return summariseEvent({
    receivedAt: receivedAt.toISOString(),
    type,
    source,
    outcome,
    code,
    messageId,
    message: completed,
  });
}

/** A message that almost matches, and why it does not: `closest: track “Signed Up” of user_1 (id): …`. */
export function describeNearMiss({ event, reasons }: NearMiss): string {
  const { type, name, user, messageId } = summariseEvent(event);
  const words = [type, name && `“${name}”`, user && `of ${user}`, `(${messageId})`].filter(Boolean);
  return escapeLine(`closest: ${words.join(' ')}: ${reasons.join('; ')}`);
}

function textOf(value: unknown, name: string): string {
  const found = ownField(value, name);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
