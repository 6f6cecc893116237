import { type JsonObject, listAt, stringAt, valueAt } from '../api/api-object.ts';
import { isJsonObject } from '../spec/message.ts';

/** The texts of a list with commas between them. */
export function textsIn(entry: JsonObject, field: string): string {
  return listAt(entry, field)
    .filter((text) => typeof text === 'string')
    .join(', ');
}

/** The names of the things of a list: `Send, Create`. */
export function namesIn(entry: JsonObject, field: string): string {
  return listAt(entry, field)
    .map((thing) => stringAt(thing, 'name'))
    .join(', ');
}

/** What can be set, the required ones with a star. */
export function optionsIn(entry: JsonObject): string {
  return listAt(entry, 'options')
    .map((option) => `${stringAt(option, 'name')}${valueAt(option, 'required') === true ? '*' : ''}`)
    .join(', ');
}

/** The names of what is true: `identify, track`. */
export function trueNamesIn(entry: JsonObject, field: string): string {
  const flags = valueAt(entry, field);
  return isJsonObject(flags)
    ? Object.keys(flags)
        .filter((name) => flags[name] === true)
        .join(', ')
    : '';
}
