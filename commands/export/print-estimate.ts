import type { App } from '../../src/app.ts';
import type { Estimate, StreamEstimate } from '../../src/export/estimate.ts';
import { formatCount, formatDuration, plural } from '../../src/terminal/numbers.ts';
import { type ItemColumn, printItems } from '../reading/print-table.ts';

const columns: readonly ItemColumn<StreamEstimate>[] = [
  { header: 'stream', whole: true, cell: ({ stream }) => stream },
  { header: 'requests', whole: true, isNumber: true, cell: requestsText },
  { header: 'note', cell: noteOf },
];

/** What an export would ask for. */
export async function printEstimate(app: App, estimate: Estimate): Promise<void> {
  const { streams, requests, minutes, isAtLeast } = estimate;
  if (app.globals.json) {
    const rounded = Math.round(minutes * 10) / 10;
    return app.print.json({ requests, minutes: rounded, isAtLeast, streams: streams.map(shown) });
  }
  await printItems(app, columns, streams);
  const least = isAtLeast ? 'at least ' : '';
  app.print.note(
    `${least}${plural(requests, 'request')}, about ${formatDuration(minutes * 60_000)}. Nothing was exported.`,
  );
}

function requestsText({ requests, isAtLeast }: StreamEstimate): string {
  return `${formatCount(requests)}${isAtLeast ? '+' : ''}`;
}

function noteOf({ reason, isOnlyParent }: StreamEstimate): string {
  if (reason !== undefined) return `skipped: ${reason.message}`;
  return isOnlyParent ? 'for what belongs to it' : '';
}

/** Field names are a contract. */
function shown({ stream, requests, isAtLeast, isOnlyParent, reason }: StreamEstimate) {
  return { stream, requests, isAtLeast, onlyParent: isOnlyParent, reason: reason?.message ?? null };
}
