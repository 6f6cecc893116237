import type { JsonObject } from '../api/api-object.ts';
import { cellOf, fieldText } from '../api/pick-fields.ts';
import { NotFoundError } from '../errors.ts';
import { propertiesOf } from '../profiles/change-text.ts';
import { linkName } from '../profiles/names.ts';
import { escapeLine } from '../spec/escape.ts';
import { formatJson } from '../spec/json-text.ts';
import { textColumn, timeColumn, wholeColumn } from './columns.ts';
import type { Fact } from './fact.ts';
import { textFact, timeFact } from './facts.ts';
import type { ListColumn } from './list-column.ts';

/** Events of a profile in a list. */
export const eventColumns: readonly ListColumn[] = [
  timeColumn('time', 'timestamp'),
  textColumn('event'),
  textColumn('source', 'source_id'),
  { header: 'properties', mostLines: 2, cell: (_event, text) => propertiesOf(text) },
];

/** External ids of a profile in a list. */
export const externalIdColumns: readonly ListColumn[] = [
  wholeColumn('type'),
  wholeColumn('id'),
  textColumn('source', 'source_id'),
  timeColumn('added', 'created_at'),
];

/** Links of a profile in a list: what it is tied to, by all its ids. */
export const linkColumns: readonly ListColumn[] = [
  wholeColumn('collection', 'to_collection'),
  { header: 'ids', cell: linkName },
];

const nameColumn = textColumn('name');
const valueColumn: ListColumn = {
  header: 'value',
  cell: (_trait, text) => cellOf(formatJson(fieldText(text, 'value'))),
};

/** Traits in a list, as objects with `name` and `value`. */
export const traitColumns: readonly ListColumn[] = [nameColumn, valueColumn];

/** The same with a line for each value, so that the other parts of a profile are on the screen too. */
export const shortTraitColumns: readonly ListColumn[] = [nameColumn, { ...valueColumn, mostLines: 1 }];

/** As {@link traitColumns}, where the source of each value was asked for. */
export const sourcedTraitColumns: readonly ListColumn[] = [
  ...traitColumns,
  textColumn('source', 'source_id'),
  timeColumn('updated', 'updated_at'),
];

/** Metadata, with its times relative for a person. */
export function metadataFacts(metadata: JsonObject, now: Date): Fact[] {
  return [
    ...['created_at', 'updated_at', 'expires_at'].map((name) => timeFact(metadata, words(name), name, now)),
    ...['first_message_id', 'first_source_id', 'last_message_id', 'last_source_id'].map((name) =>
      textFact(metadata, words(name), name),
    ),
  ];
}

function words(name: string): string {
  return name.replaceAll('_', ' ');
}

/** Why a part of a profile that is there could not be had. */
export function problemWords(problem: Error): string {
  return problem instanceof NotFoundError ? 'the API has none (404)' : escapeLine(problem.message);
}
