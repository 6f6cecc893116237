import { type JsonObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import { formatDuration, groupDigits } from '../../src/terminal/numbers.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import { numberColumn, numberText } from '../reading/numbers.ts';
import type { ListColumn } from '../reading/print-list.ts';
import type { SourceNames } from '../reading/source-names.ts';

/** Syncs in a list (docs/segment-api/public.md#warehouses). The duration is in seconds, also of one that has not ended. */
export function syncColumns(nameOf: SourceNames): readonly ListColumn[] {
  return [
    {
      header: 'start',
      whole: true,
      cell: (sync) => stringAt(sync, 'start'),
      shown: (sync, now) => relativeTime(stringAt(sync, 'start'), now),
    },
    {
      header: 'source',
      cell: (sync) => stringAt(sync, 'sourceId'),
      shown: (sync) => nameOf(stringAt(sync, 'sourceId')),
    },
    { header: 'status', whole: true, cell: (sync) => stringAt(sync, 'status') },
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
  const notices = valueAt(sync, 'notices');
  if (!Array.isArray(notices)) return '';
  return notices
    .map((notice: unknown) => `${stringAt(notice, 'level')}: ${stringAt(notice, 'message')}`)
    .join('; ');
}
