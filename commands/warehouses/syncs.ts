import { type JsonObject, listAt, stringAt } from '../../src/api/api-object.ts';
import { numberText } from '../../src/api/numbers.ts';
import type { WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { callSparingly } from '../../src/clients/call-sparingly.ts';
import { formatDuration, groupDigits } from '../../src/terminal/numbers.ts';
import { numberColumn, sourceColumn, timeColumn, wholeColumn } from '../../src/views/columns.ts';
import type { ListColumn } from '../../src/views/list-column.ts';
import type { SourceNames } from '../../src/workspace/names/source-names.ts';
import { clientDeps } from '../reading/client-deps.ts';

export const sparingHelp = `Segment allows two of these calls a minute, so each response is cached for a minute in the cache folder.
A third call within a minute waits, and says so.`;

/** The API for calls that may be made twice a minute, with a note for a response that is used again. */
export async function spareCalls(app: App, api: WorkspaceApi): Promise<WorkspaceApi> {
  if (!app.globals.cache) return api;
  return callSparingly(clientDeps(app), api, (ageMs, restMs) =>
    app.print.note(
      `As of ${formatDuration(ageMs)} ago: Segment allows two of these calls a minute. Next in ${formatDuration(restMs)}.`,
    ),
  );
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
    { header: 'notices', cell: noticesOf },
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
