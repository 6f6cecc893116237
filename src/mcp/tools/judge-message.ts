import * as z from 'zod/mini';
import { textAt } from '../../api/api-object.ts';
import { freshMessageId } from '../../sending/fresh-message-id.ts';
import { bodyText } from '../../sending/shown-message.ts';
import { fixFor, membersAtFault } from '../../spec/fix.ts';
import { maxBatchBytes, maxBatchMessages, maxMessageBytes } from '../../spec/limits.ts';
import { isMessageType } from '../../spec/message.ts';
import { judgeMessage, type RejectCode, type WarningCode } from '../../spec/verdict.ts';
import { describeWarning } from '../../spec/warning.ts';
import { object } from '../fields.ts';
import { defineTool } from '../tool.ts';
import { compose } from './send-message.ts';

export const judgeMessageTool = defineTool({
  name: 'SEGMENT_JUDGE_MESSAGE',
  title: 'Judge a message without sending it',
  toolset: 'send',
  writes: false,
  description:
    'Judge one message offline, before it is sent or to explain why one is missing: Segment answers 200 to some that it drops. Returns the verdict with code and fix, warnings, and bytes against the limits.',
  input: z.strictObject({
    message: object('The whole message: {"type": "track", …}.'),
  }),
  output: z.looseObject({
    verdict: z.enum(['accept', 'drop', 'refuse']),
    warnings: z.array(z.looseObject({})),
    bytes: z.number(),
  }),
  async run(deps, _args, call) {
    const text = await sentText(textAt(call.text, 'message') ?? '{}', deps.version, deps.clients.now());
    const bytes = Buffer.byteLength(text, 'utf8');
    const verdict = judgeMessage(JSON.parse(text), bytes);
    const limits = {
      messageBytes: maxMessageBytes,
      batchBytes: maxBatchBytes,
      batchMessages: maxBatchMessages,
    };
    if (verdict.kind === 'accept') {
      const warnings = verdict.warnings.map((code) => ({
        code,
        message: describeWarning(code),
        ...fixOf(code),
      }));
      return {
        value: { verdict: 'accept', warnings, bytes, limits },
        summary: `Segment accepts it, with ${warnings.length} warnings.`,
      };
    }
    const { kind, code, message, inferred } = verdict;
    return {
      value: { verdict: kind, code, message, ...fixOf(code), inferred, warnings: [], bytes, limits },
      summary: kind === 'drop' ? 'Segment answers 200 and drops it.' : 'Segment refuses it.',
    };
  },
});

function fixOf(code: RejectCode | WarningCode) {
  const members = membersAtFault(code);
  return { fix: withoutFlags(fixFor(code)), ...(members.length > 0 && { members }) };
}

/** Sentences on flags are about files of messages. */
function withoutFlags(fix: string): string {
  const sentences = fix.split(/(?<=\.) /).filter((sentence) => !/(?:^|\s)--[a-z]/.test(sentence));
  return sentences.length === 0 ? fix : sentences.join(' ');
}

/** The message as a request would carry it; one without a valid type as it is. */
async function sentText(body: string, version: string, now: Date): Promise<string> {
  const { type }: { type?: unknown } = JSON.parse(body);
  if (!isMessageType(type)) return body;
  return bodyText(await compose(type, body, { version, freshMessageId: await freshMessageId() }), now);
}
