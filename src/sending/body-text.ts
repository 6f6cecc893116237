import { type ComposedMessage, withMembers } from '../spec/compose-message.ts';

/** The request body of one try. `sentAt` is that try's moment: Segment corrects clocks by it (docs/rules.md#reliability). */
export function bodyText(message: ComposedMessage, sentAt: Date, writeKey?: string): string {
  return withMembers(message.text, {
    sentAt: sentAt.toISOString(),
    ...(writeKey === undefined ? {} : { writeKey }),
  });
}
