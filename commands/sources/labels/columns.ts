import { type ApiObject, objectsIn, stringAt, textAt } from '../../../src/api/api-object.ts';
import type { Label } from '../../../src/api/workspace/labels.ts';
import type { ListColumn } from '../../reading/print-list.ts';

/** Labels in a list. */
export const labelColumns: readonly ListColumn[] = [
  { header: 'key', whole: true, cell: (label) => stringAt(label, 'key') },
  { header: 'value', whole: true, cell: (label) => stringAt(label, 'value') },
  { header: 'description', cell: (label) => stringAt(label, 'description') },
];

/** The labels that a source has. */
export function labelsOf({ text }: ApiObject): ApiObject[] {
  return objectsIn(textAt(text, 'labels') ?? '[]');
}

/** A label as a person writes it: `environment:prod`. */
export function labelName({ key, value }: Label): string {
  return `${key}:${value}`;
}

/** The label of an API's object. */
export function labelIn({ value }: ApiObject): Label {
  return { key: stringAt(value, 'key'), value: stringAt(value, 'value') };
}
