import * as z from 'zod/mini';
import { openTarget } from '../../clients/target.ts';
import { CliError, InputError } from '../../errors.ts';
import { freshMessageId } from '../../sending/fresh-message-id.ts';
import { readLimits } from '../../sending/limits.ts';
import { sendMessage } from '../../sending/send-message.ts';
import { bodyText } from '../../sending/shown-message.ts';
import { type ComposedMessage, composeMessage } from '../../spec/compose-message.ts';
import { openObject, writeNode } from '../../spec/json-text.ts';
import type { MessageType } from '../../spec/message.ts';
import { judgeMessage } from '../../spec/verdict.ts';
import { describeWarning } from '../../spec/warning.ts';
import { previewUnlessApproved, shownTarget } from '../approve.ts';
import { exactValue } from '../exact-value.ts';
import { confirm, object, text } from '../fields.ts';
import { defineTool, type Tool, type ToolCall, type ToolDeps, type ToolResult } from '../tool.ts';

/** What a message may have whatever its type. */
const shared = {
  userId: z.optional(text('Id of the user in your own database; a message needs this or anonymousId.')),
  anonymousId: z.optional(text('Id of a visitor who is not known yet.')),
  context: z.optional(object('Where it happened: ip, locale, userAgent, page and the like.')),
  integrations: z.optional(object('Destinations to send it to or not, by name.')),
  timestamp: z.optional(text('When it happened, ISO 8601; by default now.')),
  messageId: z.optional(text('By default new. Give the id of a try that failed, so that it counts once.')),
  confirm,
};

const output = z.looseObject({ status: z.enum(['acknowledged', 'preview']) });

export const sendTrack = defineTool({
  name: 'SEGMENT_TRACK',
  title: 'Send a Track message',
  toolset: 'send',
  writes: true,
  idempotent: false,
  description:
    'Record something a user did, as one Track message from the source of this server. Returns the acknowledgement with its messageId, or outside the sandbox first a preview.',
  input: z.strictObject({
    event: text('What happened: “Order Completed”.'),
    properties: z.optional(object('What there is to know of it.')),
    ...shared,
  }),
  output,
  run: (deps, { confirm }, call) => send('SEGMENT_TRACK', 'track', deps, confirm, call),
});

async function send(
  tool: Tool['name'],
  type: MessageType,
  deps: ToolDeps,
  confirm: string | undefined,
  call: ToolCall,
): Promise<ToolResult> {
  const { clients, version } = deps;
  const message = await compose(type, call.text, version);
  const warnings = judge(message, clients.now());
  const target = await openTarget(clients, await deps.settings());
  const shown = previewUnlessApproved(deps, call, confirm, {
    tool,
    target: target.describe,
    preview: { message: exactValue(message.text), warnings },
    isFree: target.describe.sandbox,
  });
  if (shown !== undefined) return shown;
  const { retries, timeoutMs } = readLimits({});
  try {
    const { messageId, requests } = await sendMessage(target, type, message, {
      ...clients,
      retries,
      totalTimeoutMs: timeoutMs,
      signal: call.signal,
    });
    return {
      value: {
        status: 'acknowledged',
        type,
        messageId,
        requests,
        target: shownTarget(target.describe),
        warnings,
      },
      summary: 'Segment acknowledged the message; destinations take it from there on their own.',
    };
  } catch (error) {
    throw withMessageId(error, message.messageId);
  }
}

/** The arguments are the message: its text is sent as it came, numbers with all their digits. */
function compose(type: MessageType, args: string, version: string): Promise<ComposedMessage> {
  const body = openObject(args);
  body.delete('confirm');
  return freshMessageId().then((fresh) =>
    composeMessage(
      {
        type,
        body: writeNode(body),
        members: new Map(),
        objects: new Map(),
        fields: [],
        freshMessageId: fresh,
        library: { name: 'segment-cli', version },
      },
      () => Promise.reject(new Error('a message of a tool reads no file')),
    ),
  );
}

/** What is odd about a message that Segment takes. Throws InputError for one that it would refuse or drop. */
function judge(message: ComposedMessage, now: Date): readonly string[] {
  const verdict = judgeMessage(JSON.parse(message.text), Buffer.byteLength(bodyText(message, now), 'utf8'));
  if (verdict.kind !== 'accept') {
    const fate = verdict.kind === 'refuse' ? 'refuse it' : 'answer 200 and drop it';
    throw new InputError(`Nothing was sent: ${verdict.message}. Segment would ${fate}.`, {
      code: verdict.code,
    });
  }
  return verdict.warnings.filter((code) => code !== 'timestamp_missing').map(describeWarning);
}

/** Whoever tries again needs the id: with it the message counts once, even if it did arrive. */
function withMessageId(error: unknown, messageId: string): unknown {
  if (!(error instanceof CliError)) return error;
  return new CliError(error, error.message, {
    ...error,
    details: [...error.details, `messageId: ${messageId}`],
    hint: error.retryable
      ? 'Try again later with this messageId, so that the message counts once.'
      : error.hint,
  });
}
