import * as z from 'zod/mini';
import { openTarget } from '../../clients/target.ts';
import { CliError, InputError } from '../../errors.ts';
import { sendMessage } from '../../sending/send-message.ts';
import { bodyText } from '../../sending/shown-message.ts';
import { type ComposedMessage, composeMessage } from '../../spec/compose-message.ts';
import { openObject, writeNode } from '../../spec/json-text.ts';
import { singleSendLimits } from '../../spec/limits.ts';
import type { MessageType } from '../../spec/message.ts';
import { judgeMessage } from '../../spec/verdict.ts';
import type { Settings } from '../../store/settings.ts';
import { previewOfSend, shownTarget, wantedBy } from '../approve.ts';
import { exactValue } from '../exact-value.ts';
import { confirm, object, text } from '../fields.ts';
import { shownWarnings } from '../shown-warnings.ts';
import {
  defineTool,
  type Tool,
  type ToolCall,
  type ToolDeps,
  type ToolInput,
  type ToolResult,
} from '../tool.ts';

const ids = {
  userId: z.optional(text('Id of the user in your own database; needed unless there is an anonymousId.')),
  anonymousId: z.optional(text('Id of a visitor who is not known yet.')),
};

/** What every message may have. */
const shared = {
  context: z.optional(object('Circumstances: ip, locale, userAgent, page.')),
  integrations: z.optional(object('Destinations by name, each true or false.')),
  timestamp: z.optional(text('When it happened, ISO 8601; now if left out.')),
  messageId: z.optional(text('New if left out; that of a failed try counts once.')),
  confirm,
};

const view = {
  name: z.optional(text('Its name.')),
  category: z.optional(text('The part of the site or app it belongs to.')),
};

const returns = 'Returns the acknowledged messageId, outside the sandbox first a preview.';

/** The six tools that send one message. */
export const sendTools: readonly Tool[] = [
  sendTool('track', {
    title: 'Send a Track message',
    does: 'Record an action of a user, such as an order, as one Track message. Use it when something happened; SEGMENT_BATCH takes several.',
    fields: {
      event: text('What happened: “Order Completed”.'),
      properties: z.optional(object('Facts about it.')),
      ...ids,
    },
  }),
  sendTool('identify', {
    title: 'Send an Identify message',
    does: 'Tell who a user is by traits like email, name or plan. Use it after a sign-up, a login or a changed trait; both ids together link the visitor to the user.',
    fields: { traits: z.optional(object('What is known of the user.')), ...ids },
  }),
  sendTool('page', {
    title: 'Send a Page message',
    does: 'Log that somebody viewed a page of a website. Use it for browser visits, with url, path and referrer among the properties.',
    fields: { ...view, properties: z.optional(object('url, path, title, referrer and others.')), ...ids },
  }),
  sendTool('screen', {
    title: 'Send a Screen message',
    does: 'Note which screen of a mobile or desktop app was opened. Use it in place of a Page message wherever there is no browser.',
    fields: { ...view, properties: z.optional(object('Facts about the screen.')), ...ids },
  }),
  sendTool('group', {
    title: 'Send a Group message',
    does: 'Put a user into an account: a company, team or organization, and set the traits of that account. Use it for business customers.',
    fields: {
      groupId: text('Id of the account.'),
      traits: z.optional(object('What is known of the account.')),
      ...ids,
    },
  }),
  sendTool('alias', {
    title: 'Send an Alias message',
    does: 'Declare that a previous id now continues as a userId. Use it only for destinations that ask for it, like Mixpanel; Unify merges profiles by Identify.',
    fields: { userId: text('The new id.'), previousId: text('The id used so far.') },
  }),
];

function sendTool(
  type: MessageType,
  {
    title,
    does,
    fields,
  }: { readonly title: string; readonly does: string; readonly fields: ToolInput['shape'] },
): Tool {
  const name = `SEGMENT_${type.toUpperCase()}`;
  return defineTool({
    name,
    title,
    toolset: 'send',
    writes: true,
    description: `${does} ${returns}`,
    input: z.strictObject({ ...fields, ...shared }),
    output: z.looseObject({ status: z.enum(['acknowledged', 'preview']) }),
    run: (deps, { confirm }, call) => send(name, type, { deps, confirm, call }),
  });
}

async function send(
  tool: string,
  type: MessageType,
  {
    deps,
    confirm,
    call,
  }: { readonly deps: ToolDeps; readonly confirm: string | undefined; readonly call: ToolCall },
): Promise<ToolResult> {
  const settings = await deps.settings();
  const wanted = wantedBy(tool, call, settings);
  return deps.tries.attempt(wanted, async (freshMessageId) => {
    const result = await sendAs(type, { deps, confirm, call, settings, wanted, freshMessageId });
    return { result, isAcknowledged: result.value.status === 'acknowledged' };
  });
}

interface Send {
  readonly deps: ToolDeps;
  readonly confirm: string | undefined;
  readonly call: ToolCall;
  readonly settings: Settings;
  readonly wanted: string;
  readonly freshMessageId: string;
}

async function sendAs(
  type: MessageType,
  { deps, confirm, call, settings, wanted, freshMessageId }: Send,
): Promise<ToolResult> {
  const { clients, version } = deps;
  const message = await compose(type, call.text, { version, freshMessageId });
  const warnings = judge(message, clients.now());
  const target = await openTarget(clients, settings);
  const preview = { message: exactValue(message.text), warnings };
  const shown = previewOfSend(deps, { wanted, confirm, settings, preview });
  if (shown !== undefined) return shown;
  try {
    const options = { ...clients, ...singleSendLimits, signal: call.signal };
    const { messageId, requests } = await sendMessage(target, type, message, options);
    return {
      value: { status: 'acknowledged', type, messageId, requests, target: shownTarget(settings), warnings },
      summary: 'The message was acknowledged, which says nothing yet about destinations.',
    };
  } catch (error) {
    throw withMessageId(error, message.messageId);
  }
}

/** The arguments are the message: its text is sent as it came, numbers with all their digits. */
export function compose(
  type: MessageType,
  args: string,
  { version, freshMessageId }: { readonly version: string; readonly freshMessageId: string },
): Promise<ComposedMessage> {
  const body = openObject(args);
  body.delete('confirm');
  const given = { type, body: writeNode(body), members: new Map(), objects: new Map(), fields: [] };
  return composeMessage({ ...given, freshMessageId, library: { name: 'segment-cli', version } }, readsNoFile);
}

const readsNoFile = () => Promise.reject(new Error('a message of a tool reads no file'));

/** What is odd about a message that Segment takes. Throws InputError for one that it would refuse or drop. */
function judge(message: ComposedMessage, now: Date): readonly string[] {
  const verdict = judgeMessage(JSON.parse(message.text), Buffer.byteLength(bodyText(message, now), 'utf8'));
  if (verdict.kind === 'accept') return shownWarnings(verdict.warnings);
  const fate = verdict.kind === 'refuse' ? 'refuse it' : 'answer 200 and drop it';
  throw new InputError(`Nothing was sent: ${verdict.message}. Segment would ${fate}.`, {
    code: verdict.code,
  });
}

/** Whoever tries again has to know that the message counts once, even if it did arrive. */
function withMessageId(error: unknown, messageId: string): unknown {
  if (!(error instanceof CliError)) return error;
  const again = error.retryable ? ['The same call again has the same messageId, and counts once.'] : [];
  return new CliError(error, error.message, {
    ...error,
    details: [...error.details, `messageId: ${messageId}`, ...again],
  });
}
