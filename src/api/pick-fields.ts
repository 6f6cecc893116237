import { UsageError } from '../errors.ts';
import { isJsonObject } from '../spec/message.ts';
import { nearest } from '../spec/nearest.ts';
import { type ApiObject, textAt, valueAt } from './api-object.ts';

/** The text of a field some levels down, `metadata.name`, exactly as it came; `null` where there is none. */
export function fieldText(text: string, path: string): string {
  return textAt(text, ...path.split('.')) ?? 'null';
}

/** An object with some of its fields alone, each under the name that was asked for. */
export function pickFields({ text }: ApiObject, fields: readonly string[]): string {
  return `{${fields.map((name) => `${JSON.stringify(name)}:${fieldText(text, name)}`).join(',')}}`;
}

/** Throws UsageError for a field that none of the objects has, naming those they have. */
export function checkFields(items: readonly ApiObject[], fields: readonly string[]): void {
  if (items.length === 0) return;
  const unknown = fields.find((name) => items.every(({ value }) => valueAt(value, name) === undefined));
  if (unknown === undefined) return;
  const known = knownFields(items);
  const meant = nearest(unknown, known);
  throw new UsageError(`There is no field “${unknown}”.`, {
    code: 'unknown_field',
    details: [`known: ${known.join(', ')}`],
    hint:
      meant === undefined
        ? 'Fields below others are written with a dot: metadata.name'
        : `Did you mean “${meant}”?`,
  });
}

/** Two levels: deeper ones can be asked for, but would fill the screen. */
function knownFields(items: readonly ApiObject[]): string[] {
  const names = new Set<string>();
  for (const { value } of items) {
    for (const [name, inner] of Object.entries(value)) {
      names.add(name);
      if (isJsonObject(inner)) for (const below of Object.keys(inner)) names.add(`${name}.${below}`);
    }
  }
  return [...names];
}

/** A field's text as a cell: a string without its quotes, nothing for null, anything else as JSON. */
export function cellOf(text: string): string {
  if (text === 'null') return '';
  const value: unknown = text.startsWith('"') ? JSON.parse(text) : undefined;
  return typeof value === 'string' ? value : text;
}
