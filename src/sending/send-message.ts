import { fillPath } from '../api/api-path.ts';
import { type SendOneOptions, sendOne } from '../api/send-one.ts';
import type { Tracking } from '../api/tracking.ts';
import { trackingEndpoints } from '../segment/endpoints/tracking.ts';
import type { ComposedMessage } from '../spec/compose-message.ts';
import type { MessageType } from '../spec/message.ts';
import type { Region } from '../spec/region.ts';
import { bodyText } from './shown-message.ts';

/** Where a message goes: the opened API, and what there is to tell of it. */
export interface MessageTarget {
  readonly tracking: Tracking;
  /** Put into the body; undefined when the header carries the key. */
  readonly bodyWriteKey: string | undefined;
  readonly describe: {
    readonly workspace: string | undefined;
    readonly source: string | undefined;
    readonly region: Region;
    readonly sandbox: boolean;
  };
}

/** An acknowledged message: received by Segment, which is not yet at any destination. */
export interface SentMessage {
  readonly accepted: true;
  readonly type: MessageType;
  readonly messageId: string;
  readonly source: string | null;
  readonly workspace: string | null;
  readonly region: Region;
  readonly sandbox: boolean;
  readonly status: number;
  /** The first included. */
  readonly requests: number;
  readonly durationMs: number;
}

/** Sends one message and waits for its acknowledgement, trying again as far as `options` go. Throws the error that ended it. */
export async function sendMessage(
  { tracking, bodyWriteKey, describe }: MessageTarget,
  type: MessageType,
  message: ComposedMessage,
  options: SendOneOptions,
): Promise<SentMessage> {
  const sent = await sendOne(
    tracking,
    {
      path: fillPath(trackingEndpoints[type].path, {}),
      body: (sentAt) => Buffer.from(bodyText(message, sentAt, bodyWriteKey), 'utf8'),
    },
    options,
  );
  const { workspace, source, region, sandbox } = describe;
  return {
    accepted: true,
    type,
    messageId: message.messageId,
    source: source ?? null,
    workspace: workspace ?? null,
    region,
    sandbox,
    status: sent.status,
    requests: sent.attempts,
    durationMs: sent.durationMs,
  };
}
