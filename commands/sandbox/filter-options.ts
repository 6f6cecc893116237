import type { Command, OptionValues } from '@commander-js/extra-typings';
import { type EventFilter, filterByCode } from '../../src/api/sandbox/control.ts';
import { messageTypes } from '../../src/spec/message.ts';
import { type FlagsOf, type NoFlags, Option } from '../options.ts';

const messageOutcomes = ['stored', 'discarded', 'duplicate', 'all'] as const;
/** For verbs that also show requests which brought no message. */
export const allOutcomes = ['stored', 'discarded', 'duplicate', 'refused', 'all'] as const;

/** The filters of every verb that reads messages. */
export function addFilterOptions<A extends unknown[], O extends OptionValues>(
  command: Command<A, O>,
  outcome: 'stored' | 'all' = 'stored',
  outcomes: readonly (typeof allOutcomes)[number][] = messageOutcomes,
) {
  return command
    .addOption(new Option('--type <type>', 'messages of this type').choices(messageTypes))
    .option('--event <name>', 'Track messages of this name')
    .option('-u, --user-id <id>', 'messages of this user, by userId or anonymousId')
    .option('--source <name>', 'messages of this source, by name or write key')
    .option('--message-id <id>', 'the message with this id')
    .option('--text <text>', 'messages that contain this text anywhere')
    .option('--where <fql>', "messages that match this FQL, e.g. 'properties.revenue > 100'")
    .addOption(
      new Option('--outcome <outcome>', 'how the sandbox handled them').choices(outcomes).default(outcome),
    )
    .option('--code <code>', 'discarded or refused with this code, e.g. no_user_anon_id');
}

/** The flags as the sandbox reads them. */
export function readFilter(flags: FlagsOf<typeof addFilterOptions<[], NoFlags>>): EventFilter {
  const { type, event, userId, source, messageId, code, text, where: fql, outcome } = flags;
  return filterByCode({ type, event, userId, source, messageId, code, text, fql, outcome });
}
