import { fillPath } from '../../src/api/api-path.ts';
import { sendOne } from '../../src/api/send-one.ts';
import type { App } from '../../src/app.ts';
import { InputError } from '../../src/errors.ts';
import { trackingEndpoints } from '../../src/segment/endpoints/tracking.ts';
import { sandboxWriteKey } from '../../src/spec/built-in-sandbox.ts';
import { type ComposedMessage, withMembers } from '../../src/spec/compose-message.ts';
import type { MessageType } from '../../src/spec/message.ts';
import { judgeMessage, type RejectCode } from '../../src/spec/verdict.ts';
import { describeWarning } from '../../src/spec/warning.ts';
import type { Context } from '../../src/store/context.ts';
import { escapeLine } from '../../src/terminal/escape.ts';
import { checkWriteKeyShape, openTarget, type Target } from '../target.ts';
import type { MessageFlags } from './options.ts';
import { curlLine, previewHeaders, printDryRun, printRequest } from './preview.ts';
import type { SendingLimits } from './request.ts';

/**
 * Refuses what Segment would refuse or drop, unless `force`; warns about the rest. The size is that of
 * the request body, which on the single routes is what Segment measures (docs/segment-api/tracking.md#limits).
 */
export function checkMessage(app: App, message: ComposedMessage, type: MessageType, force: boolean): void {
  const body = bodyText(message, app.io.now());
  const parsed: unknown = JSON.parse(message.text);
  const verdict = judgeMessage(parsed, Buffer.byteLength(body, 'utf8'));
  if (verdict.kind === 'accept') {
    for (const code of verdict.warnings) {
      // Without a timestamp Segment takes the time of arrival, which is right for one message sent now.
      if (code !== 'timestamp_missing') app.print.warn(`${describeWarning(code)}.`);
    }
    if (message.messageIdReplaced) app.print.warn(`${describeWarning('message_id_replaced')}.`);
    return;
  }
  const consequence =
    verdict.kind === 'refuse' ? 'Segment would refuse it' : 'Segment would answer 200 and drop it';
  if (force) {
    app.print.warn(`${verdict.message}: ${consequence}. Sent because of --force.`);
    return;
  }
  throw new InputError(`Nothing was sent: ${verdict.message}.`, {
    code: verdict.code,
    details: [`${consequence}${verdict.inferred ? ', as far as its documents tell' : ''}.`],
    hint: `${remedy(verdict.code, type)} To send it as it is: --force`,
  });
}

/** What to add or change for the faults that a flag can cure. */
function remedy(code: RejectCode, type: MessageType): string {
  switch (code) {
    case 'no_user_anon_id':
    case 'id_not_string':
      return type === 'alias' ? 'Add --user-id ID, the new id.' : 'Add --user-id ID or --anonymous-id ID.';
    case 'event_not_defined':
      return 'Name the event: segment track "Order Completed" …';
    case 'group_id_missing':
      return 'Name the account: segment group ACCOUNT_ID …';
    case 'previous_id_missing':
      return 'Add --previous-id ID, the id used so far.';
    case 'user_id_missing':
      return 'Add --user-id ID, the new id.';
    case 'message_too_large':
      return 'Send less in properties, traits or context.';
    default:
      return 'See: segment help fields.';
  }
}

/** `--dry-run` and `--curl`: shows the request and opens nothing; works without a write key. */
export async function previewMessage(
  app: App,
  type: MessageType,
  message: ComposedMessage,
  flags: MessageFlags,
): Promise<void> {
  const context = await app.context({ source: flags.source, writeKey: flags.writeKey });
  checkWriteKeyShape(app, context);
  const url = `${context.urls.tracking.value}${trackingEndpoints[type].path}`;
  const oauth = context.oauth !== undefined;
  if (flags.curl === true) {
    // No sentAt: Segment would count the time until the line is pasted as a clock that is wrong.
    const key = context.sandbox ? sandboxWriteKey : undefined;
    const line = curlLine({ url, body: message.text, oauth, publicKey: key });
    await (app.globals.json ? app.print.json({ curl: line }) : printRequest(app, line));
    return;
  }
  const body = bodyText(message, app.io.now(), oauth ? '[redacted]' : undefined);
  await printDryRun(app, { url, headers: previewHeaders(oauth, app.version), body });
  app.print.note('Dry run: nothing was sent.');
}

