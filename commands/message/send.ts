import { userAgent } from '../../src/api/user-agent.ts';
import type { App } from '../../src/app.ts';
import { checkWriteKeyShape } from '../../src/clients/target.ts';
import type { SendingLimits } from '../../src/sending/limits.ts';
import { sendMessage } from '../../src/sending/send-message.ts';
import { curlLineOf, shownMessage } from '../../src/sending/shown-message.ts';
import type { ComposedMessage } from '../../src/spec/compose-message.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import type { MessageType } from '../../src/spec/message.ts';
import { outcomeLine, settingsLine } from '../../src/terminal/sent-line.ts';
import { printCurl, printDryRun } from '../show-request.ts';
import { openTarget, targetSettings } from '../target.ts';
import type { MessageFlags } from './options.ts';

/** `--dry-run` and `--curl`: shows the request and opens nothing; works without a write key. */
export async function previewMessage(
  app: App,
  type: MessageType,
  message: ComposedMessage,
  flags: MessageFlags,
): Promise<void> {
  const settings = await targetSettings(app, flags);
  checkWriteKeyShape(app.print, settings);
  const { urls, sandbox, oauth } = settings;
  const target = { baseUrl: urls.tracking.value, sandbox, oauth: oauth !== undefined };
  if (flags.curl === true) return printCurl(app, curlLineOf(type, message, target));
  const deps = { now: app.io.now(), userAgent: userAgent(app.version) };
  await printDryRun(app, shownMessage(type, message, target, deps));
  app.print.note('Dry run: nothing was sent.');
}

/** Sends the message and prints the outcome. */
export async function sendAndPrint(
  app: App,
  type: MessageType,
  message: ComposedMessage,
  flags: MessageFlags,
  { retries, timeoutMs }: SendingLimits,
): Promise<void> {
  const target = await openTarget(app, flags);
  const follow =
    flags.follow === true
      ? await (await import('./follow.ts')).openFollow(app, type, message, flags, target.settings)
      : undefined;
  const { io, print } = app;
  const line = settingsLine(target.settings);
  if (line !== undefined) print.note(print.style.dim(`${print.style.symbols.pointer} ${line}`));
  const { sleep, random, now, monotonic } = io;
  const sent = await sendMessage(target, type, message, {
    retries,
    totalTimeoutMs: timeoutMs,
    sleep,
    random,
    now,
    monotonic,
    onRetry: ({ attempt, waitMs, reason }) => {
      const seconds = Math.ceil(waitMs / 100) / 10;
      const why = escapeLine(reason.replace(/\.$/, ''));
      // Also in a JSON run: a person who waits wants to know why (docs/rules.md#commands).
      if (!app.globals.quiet)
        print.stderr(
          `${print.style.symbols.warning} ${why}; next try in ${seconds} s (${attempt}/${retries})\n`,
        );
    },
  });
  print.done(`Message ${message.messageId} was accepted: do not send it again.`);
  if (app.globals.json) {
    const seen = await follow?.wait();
    await print.json({ ...sent, ...(seen === undefined ? {} : { follow: seen.facts }) });
    if (seen?.problem !== undefined) throw seen.problem;
    return;
  }
  print.success(outcomeLine(type, message, target, flags.timestamp));
  await follow?.show();
}
