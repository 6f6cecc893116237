import { type JsonObject, stringAt } from '../../src/api/api-object.ts';
import { numberText } from '../../src/api/numbers.ts';
import type { WorkspaceApi } from '../../src/api/workspace/client.ts';
import { keepReplies } from '../../src/api/workspace/keep-replies.ts';
import type { App } from '../../src/app.ts';
import { formatDuration, groupDigits } from '../../src/terminal/numbers.ts';
import type { SourceNames } from '../../src/workspace/names/source-names.ts';
import { numberColumn, sourceColumn, timeColumn, wholeColumn } from '../reading/columns.ts';
import { listAt } from '../reading/facts.ts';
import type { ListColumn } from '../reading/print-list.ts';

/** The endpoints for syncs and schedules allow two calls in this time, in milliseconds (docs/segment-api/public.md#rate-limits). */
const keptForMs = 60_000;

export const sparingHelp = `Segment allows two of these calls a minute, so each response is cached for a minute in the cache folder.
A third call within a minute waits, and says so.`;

/** The API for calls that may be made twice a minute: what came in the last minute is used again, with a note. */
export async function spareCalls(app: App, api: WorkspaceApi): Promise<WorkspaceApi> {
  const { io, print } = app;
  const { createReplyCache } = await import('../../src/store/reply-cache.ts');
  const { folders } = await app.store();
  const cache = createReplyCache(folders.cache, {
    platform: io.platform,
    now: io.now,
    maxAgeMs: keptForMs,
    report: (line) => print.verbose(line),
  });
  return keepReplies(api, cache, ({ ageMs }) => {
    const rest = formatDuration(keptForMs - ageMs);
    print.note(
      `As of ${formatDuration(ageMs)} ago: Segment allows two of these calls a minute. Next in ${rest}.`,
    );
  });
}

/** Syncs in a list (docs/segment-api/public.md#warehouses). The duration is in seconds, also of one that has not ended. */
export function syncColumns(nameOf: SourceNames): readonly ListColumn[] {
  return [
    timeColumn('start'),
    sourceColumn(nameOf),
    wholeColumn('status'),
    {
      header: 'duration',
      whole: true,
      cell: (_sync, text) => numberText(text, 'duration'),
      shown: (_sync, _now, text) => durationOf(text),
    },
    numberColumn('rows', 'count'),
    { header: 'notices', wraps: true, cell: noticesOf },
  ];
}

/** As a clock counts it; a number that is none, or longer than any sync, as it is. */
function durationOf(text: string): string {
  const seconds = numberText(text, 'duration');
  const isPlain = /^\d{1,9}(\.\d+)?$/.test(seconds);
  return isPlain ? formatDuration(Number(seconds) * 1000) : groupDigits(seconds);
}

/** What Segment says about a sync: `warning: The column …; …`. */
function noticesOf(sync: JsonObject): string {
  return listAt(sync, 'notices')
    .map((notice) => `${stringAt(notice, 'level')}: ${stringAt(notice, 'message')}`)
    .join('; ');
}
