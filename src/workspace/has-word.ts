import { type ApiObject, stringAt, valueAt } from '../api/api-object.ts';

/** Whether a word is in any of the fields, in any case. */
export function hasWord({ value }: ApiObject, word: string, searched: readonly string[]): boolean {
  const sought = word.toLowerCase();
  return searched.some((field) => textsAt(value, field).some((text) => text.toLowerCase().includes(sought)));
}

/** A text, or all of a list of texts. */
function textsAt(value: unknown, path: string): string[] {
  const found = valueAt(value, path);
  return Array.isArray(found)
    ? found.filter((text): text is string => typeof text === 'string')
    : [stringAt(value, path)];
}
