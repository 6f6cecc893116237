import { maxFields, maxMessageIdLength } from './limits.ts';
import type { RejectCode } from './verdict.ts';
import type { WarningCode } from './warning.ts';

/** How to correct a message, and the members, or members of members, that show what is wrong with it. */
interface Fix {
  readonly text: string;
  readonly members?: readonly string[];
}

const coerceIds = '--coerce-ids makes strings of numbers.';

/** What each code asks for. The flags are those of every command that reads files of messages. */
const fixes: Readonly<Record<RejectCode | WarningCode, Fix>> = {
  invalid_utf8: { text: 'Write the file as UTF-8: iconv -f WINDOWS-1252 -t UTF-8' },
  invalid_json: { text: 'Correct the JSON at the byte that the message names.' },
  row_length: {
    text: 'Give the row as many cells as the header has columns. A cell with a delimiter needs quotes.',
  },
  quote_invalid: { text: 'Close the quote of the cell, and write each quote within it twice.' },
  cell_invalid: { text: 'Correct the cell, or give its column another type with --types, or a --timezone.' },
  not_an_object: { text: 'Write each message as one JSON object: {"type":"track", …}' },
  message_too_large: { text: 'Shorten properties, traits or context.' },
  type_missing: { text: 'Add a type. For all lines that lack one: --set type=track' },
  type_unknown: { text: 'Use track, identify, page, screen, group or alias.', members: ['type'] },
  no_user_anon_id: { text: 'Add a userId or an anonymousId.', members: ['userId', 'anonymousId'] },
  id_not_string: {
    text: `Write ids as strings that are not empty. ${coerceIds}`,
    members: ['userId', 'anonymousId'],
  },
  event_not_defined: { text: 'Add event, the name of what the user did.', members: ['event'] },
  event_not_string: { text: 'Write event as a string.', members: ['event'] },
  group_id_missing: { text: `Add groupId, a string that is not empty. ${coerceIds}`, members: ['groupId'] },
  previous_id_missing: {
    text: `Add previousId, the id used so far. ${coerceIds}`,
    members: ['previousId'],
  },
  user_id_missing: { text: 'Add userId, the new id.', members: ['userId'] },
  properties_not_object: object('properties'),
  traits_not_object: object('traits'),
  context_not_object: object('context'),
  integrations_not_object: object('integrations'),
  name_not_string: { text: 'Write name as a string, or leave it out.', members: ['name'] },
  category_not_string: { text: 'Write category as a string, or leave it out.', members: ['category'] },
  timestamp_invalid: {
    text: 'Write it as ISO 8601, such as 2026-11-29T08:30:00Z',
    members: ['timestamp', 'originalTimestamp'],
  },
  refused_by_server: { text: 'Correct what the message names.' },
  timestamp_missing: { text: 'Add timestamp, the time at which it happened.' },
  timestamp_without_zone: {
    text: 'Add Z, or an offset such as +01:00',
    members: ['timestamp', 'originalTimestamp'],
  },
  message_id_replaced: {
    text: `Leave messageId out, or make it a string of 1 to ${maxMessageIdLength} characters.`,
    members: ['messageId'],
  },
  currency_unknown: {
    text: 'Use a code of ISO 4217, such as EUR.',
    members: ['properties.currency'],
  },
  archived: {
    text: 'Send it with segment batch --replay, which gives it a new messageId.',
    members: ['receivedAt', 'projectId', 'version', '_metadata'],
  },
  too_many_fields: { text: `Send at most ${maxFields} properties or traits.` },
};

/** How to correct a message with this code. */
export function fixFor(code: RejectCode | WarningCode): string {
  return fixes[code].text;
}

/** The members of a message that are at fault; none where the whole message is, or what it lacks. */
export function membersAtFault(code: RejectCode | WarningCode): readonly string[] {
  return fixes[code].members ?? [];
}

function object(member: string): Fix {
  return { text: `Make ${member} an object: {"key": "value"}`, members: [member] };
}