/** Sends the message and says what became of it. */
export async function sendMessage(
  app: App,
  type: MessageType,
  message: ComposedMessage,
  flags: MessageFlags,
  limits: SendingLimits,
): Promise<void> {
  const target = await openTarget(app, flags);
  const follow =
    flags.follow === true
      ? await (await import('./follow.ts')).openFollow(app, type, message, flags, target.context)
      : undefined;
  noteContext(app, target.context);
  const { io, print } = app;
  const sent = await sendOne(
    target.tracking,
    {
      path: fillPath(trackingEndpoints[type].path, {}),
      body: (sentAt) => Buffer.from(bodyText(message, sentAt, target.bodyWriteKey), 'utf8'),
    },
    {
      retries: limits.retries,
      totalTimeoutMs: limits.timeoutMs,
      sleep: io.sleep,
      random: io.random,
      now: io.now,
      monotonic: io.monotonic,
      onRetry: ({ attempt, waitMs, reason }) => {
        const seconds = Math.ceil(waitMs / 100) / 10;
        tellWait(
          app,
          `${escapeLine(reason.replace(/\.$/, ''))}; next try in ${seconds} s (${attempt}/${limits.retries})`,
        );
      },
    },
  );
  print.done(`Message ${message.messageId} was accepted: do not send it again.`);
  if (app.globals.json) {
    const { workspace, source, region, sandbox } = target.describe;
    const seen = await follow?.wait();
    await print.json({
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
      ...(seen === undefined ? {} : { follow: seen.facts }),
    });
    if (seen?.problem !== undefined) throw seen.problem;
    return;
  }
  print.note(
    `${print.style.green(print.style.symbols.ok)} ${outcomeLine(type, message, target, flags.timestamp)}`,
  );
  await follow?.show();
}

/** Also in a JSON run: who waits wants to know why (docs/rules.md#commands). */
function tellWait({ globals, print }: App, line: string): void {
  if (!globals.quiet) print.stderr(`${line}\n`);
}

/** `accepted track “Signup” · messageId … · source web (eu)`: received, which is not yet at any destination. */
function outcomeLine(
  type: MessageType,
  { title, messageId, timestamp }: ComposedMessage,
  { describe, context }: Target,
  given: string | undefined,
): string {
  const parts = [
    `accepted ${type}${title === undefined ? '' : ` “${escapeLine(title)}”`}`,
    `messageId ${escapeLine(messageId)}`,
    `${sourceLabel(context)} (${describe.sandbox ? 'sandbox' : describe.region})`,
  ];
  // "2h" says little to who reads the line later.
  if (given !== undefined && timestamp !== undefined && timestamp !== given)
    parts.push(`timestamp ${timestamp}`);
  return parts.join(' · ');
}

/** The context in force where nothing on the command line named it: a stray variable sends to the wrong place (docs/rules.md#commands). */
function noteContext(app: App, context: Context): void {
  const { workspace, region, sandbox, writeKey } = context;
  const deciding = writeKey?.origin.kind === 'workspace' ? workspace : writeKey;
  if (sandbox || deciding === undefined || deciding.origin.kind === 'flag') return;
  const { print } = app;
  const parts = [
    ...(workspace === undefined ? [] : [`workspace ${escapeLine(workspace.value)}`]),
    `${sourceLabel(context)} (${region.value})`,
  ];
  print.note(print.style.dim(`${print.style.symbols.pointer} ${parts.join(' · ')}`));
}

/** The source by its name, or by where its key came from. */
function sourceLabel({ source, writeKey }: Context): string {
  if (source !== undefined) return `source ${escapeLine(source.value)}`;
  return `write key from ${escapeLine(writeKey?.origin.name ?? 'nowhere')}`;
}

/** The request body of one try. `sentAt` is that try's moment: Segment corrects clocks by it (rule R19). */
function bodyText(message: ComposedMessage, sentAt: Date, writeKey?: string): string {
  return withMembers(message.text, {
    sentAt: sentAt.toISOString(),
    ...(writeKey === undefined ? {} : { writeKey }),
  });
}
