import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { checkMessage } from '../../src/sending/check-message.ts';
import { readLimits } from '../../src/sending/limits.ts';
import { sourceReader } from '../../src/sending/read-source.ts';
import { type MessageArgument, readRequest } from '../../src/sending/request.ts';
import { fieldsInto } from '../../src/spec/compose-message.ts';
import type { MessageType } from '../../src/spec/message.ts';
import { withFieldErrors } from '../../src/workspace/changes/field-errors.ts';
import { addMessageOptions, type MessageFlags } from './options.ts';
import { previewMessage, sendAndTell } from './send.ts';

/** What one of the six commands adds to what they share. */
export interface MessageCommand {
  readonly type: MessageType;
  readonly description: string;
  readonly argument?: {
    readonly key: MessageArgument['key'];
    readonly name: string;
    readonly description: string;
  };
  /** Lines that can be pasted, `segment` included. */
  readonly examples: readonly string[];
}

/** Declares the command and runs it: read, judge, send, print. */
export function registerMessageCommand(
  command: Command,
  app: App,
  { type, description, argument, examples }: MessageCommand,
): void {
  command.description(description);
  if (argument !== undefined) command.argument(`[${argument.name}]`, argument.description);
  const fieldFlags = addMessageOptions(command, type);
  command.addHelpText('after', helpFooter(type, examples));

  command.action(async (...args: unknown[]) => {
    const text = argument === undefined ? undefined : args[0];
    const flags = command.opts<MessageFlags>();
    if (type === 'track' && text === undefined && flags.input === undefined) {
      throw new UsageError('The name of the event is missing.', {
        code: 'event_missing',
        hint: 'segment track "Order Completed" --user-id user_1',
      });
    }
    if (flags.followTimeout !== undefined && flags.follow !== true) {
      throw new UsageError('--follow-timeout needs --follow.', {
        code: 'flags_conflict',
        hint: 'Add --follow.',
      });
    }
    const limits = readLimits(flags);
    const message = await withFieldErrors(() =>
      readRequest({
        type,
        argument:
          argument === undefined
            ? undefined
            : {
                key: argument.key,
                spelling: `the argument [${argument.name}]`,
                text: typeof text === 'string' ? text : undefined,
              },
        flags,
        fieldFlags,
        version: app.version,
        now: app.io.now(),
        read: sourceReader(app.io),
      }),
    );
    const checked = { force: flags.force === true, now: app.io.now() };
    for (const warning of checkMessage(type, message, checked)) app.print.warn(warning);
    if (flags.dryRun === true || flags.curl === true) await previewMessage(app, type, message, flags);
    else await sendAndTell(app, type, message, flags, limits);
  });
}

function helpFooter(type: MessageType, examples: readonly string[]): string {
  const into = fieldsInto(type);
  const order =
    into === undefined
      ? 'flags win, then --context and --integrations'
      : `flags, -f and -F win, then --${into}, --context and --integrations`;
  return `
Examples:
${examples.map((line) => `  $ ${line}`).join('\n')}

If a value is given more than once, ${order}, then --input.

Exit codes:
  2  the call is wrong
  3  Segment would reject or drop the message
  4  there is no write key
  6  Segment refused the request
  7  temporary failure: try again later${type === 'alias' ? '' : '; with --follow: accepted, not yet in the profile'}

More: segment help fields`;
}
