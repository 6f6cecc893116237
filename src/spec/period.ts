import { timestampKind } from './timestamp.ts';

/**
 * The first day of a month as the usage endpoints want it (docs/segment-api/public.md#usage), `2026-11-01`, from a month `2026-11` or
 * any date in it. Undefined for anything else.
 */
export function readPeriod(text: string): string | undefined {
  const month = text.slice(0, 7);
  const isRead = text.length <= 10 && (text.length === 7 || text.length === 10);
  return isRead && timestampKind(text.length === 7 ? `${text}-01` : text) !== 'invalid'
    ? `${month}-01`
    : undefined;
}

/** The month that it is, in UTC. */
export function currentPeriod(now: Date): string {
  return `${now.toISOString().slice(0, 7)}-01`;
}
