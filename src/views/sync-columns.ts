import { type JsonObject, listAt, stringAt } from '../api/api-object.ts';
import { numberText } from '../api/numbers.ts';
import { formatDuration, groupDigits } from '../terminal/numbers.ts';
import type { SourceNames } from '../workspace/names/source-names.ts';
import { numberColumn, sourceColumn, timeColumn, wholeColumn } from './columns.ts';
import type { ListColumn } from './list-column.ts';

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
