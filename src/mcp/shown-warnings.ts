import { describeWarning, type WarningCode } from '../spec/warning.ts';

/** What is odd about a message that Segment takes. Without a timestamp it takes the time of arrival, which is right for what is sent now. */
export function shownWarnings(codes: readonly WarningCode[]): readonly string[] {
  return codes.filter((code) => code !== 'timestamp_missing').map(describeWarning);
}
