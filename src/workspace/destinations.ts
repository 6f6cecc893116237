import { type ApiObject, listAt, objectsAt, stringAt, textAt, valueAt } from '../api/api-object.ts';
import { numberText } from '../api/numbers.ts';
import { cellOf } from '../api/pick-fields.ts';
import { UsageError } from '../errors.ts';
import { isJsonObject } from '../spec/message.ts';
import { isBlank, isSameNameFolded } from '../spec/same-name.ts';

/** The source of a destination, by which its figures are asked for. Throws UsageError where the API names none. */
export function sourceIdOf(destination: ApiObject | undefined): string {
  const sourceId = stringAt(destination?.value, 'sourceId');
  if (!isBlank(sourceId)) return sourceId;
  const id = stringAt(destination?.value, 'id');
  throw new UsageError(`The API does not say to which source the destination ${id} belongs.`, {
    code: 'source_missing',
    hint: 'Add --source. See: segment sources list',
  });
}

/** The type of a destination is that of the catalog, by its slug, its name or its id. */
export function isOfType({ value }: ApiObject, type: string): boolean {
  return ['metadata.slug', 'metadata.name', 'metadata.id'].some((field) =>
    isSameNameFolded(valueAt(value, field), type),
  );
}

/** `DROP`, `SAMPLE 0.1`, `DROP_PROPERTIES traits.email`: in the API's words, for there are no others for them. */
export function actionsOf(filterText: string, detailOf: (action: ApiObject) => string): string {
  return objectsAt(filterText, 'actions')
    .map((action) =>
      [stringAt(action.value, 'type'), numberText(action.text, 'percent'), detailOf(action)]
        .filter((word) => word !== '')
        .join(' '),
    )
    .join(', ');
}

/** The properties that an action keeps or drops: `{"traits":{"fields":["email"]}}` is `traits.email`. What is written otherwise is JSON. */
export function propertiesOf({ value, text }: ApiObject): string {
  const fields = valueAt(value, 'fields');
  if (!isJsonObject(fields)) return '';
  const names = Object.entries(fields).map(([part, inner]) => {
    const own = listAt(inner, 'fields').filter((name) => typeof name === 'string');
    return own.length === 0 ? undefined : own.map((name) => `${part}.${name}`).join(' ');
  });
  return names.includes(undefined) ? cellOf(textAt(text, 'fields') ?? '') : names.join(' ');
}
