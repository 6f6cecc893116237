import { type JsonObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import { isJsonObject } from '../../src/spec/message.ts';
import type { ListColumn } from '../reading/print-list.ts';
import type { Fact } from '../reading/print-object.ts';

/** What every entry of the catalog begins with. */
export const namingColumns: readonly ListColumn[] = [
  { header: 'id', whole: true, cell: (entry) => stringAt(entry, 'id') },
  { header: 'slug', cell: (entry) => stringAt(entry, 'slug') },
  { header: 'name', cell: (entry) => stringAt(entry, 'name') },
];

/** Whether it can be had, and what it is for; warehouses say neither (docs/segment-api/public.md#shared-objects). */
export const standingColumns: readonly ListColumn[] = [
  { header: 'status', cell: (entry) => stringAt(entry, 'status') },
  { header: 'categories', cell: (entry) => textsOf(entry, 'categories') },
];

/** A field that is a text. */
export function textFact(entry: JsonObject, field: string): Fact {
  return { label: field, value: stringAt(entry, field) };
}

/** A field that is a list of texts. */
export function textsFact(entry: JsonObject, field: string): Fact {
  return { label: field, value: textsOf(entry, field) };
}

/** What can be set, the required ones with a star. */
export function optionsFact(entry: JsonObject): Fact {
  const names = listAt(entry, 'options').map(
    (option) => `${stringAt(option, 'name')}${valueAt(option, 'required') === true ? '*' : ''}`,
  );
  return { label: 'options', value: names.join(', ') };
}

/** The names of a list's objects: `Send, Track`. */
export function namesFact(entry: JsonObject, field: string): Fact {
  return {
    label: field,
    value: listAt(entry, field)
      .map((one) => stringAt(one, 'name'))
      .join(', '),
  };
}

/** The names of what is true: `identify, track`. */
export function trueNamesFact(entry: JsonObject, label: string, field: string): Fact {
  const flags = valueAt(entry, field);
  const names = isJsonObject(flags) ? Object.keys(flags).filter((name) => flags[name] === true) : [];
  return { label, value: names.join(', ') };
}

function textsOf(entry: JsonObject, field: string): string {
  return listAt(entry, field)
    .filter((text) => typeof text === 'string')
    .join(', ');
}

function listAt(value: JsonObject, path: string): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}
