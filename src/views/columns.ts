import { type JsonObject, stringAt, valueAt } from '../api/api-object.ts';
import { numberText } from '../api/numbers.ts';
import { groupDigits } from '../terminal/numbers.ts';
import { relativeTime } from '../terminal/relative-time.ts';
import type { SourceNames } from '../workspace/names/source-names.ts';
import type { ListColumn } from './list-column.ts';

/** A text. A number in its place, such as an id, is spelled as it came. */
export function textColumn(header: string, path = header): ListColumn {
  const isNumber = (item: JsonObject) => typeof valueAt(item, path) === 'number';
  return { header, cell: (item, text) => (isNumber(item) ? numberText(text, path) : stringAt(item, path)) };
}

/** A text that stays on one line, however narrow the terminal: an id, a key. */
export function wholeColumn(header: string, path = header): ListColumn {
  return { ...textColumn(header, path), whole: true };
}

/** A time: relative for a person. */
export function timeColumn(header: string, path = header): ListColumn {
  return {
    ...wholeColumn(header, path),
    shown: (item, now) => relativeTime(stringAt(item, path), now),
  };
}

/** A number: as it is spelled for a machine, its digits in groups for a person. */
export function numberColumn(header: string, path: string): ListColumn {
  return {
    header,
    whole: true,
    isNumber: true,
    cell: (_item, text) => numberText(text, path),
    shown: (_item, _now, text) => groupDigits(numberText(text, path)),
  };
}

/** The same where the last row is a total: one that cannot be known is shown as unknown. */
export function summedColumn(header: string, path: string): ListColumn {
  const column = numberColumn(header, path);
  return {
    ...column,
    shown: (item, now, text) => column.shown?.(item, now, text) || ('isTotal' in item ? 'unknown' : ''),
  };
}

/** `yes` or `no`: colour alone would say nothing in a pipe. Empty where the API leaves it out. */
export function enabledOf(item: JsonObject): string {
  const enabled = valueAt(item, 'enabled');
  if (typeof enabled === 'boolean') return enabled ? 'yes' : 'no';
  return typeof enabled === 'string' ? enabled : '';
}

export const enabledColumn: ListColumn = { header: 'enabled', whole: true, cell: enabledOf };

/** The source that something belongs to: its id for a machine, what it is called for a person. */
export function sourceColumn(nameOf: SourceNames): ListColumn {
  return { ...textColumn('source', 'sourceId'), shown: (item) => nameOf(stringAt(item, 'sourceId')) };
}

/** Sources in a list. A source without a name is shown by its slug (docs/segment-api/public.md#shared-objects). */
export const sourceColumns: readonly ListColumn[] = [
  wholeColumn('id'),
  textColumn('slug'),
  { header: 'name', cell: (source) => stringAt(source, 'name') || stringAt(source, 'slug') },
  textColumn('type', 'metadata.name'),
  enabledColumn,
];

/** Warehouses in a list. Their name is one of their settings (docs/segment-api/public.md#warehouses). */
export const warehouseColumns: readonly ListColumn[] = [
  wholeColumn('id'),
  textColumn('name', 'settings.name'),
  textColumn('type', 'metadata.name'),
  enabledColumn,
];

/** A destination's own name, or what it is where nobody named it. */
export function destinationName(destination: JsonObject): string {
  return stringAt(destination, 'name') || stringAt(destination, 'metadata.name');
}

/** Destinations in a list; of several sources, with the source of each. */
export function destinationColumns(nameOf?: SourceNames): readonly ListColumn[] {
  return [
    wholeColumn('id'),
    { header: 'name', cell: destinationName },
    textColumn('type', 'metadata.name'),
    ...(nameOf === undefined ? [] : [sourceColumn(nameOf)]),
    enabledColumn,
  ];
}

/** Users in a list. A name may be empty (docs/segment-api/public.md#users-and-groups). */
export const userColumns: readonly ListColumn[] = [
  wholeColumn('id'),
  textColumn('email'),
  textColumn('name'),
];

/** Audiences or computed traits in a list; `counts` is what only one of them has (docs/segment-api/public.md#spaces). */
export function computedColumns(...counts: readonly ListColumn[]): readonly ListColumn[] {
  return [
    wholeColumn('id'),
    textColumn('key'),
    textColumn('name'),
    enabledColumn,
    textColumn('status'),
    ...counts,
    timeColumn('updated', 'updatedAt'),
  ];
}
