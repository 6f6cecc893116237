import { shownAuthorization } from '../api/authorization.ts';
import { trackingEndpoints } from '../segment/endpoints/tracking.ts';
import { sandboxWriteKey } from '../spec/built-in-sandbox.ts';
import { type ComposedMessage, withMembers } from '../spec/compose-message.ts';
import type { MessageType } from '../spec/message.ts';
import { shellWord } from '../spec/shell-word.ts';

/** The request body of one try. `sentAt` is that try's moment: Segment corrects clocks by it (docs/rules.md#reliability). */
export function bodyText(message: ComposedMessage, sentAt: Date, writeKey?: string): string {
  return withMembers(message.text, {
    sentAt: sentAt.toISOString(),
    ...(writeKey === undefined ? {} : { writeKey }),
  });
}

/** Where a message would go, and how. No credential is needed to show it. */
export interface ShownTarget {
  /** The URL of the Tracking API. */
  readonly baseUrl: string;
  readonly sandbox: boolean;
  /** With OAuth a token goes into the header, and the write key into the body (docs/segment-api/tracking.md#write-keys). */
  readonly oauth: boolean;
}

/** The request of a message as it would be sent, its credentials left out. */
export function shownMessage(
  type: MessageType,
  message: ComposedMessage,
  { baseUrl, oauth }: ShownTarget,
  { now, userAgent }: { readonly now: Date; readonly userAgent: string },
): { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  return {
    url: `${baseUrl}${trackingEndpoints[type].path}`,
    headers: {
      authorization: oauth ? shownAuthorization.bearer : shownAuthorization.basic,
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': userAgent,
    },
    body: bodyText(message, now, oauth ? '[redacted]' : undefined),
  };
}

/**
 * The request as one line for a POSIX shell, with variables in place of credentials. It has no sentAt: Segment would
 * count the time until the line is pasted as a clock that is wrong.
 */
export function curlLineOf(
  type: MessageType,
  { text }: ComposedMessage,
  { baseUrl, sandbox, oauth }: ShownTarget,
): string {
  // The sandbox's key is no secret: written out, so that the line works as it is.
  const basic = `-u "${sandbox ? sandboxWriteKey : '$SEGMENT_WRITE_KEY'}:"`;
  const credential = oauth ? '-H "Authorization: Bearer $SEGMENT_ACCESS_TOKEN"' : basic;
  const data = oauth ? `'{"writeKey":"'"$SEGMENT_WRITE_KEY"'",'${shellWord(text.slice(1))}` : shellWord(text);
  const url = shellWord(`${baseUrl}${trackingEndpoints[type].path}`);
  return `curl -X POST ${url} ${credential} -H 'Content-Type: application/json' --data-raw ${data}`;
}
