/** How far two clocks may differ before it is told, in milliseconds (rule R19). */
const toleratedSkewMs = 5_000;

/**
 * Compares this machine's clock with each `Date` header that it is given, for Segment corrects timestamps by `sentAt`.
 * Tells once how far this one is ahead, below zero when it is behind.
 */
export function watchClocks(
  now: () => Date,
  tell: (aheadMs: number) => void,
): (date: string | undefined) => void {
  let hasTold = false;
  return (date) => {
    const server = Date.parse(date ?? '');
    if (hasTold || Number.isNaN(server)) return;
    // The header leaves out what is below a second.
    const ahead = now().getTime() - server;
    if (ahead >= -toleratedSkewMs && ahead <= toleratedSkewMs + 1_000) return;
    hasTold = true;
    tell(ahead);
  };
}
