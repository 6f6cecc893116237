import { type JsonObject, numberAt, stringAt, valueAt } from '../../src/api/api-object.ts';
import { formatCount, formatDuration } from '../../src/terminal/numbers.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import type { ListColumn } from '../reading/print-list.ts';
import type { SourceNames } from '../reading/source-names.ts';

/** Syncs in a list (contract §3.3). The duration is in seconds, also of one that has not ended. */
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
      cell: (sync) => String(numberAt(sync, 'duration')),
      shown: (sync) => formatDuration(numberAt(sync, 'duration') * 1000),
    },
    {
      header: 'rows',
      whole: true,
      cell: (sync) => String(numberAt(sync, 'count')),
      shown: (sync) => formatCount(numberAt(sync, 'count')),
    },
    { header: 'notices', cell: noticesOf },
  ];
}

/** What Segment says about a sync: `warning: The column …; …`. */
function noticesOf(sync: JsonObject): string {
  const notices = valueAt(sync, 'notices');
  if (!Array.isArray(notices)) return '';
  return notices
    .map((notice: unknown) => `${stringAt(notice, 'level')}: ${stringAt(notice, 'message')}`)
    .join('; ');
}
