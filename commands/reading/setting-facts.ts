import { type ApiObject, textAt } from '../../src/api/api-object.ts';
import { isObjectText, openObject, writeNode } from '../../src/spec/json-text.ts';
import { cellOf } from './pick-fields.ts';
import type { Fact } from './print-object.ts';

/**
 * A line for each of an object's settings, as Segment gives them out: secrets masked or left out (docs/segment-api/public.md#value-formats).
 * What is more than a word or a number is JSON.
 */
export function settingFacts({ text }: ApiObject, without: readonly string[] = []): Fact[] {
  const settings = textAt(text, 'settings');
  if (settings === undefined || !isObjectText(settings)) return [];
  return [...openObject(settings)]
    .filter(([name]) => !without.includes(name))
    .map(([name, node]) => ({ label: `settings.${name}`, value: cellOf(writeNode(node)) }));
}
