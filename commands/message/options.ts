import { type Command, Option } from 'commander';
import type { GivenLimits } from '../../src/sending/limits.ts';
import type { GivenMessage } from '../../src/sending/request.ts';
import { fieldsInto } from '../../src/spec/compose-message.ts';
import type { FieldFlag } from '../../src/spec/fields.ts';
import type { MessageType } from '../../src/spec/message.ts';
import { addTargetOptions, type TargetFlags } from '../target.ts';

/** The flags of the six sending commands as they were typed. A command has those that its type has. */
export interface MessageFlags extends TargetFlags, GivenMessage, GivenLimits {
  readonly dryRun?: boolean;
  readonly curl?: boolean;
  readonly force?: boolean;
  readonly follow?: boolean;
  readonly followTimeout?: string;
}

/** Adds the flags of a message type. The returned list holds every `-f` and `-F`, in the order typed. */
export function addMessageOptions(command: Command, type: MessageType): FieldFlag[] {
  const fields: FieldFlag[] = [];
  command.optionsGroup('Message:');
  command.option(
    '-u, --user-id <id>',
    type === 'alias' ? 'the new id' : 'the id of the user in your own database',
  );
  if (type === 'alias') command.option('--previous-id <id>', 'the id used so far');
  command.option('-a, --anonymous-id <id>', 'an id for a user who is not known yet');
  if (type === 'group') command.option('--group-id <id>', 'the id of the account, the same as the argument');
  if (type === 'page' || type === 'screen') {
    command.option('--name <name>', `the name of the ${type}, the same as the argument`);
    command.option('--category <category>', `the category of the ${type}`);
  }
  const into = fieldsInto(type);
  if (into !== undefined) {
    const collect = (kind: FieldFlag['kind'], flag: string) => (text: string) =>
      fields.push({ kind, text, flag });
    command
      .addOption(
        new Option('-f <key=value>', `one of the ${into}, always a string; repeat it`).argParser(
          collect('text', '-f'),
        ),
      )
      .addOption(
        new Option(
          '-F <key=value>',
          'the same, but true, false, null, numbers and JSON keep their type',
        ).argParser(collect('typed', '-F')),
      );
  }
  if (type === 'track') {
    command.option('--revenue <number>', 'properties.revenue, always a number');
    command.option('--currency <code>', 'properties.currency, an ISO 4217 code');
    command.option('--value <number>', 'properties.value, always a number');
  }
  if (into !== undefined)
    command.option(`--${into} <json>`, `${into} as a JSON object, or @file, or @- for stdin`);
  command.option('--context <json>', 'context as a JSON object, @file or @-');
  command.option('--integrations <json>', 'integrations as a JSON object, @file or @-');
  command.option('--timestamp <time>', 'when it happened: ISO 8601, epoch, or 2h for two hours ago');
  command.option('--message-id <id>', 'the id by which Segment recognises duplicates (default: a new UUID)');
  command.option('--input <file>', 'a whole message as JSON from a file, or - for stdin');

  command.optionsGroup('Sending:');
  addTargetOptions(command);
  command.option('-n, --dry-run', 'show the request, send nothing');
  command.option('--curl', 'show the request as a curl command, send nothing');
  command.option('--force', 'send even if Segment would reject or drop it');
  command.option('--timeout <duration>', 'time limit for all tries together (default: 30s)');
  command.option('--retries <number>', 'retries after the first try (default: 3)');
  // An alias changes no profile (docs/segment-api/tracking.md#alias).
  if (type === 'alias') return fields;
  command.option('--follow', 'wait until it appears in the profile; needs a Profile API token');
  command.option('--follow-timeout <duration>', 'how long --follow waits (default: 60s)');
  return fields;
}
