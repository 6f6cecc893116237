import { maxFields, maxMessageIdLength } from './limits.ts';
import { namesOf } from './names-of.ts';

/** What is worth a word and never a reject (docs/rules.md#reject-codes), and what it means for a person. */
const warningTexts = {
  timestamp_missing: 'there is no timestamp: Segment takes the time of arrival',
  timestamp_without_zone: 'timestamp has no time zone: add Z or an offset such as +01:00',
  message_id_replaced: `messageId is not a string of 1 to ${maxMessageIdLength} characters: it is replaced`,
  currency_unknown: 'currency is not a code of ISO 4217, such as USD or EUR',
  too_many_fields: `there are more than ${maxFields} properties or traits: Unify drops such a message without a word`,
  archived:
    'it looks as if Segment had it before (receivedAt with projectId, version or _metadata), and may drop it under its old messageId: --replay gives it a new one',
};
export type WarningCode = keyof typeof warningTexts;

/** Every code: the keys of the table above. */
export const warningCodes = namesOf(warningTexts);

/** One sentence without its full stop. */
export function describeWarning(code: WarningCode): string {
  return warningTexts[code];
}
