import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { GivenLimits } from '../../src/sending/limits.ts';
import type { GivenMessage } from '../../src/sending/request.ts';
import { fieldsInto } from '../../src/spec/compose-message.ts';
import type { FieldFlag } from '../../src/spec/fields.ts';
import type { MessageType } from '../../src/spec/message.ts';
import type { FlagsFor, FlagsOf } from '../options.ts';
import { fieldInto } from '../reading/flag-values.ts';
import { addTargetOptions } from '../target.ts';

/** The flags of the six sending commands. A command has those that its type has; the others are undefined. */
export type MessageFlags = FlagsFor<FlagsOf<typeof addMessageOptions>, GivenMessage & GivenLimits>;

/** Adds the flags of a message type. `fields` receives every `-f` and `-F`, in the order typed. */
export function addMessageOptions(command: Command, type: MessageType, fields: FieldFlag[]) {
  const into = fieldsInto(type);
  const isNamed = type === 'page' || type === 'screen';

  command.optionsGroup('Message:');
  const userIdOf = type === 'alias' ? 'the new id' : 'the id of the user in your own database';
  const withUser = command.option('-u, --user-id <id>', userIdOf);
  const withPrevious = optionIf(type === 'alias', withUser, '--previous-id <id>', 'the id used so far');
  const withAnonymous = withPrevious.option(
    '-a, --anonymous-id <id>',
    'an id for a user who is not known yet',
  );
  const groupIdOf = 'the id of the account, the same as the argument';
  const withIds = optionIf(type === 'group', withAnonymous, '--group-id <id>', groupIdOf);
  const nameOf = `the name of the ${type}, the same as the argument`;
  const withName = optionIf(isNamed, withIds, '--name <name>', nameOf);
  const withNames = optionIf(isNamed, withName, '--category <category>', `the category of the ${type}`);
  if (into !== undefined) {
    const typed = 'the same, but true, false, null, numbers and JSON keep their type';
    withNames
      .option(
        '-f <key=value>',
        `one of the ${into}, always a string; repeat it`,
        fieldInto(fields, 'text', '-f'),
      )
      .option('-F <key=value>', typed, fieldInto(fields, 'typed', '-F'));
  }
  const isTrack = type === 'track';
  const number = (name: string) => `properties.${name}, always a number`;
  const withRevenue = optionIf(isTrack, withNames, '--revenue <number>', number('revenue'));
  const currency = 'properties.currency, an ISO 4217 code';
  const withCurrency = optionIf(isTrack, withRevenue, '--currency <code>', currency);
  const withValue = optionIf(isTrack, withCurrency, '--value <number>', number('value'));
  const object = `${into} as a JSON object, or @file, or @- for stdin`;
  const withProperties = optionIf(into === 'properties', withValue, '--properties <json>', object);
  const withMessage = optionIf(into === 'traits', withProperties, '--traits <json>', object)
    .option('--context <json>', 'context as a JSON object, @file or @-')
    .option('--integrations <json>', 'integrations as a JSON object, @file or @-')
    .option('--timestamp <time>', 'when it happened: ISO 8601, epoch, or 2h for two hours ago')
    .option('--message-id <id>', 'the id by which Segment recognises duplicates (default: a new UUID)')
    .option('--input <file>', 'a whole message as JSON from a file, or - for stdin');

  const withSending = addTargetOptions(withMessage.optionsGroup('Sending:'))
    .option('-n, --dry-run', 'show the request, send nothing')
    .option('--curl', 'show the request as a curl command, send nothing')
    .option('--force', 'send even if Segment would reject or drop it')
    .option('--timeout <duration>', 'time limit for all tries together (default: 30s)')
    .option('--retries <number>', 'retries after the first try (default: 3)');
  // An alias changes no profile (docs/segment-api/tracking.md#alias).
  const isFollowed = type !== 'alias';
  const follow = 'wait until it appears in the profile; needs a Profile API token';
  const withFollow = optionIf(isFollowed, withSending, '--follow', follow);
  const timeout = 'how long --follow waits (default: 60s)';
  return optionIf(isFollowed, withFollow, '--follow-timeout <duration>', timeout);
}

/** Declares an option where the type of message has it. Where it has not, the flag is never given: undefined too. */
function optionIf<A extends unknown[], O extends OptionValues, Usage extends string>(
  hasIt: boolean,
  command: Command<A, O>,
  usage: Usage,
  description: string,
) {
  const declare = () => command.option(usage, description);
  return hasIt ? declare() : (command as unknown as ReturnType<typeof declare>);
}
