import { stringAt } from '../../src/api/api-object.ts';
import { cellOf, fieldText } from '../../src/api/pick-fields.ts';
import { linkName } from '../../src/profiles/names.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import type { ListColumn } from '../reading/print-list.ts';

/** Events of a profile in a list. */
export const eventColumns: readonly ListColumn[] = [
  timeColumn('time', 'timestamp'),
  { header: 'event', cell: (event) => stringAt(event, 'event') },
  { header: 'source', cell: (event) => stringAt(event, 'source_id') },
  { header: 'properties', cell: (_event, text) => propertiesOf(text) },
];

/** External ids of a profile in a list. */
export const externalIdColumns: readonly ListColumn[] = [
  { header: 'type', whole: true, cell: (found) => stringAt(found, 'type') },
  { header: 'id', whole: true, cell: (found) => stringAt(found, 'id') },
  { header: 'source', cell: (found) => stringAt(found, 'source_id') },
  timeColumn('added', 'created_at'),
];

/** Links of a profile in a list: what it is tied to, by all its ids. */
export const linkColumns: readonly ListColumn[] = [
  { header: 'collection', whole: true, cell: (link) => stringAt(link, 'to_collection') },
  { header: 'ids', cell: linkName },
];

/** Traits in a list, as objects with `name` and `value`. */
export const traitColumns: readonly ListColumn[] = [
  { header: 'name', cell: (trait) => stringAt(trait, 'name') },
  { header: 'value', cell: (_trait, text) => cellOf(formatJson(fieldText(text, 'value'))) },
];

/** As {@link traitColumns}, where the source of each value was asked for. */
export const sourcedTraitColumns: readonly ListColumn[] = [
  ...traitColumns,
  { header: 'source', cell: (trait) => stringAt(trait, 'source_id') },
  timeColumn('updated', 'updated_at'),
];

/** The properties of an event on one line, their numbers as they came; empty when there are none. */
export function propertiesOf(eventText: string): string {
  const text = formatJson(fieldText(eventText, 'properties'));
  return text === '{}' || text === 'null' ? '' : text;
}

function timeColumn(header: string, path: string): ListColumn {
  return {
    header,
    whole: true,
    cell: (item) => stringAt(item, path),
    shown: (item, now) => relativeTime(stringAt(item, path), now),
  };
}
