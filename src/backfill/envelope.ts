import type { OutgoingMessage } from './span.ts';

/** What stands around the messages of a batch body (contract §6). */
export interface Envelope {
  /** Bytes of a body without messages. */
  readonly bytes: number;
  /** The whole body. `sentAt` is the clock at this very attempt: Segment corrects timestamps with it (rule R19). */
  wrap(messages: readonly OutgoingMessage[], sentAt: Date): Buffer;
}

const tail = Buffer.from(']}');
const comma = Buffer.from(',');

/** @param writeKey put into the body when the header carries an OAuth token (contract §2.1) */
export function createEnvelope(writeKey: string | undefined): Envelope {
  const head = (sentAt: Date) => {
    const key = writeKey === undefined ? '' : `"writeKey":${JSON.stringify(writeKey)},`;
    return Buffer.from(`{${key}"sentAt":"${sentAt.toISOString()}","batch":[`);
  };
  return {
    bytes: head(new Date(0)).length + tail.length,
    wrap(messages, sentAt) {
      const parts: Buffer[] = [head(sentAt)];
      for (const [index, message] of messages.entries()) {
        if (index > 0) parts.push(comma);
        parts.push(message.bytes);
      }
      parts.push(tail);
      return Buffer.concat(parts);
    },
  };
}
