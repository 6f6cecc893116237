import { type Command, Option } from 'commander';
import type { EventFilter } from '../../src/api/sandbox/control.ts';
import { messageTypes } from '../../src/spec/message.ts';

/** The filters of every verb that is about messages, as they were typed. */
export interface FilterFlags
  extends Pick<
    EventFilter,
    'type' | 'event' | 'userId' | 'source' | 'messageId' | 'code' | 'text' | 'outcome'
  > {
  /** FQL. */
  readonly where?: string;
}

/** Adds the filters. */
export function addFilterOptions(command: Command, outcome: 'stored' | 'all' = 'stored'): void {
  command
    .addOption(new Option('--type <type>', 'messages of this type').choices(messageTypes))
    .option('--event <name>', 'Track messages of this name')
    .option('-u, --user-id <id>', 'messages of this user, by userId or anonymousId')
    .option('--source <name>', 'messages of this source, by name or write key')
    .option('--message-id <id>', 'the message with this id')
    .option('--text <text>', 'messages that contain this text anywhere')
    .option('--where <fql>', "messages that match this FQL, e.g. 'properties.revenue > 100'")
    .addOption(
      new Option('--outcome <outcome>', 'how the sandbox handled them')
        .choices(['stored', 'discarded', 'duplicate', 'all'])
        .default(outcome),
    )
    .option('--code <code>', 'discarded with this code, e.g. no_user_anon_id');
}

/** The flags as the sandbox wants them. A code is a reason to discard: asking for one asks for discarded messages. */
export function readFilter({ where, ...flags }: FilterFlags): EventFilter {
  const { type, event, userId, source, messageId, code, text, outcome } = flags;
  return {
    type,
    event,
    userId,
    source,
    messageId,
    code,
    text,
    fql: where,
    outcome: code === undefined ? outcome : 'discarded',
  };
}
