import type { Estimate } from '../backfill/estimate.ts';
import type { Rates } from '../backfill/sending/pace.ts';
import { formatCount, formatDuration, plural } from './numbers.ts';

/**
 * What a run sends, how long that takes, and what it may count toward on a bill. No prices: they depend on the plan
 * (docs/segment-api/tracking.md#usage).
 */
export function costLine(
  { messages, requests, seconds }: Estimate,
  rates: Rates,
  kind: 'about' | 'exact',
): string {
  const isExact = kind === 'exact';
  const [sent, calls] = isExact ? [messages, requests] : [rounded(messages), rounded(requests)];
  const size = `${isExact ? '' : 'about '}${plural(sent, 'message')} in ${plural(calls, 'request')}`;
  const time = seconds > 0 ? `, ${timeOf(seconds)} at ${paceOf({ messages, requests }, rates)}` : '';
  return `${size}${time}. At Segment, depending on the plan, each message counts toward the API calls, and each user not yet seen this month toward the MTUs.`;
}

/** Two digits are all that a guess can claim. */
function rounded(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / unit) * unit;
}

function timeOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes === 0 ? 'less than a minute' : `about ${formatDuration(60_000 * minutes)}`;
}

/** The rate that decides how long it takes. */
function paceOf(
  { messages, requests }: Pick<Estimate, 'messages' | 'requests'>,
  { requestsPerSecond, messagesPerSecond }: Rates,
): string {
  const isByRequests = requests / requestsPerSecond >= messages / messagesPerSecond;
  const rate = isByRequests ? requestsPerSecond : messagesPerSecond;
  const shown = Number.isInteger(rate) ? formatCount(rate) : String(Number(rate.toPrecision(2)));
  return `${shown} ${isByRequests ? 'request' : 'message'}${rate === 1 ? '' : 's'} a second`;
}
