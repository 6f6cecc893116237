import type { App } from '../../src/app.ts';
import type { CommandModule } from '../../src/command-tree/lazy-commands.ts';
import { UsageError } from '../../src/errors.ts';
import { checkMessage } from '../../src/sending/check-message.ts';
import { readLimits } from '../../src/sending/limits.ts';
import { sourceReader } from '../../src/sending/read-source.ts';
import { type MessageArgument, readRequest } from '../../src/sending/request.ts';
import { fieldsInto } from '../../src/spec/compose-message.ts';
import type { FieldFlag } from '../../src/spec/fields.ts';
import { findJsonProblem } from '../../src/spec/json-text.ts';
import type { MessageType } from '../../src/spec/message.ts';
import { withFieldErrors } from '../../src/workspace/changes/field-errors.ts';
import { addMessageOptions } from './options.ts';
import { previewMessage, sendAndPrint } from './send.ts';

/** What one of the six commands adds to what they share. */
interface MessageCommand {
  readonly description: string;
  readonly argument?: { readonly key: MessageArgument['key']; readonly description: string };
  /** Lines that can be pasted, without `segment`. */
  readonly examples: readonly string[];
}

const commands: Readonly<Record<MessageType, MessageCommand>> = {
  track: {
    description: 'Send one Track message: something a user did.',
    argument: { key: 'event', description: 'what happened, e.g. "Order Completed"' },
    examples: [
      'track "Order Completed" -u user_1 --revenue 49.90 --currency EUR',
      'track Signup -a anon_7 -f plan=pro -F seats=5 -f tags[]=new -f tags[]=web',
      `track "Trial Ended" -u user_1 --properties '{"plan":"team"}' --timestamp 2h`,
      'track Signup -u user_1 --dry-run',
    ],
  },
  identify: {
    description: 'Send one Identify message: who a user is. Traits are fields.',
    argument: { key: 'userId', description: 'the id of the user, the same as --user-id' },
    examples: [
      'identify user_1 -f email=ada@example.com -f name="Ada Lovelace" -F age=36',
      'identify user_1 -f address[city]=London -f company.name=Analytical',
      `identify -a anon_7 --traits '{"plan":"free"}'`,
    ],
  },
  page: {
    description: 'Send one Page message: a page of a website that a user viewed.',
    argument: { key: 'name', description: 'the name of the page, the same as --name' },
    examples: [
      'page Pricing -u user_1 -f url=https://example.com/pricing -f title=Pricing',
      'page "Getting Started" --category Docs -a anon_7',
    ],
  },
  screen: {
    description: 'Send one Screen message: a screen of an app that a user viewed.',
    argument: { key: 'name', description: 'the name of the screen, the same as --name' },
    examples: [
      'screen Checkout -u user_1 -F items=3',
      `screen Home -a anon_7 --context '{"device":{"type":"ios"}}'`,
    ],
  },
  group: {
    description: 'Send one Group message: the account a user belongs to. Traits are those of the account.',
    argument: { key: 'groupId', description: 'the id of the account, the same as --group-id' },
    examples: [
      'group acme -u user_1 -f name="Acme Inc" -f plan=enterprise -F employees=120',
      `group acme -u user_1 --traits '{"industry":"Tools"}'`,
    ],
  },
  alias: {
    description: 'Send one Alias message: a user has a new id. It does not merge profiles in Unify.',
    examples: [
      'alias --user-id user_1 --previous-id anon_7',
      'alias -u user_1 --previous-id anon_7 --dry-run',
    ],
  },
};

/** The command that sends one message of this type: reads, checks, sends, prints. */
export function messageCommand(type: MessageType): CommandModule {
  const { description, argument, examples } = commands[type];
  const register = (plain: Parameters<CommandModule['register']>[0], app: App): void => {
    const fieldFlags: FieldFlag[] = [];
    const command = addMessageOptions(plain, type, fieldFlags)
      .description(description)
      .addHelpText('after', helpFooter(type, examples));
    if (argument !== undefined) command.argument(`[${argument.key}]`, argument.description);

    command.action(async () => {
      const [text] = command.args;
      const flags = command.opts();
      if (type === 'track' && text === undefined && flags.input === undefined) {
        throw new UsageError('The name of the event is missing.', {
          code: 'event_missing',
          hint: 'segment track "Order Completed" --user-id user_1',
        });
      }
      if (argument !== undefined && text?.startsWith('{') && findJsonProblem(text) === undefined)
        throw new UsageError(`[${argument.key}] is a JSON object.`, {
          code: 'value_is_object',
          hint: `For a whole message: segment ${type} --input FILE, or - for stdin`,
        });
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
          argument: argument && { key: argument.key, spelling: `the argument [${argument.key}]`, text },
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
      else await sendAndPrint(app, type, message, flags, limits);
    });
  };
  return { register };
}

function helpFooter(type: MessageType, examples: readonly string[]): string {
  const into = fieldsInto(type);
  const order =
    into === undefined
      ? 'flags win, then --context and --integrations'
      : `flags, -f and -F win, then --${into}, --context and --integrations`;
  return `
Examples:
${examples.map((line) => `  $ segment ${line}`).join('\n')}

If a value is given more than once, ${order}, then --input.

Exit codes:
  2  the call is wrong
  3  Segment would reject or drop the message
  4  there is no write key
  6  Segment refused the request
  7  temporary failure: try again later${type === 'alias' ? '' : '; with --follow: accepted, not yet in the profile'}

More: segment help fields`;
}
