import type { Journal } from '../journal/journal.ts';
import type { JournalMessage } from '../journal/journal-message.ts';
import { eventText } from './events.ts';
import { compileFilter, type MessageFilter } from './filter.ts';
import { inOrder } from './select.ts';

/** A message that almost fits, and why it does not. */
export interface NearMiss {
  readonly message: JournalMessage;
  readonly reasons: readonly string[];
}

/** How many messages are looked at, and how many are shown. */
const maxLooked = 5_000;
const maxShown = 3;

/**
 * The messages that come closest to a filter: those with the fewest reasons against them, the newest first. Only
 * messages of the filter's own sources are looked at, so that nobody is shown somebody else's.
 */
export async function findNearest(
  journal: Journal,
  { writeKey, source, ...rest }: MessageFilter,
): Promise<NearMiss[]> {
  const scope = await compileFilter({ writeKey, source });
  const wanted = await compileFilter(rest);
  const best: NearMiss[] = [];
  let looked = 0;
  for (const message of inOrder(journal, 'all', 'desc')) {
    if (!scope.matches(message)) continue;
    looked += 1;
    if (looked > maxLooked) break;
    const reasons = wanted.reasons(message);
    if (reasons.length === 0) continue;
    if (message.code !== undefined && rest.outcome === 'stored')
      reasons[0] = `it was discarded: ${message.code}`;
    const place = best.findIndex((other) => reasons.length < other.reasons.length);
    if (place !== -1) best.splice(place, 0, { message, reasons });
    else if (best.length < maxShown) best.push({ message, reasons });
    if (best.length > maxShown) best.pop();
  }
  return best;
}

/** As JSON text, because a message is one already. */
export function nearestText(nearest: readonly NearMiss[]): string {
  return `[${nearest
    .map(({ message, reasons }) => `{"reasons":${JSON.stringify(reasons)},"event":${eventText(message)}}`)
    .join(',')}]`;
}

/** `track “Signed Up” of user_1 (messageId)`: enough to know which one is meant. */
export function nameMessage(message: JournalMessage): string {
  const { type, event, userId, anonymousId, messageId } = message;
  const who = userId ?? anonymousId;
  const what = event === undefined ? '' : ` “${event}”`;
  return `${type ?? 'message'}${what}${who === undefined ? '' : ` of ${who}`} (${messageId})`;
}
