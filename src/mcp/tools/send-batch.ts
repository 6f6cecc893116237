import * as z from 'zod/mini';
import { textAt } from '../../api/api-object.ts';
import { type PreparedLine, prepareLine } from '../../backfill/reading/prepare.ts';
import type { OutgoingMessage } from '../../backfill/span.ts';
import { openTarget } from '../../clients/target.ts';
import { UsageError } from '../../errors.ts';
import { readElements } from '../../ndjson/elements.ts';
import { maxBatchMessages, maxMessageBytes } from '../../spec/limits.ts';
import { messageTypes } from '../../spec/message.ts';
import type { Settings } from '../../store/settings.ts';
import { previewOfSend, shownTarget, wantedBy } from '../approve.ts';
import { type Delivered, deliverMessages } from '../deliver-messages.ts';
import { confirm, cursor, listOf } from '../fields.ts';
import { shownWarnings } from '../shown-warnings.ts';
import { defineTool, type ToolCall, type ToolDeps, type ToolResult } from '../tool.ts';
import type { Attempt } from '../tries.ts';

/** What became of one message, by its place in the call. */
interface MessageResult {
  readonly index: number;
  readonly status: 'acknowledged' | 'rejected' | 'refused' | 'unacknowledged';
  /** Of one that was sent, or may be. */
  readonly messageId?: string;
  readonly code?: string;
  readonly message?: string;
  readonly warnings?: readonly string[];
}

/** Anything, so that one that is not a message at all is told of by itself. */
const message = z.unknown().check(
  z.meta({
    type: 'object',
    properties: { type: { enum: [...messageTypes] } },
    description: 'A message of Segment’s Spec: type, userId or anonymousId, and what its type has.',
  }),
);

export const sendBatch = defineTool({
  name: 'SEGMENT_BATCH',
  title: 'Send several messages',
  toolset: 'send',
  writes: true,
  description:
    'Send many messages of any types at once, each judged on its own. Use it for two or more, or to load prepared data. Returns a result for every message, faulty ones first with their code, or outside the sandbox first a preview.',
  input: z.strictObject({
    messages: z.optional(
      listOf(message, maxBatchMessages, 'The messages, in the order in which they happened.'),
    ),
    confirm,
    cursor,
  }),
  output: z.looseObject({
    status: z.enum(['done', 'preview']),
    results: z.array(z.looseObject({ index: z.int(), status: z.string() })),
  }),
  async run(deps, { messages, confirm }, call) {
    if (messages === undefined || messages.length === 0) {
      throw new UsageError('There is no message in the call.', {
        code: 'messages_missing',
        hint: 'Give them as messages.',
      });
    }
    const settings = await deps.settings();
    const wanted = wantedBy('SEGMENT_BATCH', call, settings);
    const lines = linesOf(call.text);
    return deps.tries.attempt(wanted, (id) => send(deps, { call, confirm, settings, wanted, lines, id }));
  },
});

interface Send {
  readonly call: ToolCall;
  readonly confirm: string | undefined;
  readonly settings: Settings;
  readonly wanted: string;
  readonly lines: readonly Buffer[];
  readonly id: string;
}

async function send(
  deps: ToolDeps,
  { call, confirm, settings, wanted, lines, id }: Send,
): Promise<Attempt<ToolResult>> {
  const prepared = prepare(lines, id);
  const rejected = prepared.flatMap((each, index) =>
    each.kind === 'reject' ? [rejection(each, index)] : [],
  );
  const outgoing = prepared.flatMap((each, index) =>
    each.kind === 'message' ? [outgoingMessage(each, lines[index], index)] : [],
  );
  const target = await openTarget(deps.clients, settings);
  const counted = { messages: lines.length, wouldSend: outgoing.length, rejected: rejected.length };
  const preview = { counts: counted, results: rejected };
  const shown = previewOfSend(deps, { wanted, confirm, settings, preview });
  if (shown !== undefined) return { result: { ...shown, list: 'results' }, isAcknowledged: false };

  const sent: MessageResult[] = [];
  for await (const delivered of deliverMessages(target, outgoing, { ...deps, signal: call.signal })) {
    sent.push(...resultsOf(delivered, prepared));
    call.progress(sent.length, outgoing.length, `${sent.length} of ${outgoing.length} messages answered`);
  }
  const results = [...rejected, ...sent].sort((a, b) => rank(a) - rank(b) || a.index - b.index);
  const counts = countsOf(results);
  const result = {
    value: { status: 'done', target: shownTarget(settings), counts, results },
    list: 'results',
    summary: `${counts.acknowledged} of ${results.length} messages were acknowledged, which says nothing yet about destinations.`,
  };
  return { result, isAcknowledged: counts.unacknowledged === 0 };
}

function linesOf(args: string): readonly Buffer[] {
  const bytes = Buffer.from(textAt(args, 'messages') ?? '[]', 'utf8');
  return readElements(bytes).map(({ start, end }) => bytes.subarray(start, end));
}

/** Each as a backfill makes it ready; `call` is what the ids of those without one begin with. */
function prepare(lines: readonly Buffer[], call: string): readonly PreparedLine[] {
  return lines.map((bytes, index) =>
    prepareLine(
      { number: 1, lines: 1, offset: 0, end: bytes.length, bytes, length: bytes.length },
      {
        deriveId: () => `${call}-${index}`,
        maxMessageBytes,
        defaults: new Map(),
        coerceIds: false,
        sendInvalid: false,
        replay: false,
      },
    ),
  );
}

function outgoingMessage(
  { bytes, messageId }: Extract<PreparedLine, { kind: 'message' }>,
  source: Buffer = bytes,
  index: number,
): OutgoingMessage {
  return { bytes, size: bytes.length, messageId, input: 0, file: '', line: index, offset: 0, source };
}

function rejection(
  { code, message }: Extract<PreparedLine, { kind: 'reject' }>,
  index: number,
): MessageResult {
  return { index, status: 'rejected', code, message };
}

function resultsOf({ messages, result }: Delivered, prepared: readonly PreparedLine[]): MessageResult[] {
  const refused = result.kind === 'finished' ? result.refusals : [];
  return Array.from({ length: messages.length }, (_, at) => {
    const { line: index, messageId } = messages.at(at);
    const refusal = refused.find(({ message }) => message.line === index);
    if (refusal !== undefined) {
      const { reason } = refusal;
      return { index, status: 'refused', messageId, code: 'refused_by_server', message: reason };
    }
    if (result.kind === 'failed') {
      const { code, message } = result.error;
      return { index, status: 'unacknowledged', messageId, code, message };
    }
    if (result.kind === 'abandoned') {
      const message = 'Not sent: an earlier request failed, or the call was cancelled.';
      return { index, status: 'unacknowledged', messageId, code: 'not_sent', message };
    }
    const made = prepared[index];
    const warnings = made?.kind === 'message' ? shownWarnings(made.warnings) : [];
    return { index, status: 'acknowledged', messageId, ...(warnings.length > 0 && { warnings }) };
  });
}

/** What somebody has to do something about comes first. */
function rank({ status }: MessageResult): number {
  return ['rejected', 'refused', 'unacknowledged', 'acknowledged'].indexOf(status);
}

function countsOf(results: readonly MessageResult[]) {
  const counts = { acknowledged: 0, rejected: 0, refused: 0, unacknowledged: 0 };
  for (const { status } of results) counts[status] += 1;
  return counts;
}
