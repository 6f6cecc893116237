/** How far two clocks may differ before it is reported, in milliseconds (rule R19). */
const toleratedSkewMs = 5_000;

/**
 * Compares this machine's clock with each `Date` header that it is given, for Segment corrects timestamps by `sentAt`.
 * Reports once how far this one is ahead, below zero when it is behind.
 */
export function watchClocks(
  now: () => Date,
  report: (aheadMs: number) => void,
): (date: string | undefined) => void {
  let isReported = false;
  return (date) => {
    const server = Date.parse(date ?? '');
    if (isReported || Number.isNaN(server)) return;
    // The header leaves out what is below a second.
    const ahead = now().getTime() - server;
    if (ahead >= -toleratedSkewMs && ahead <= toleratedSkewMs + 1_000) return;
    isReported = true;
    report(ahead);
  };
}
