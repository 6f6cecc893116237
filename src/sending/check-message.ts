import { InputError } from '../errors.ts';
import type { ComposedMessage } from '../spec/compose-message.ts';
import type { MessageType } from '../spec/message.ts';
import { judgeMessage, type RejectCode } from '../spec/verdict.ts';
import { describeWarning } from '../spec/warning.ts';
import { bodyText } from './shown-message.ts';

/**
 * What a person should know of a message that can be sent, a sentence each. Throws InputError for what Segment would
 * refuse or drop, unless `force`. The size is that of the request body, which on the single routes is what Segment
 * measures (docs/segment-api/tracking.md#limits).
 */
export function checkMessage(
  type: MessageType,
  message: ComposedMessage,
  { force, now }: { readonly force: boolean; readonly now: Date },
): readonly string[] {
  const body = bodyText(message, now);
  const parsed: unknown = JSON.parse(message.text);
  const verdict = judgeMessage(parsed, Buffer.byteLength(body, 'utf8'));
  if (verdict.kind === 'accept') {
    // Without a timestamp Segment takes the time of arrival, which is right for one message sent now.
    const codes = verdict.warnings.filter((code) => code !== 'timestamp_missing');
    const replaced = message.messageIdReplaced ? (['message_id_replaced'] as const) : [];
    return [...codes, ...replaced].map((code) => `${describeWarning(code)}.`);
  }
  const consequence =
    verdict.kind === 'refuse' ? 'Segment would refuse it' : 'Segment would answer 200 and drop it';
  if (force) return [`${verdict.message}: ${consequence}. Sent because of --force.`];
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
