import { type ApiObject, stringAt, valueAt } from '../../api/api-object.ts';
import { escapeLine } from '../../spec/escape.ts';

export function idOf({ value }: ApiObject): string {
  return stringAt(value, 'id');
}

/** What a source is called in a sentence: `source web_store`, safe on a terminal. */
export function sourceTitle({ value }: ApiObject): string {
  return escapeLine(`source ${stringAt(value, 'slug') || stringAt(value, 'id')}`);
}

/** A source as an argument of a command: its slug, or its id where the slug could be taken for a flag or several words. */
export function sourceWord(source: ApiObject): string {
  const slug = stringAt(source.value, 'slug');
  return /^\w[\w.-]*$/.test(slug) ? slug : idOf(source);
}

/** Its write keys; none for a token that may not see them (docs/segment-api/public.md#authentication). */
export function writeKeysOf({ value }: ApiObject): string[] {
  const keys = valueAt(value, 'writeKeys');
  return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : [];
}

/** Its write keys may be shown: they were asked for, and are public in every browser that loads them. */
export function allowWriteKeys(
  redactor: { readonly allow: (value: string) => void },
  source: ApiObject,
): void {
  for (const key of writeKeysOf(source)) redactor.allow(key);
}
