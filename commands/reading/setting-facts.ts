import { type JsonObject, valueAt } from '../../src/api/api-object.ts';
import { isJsonObject } from '../../src/spec/message.ts';
import type { Fact } from './print-object.ts';

/**
 * A line for each of an object's settings, as Segment gives them out: secrets masked or left out (contract §1.11).
 * What is more than a word or a number is JSON.
 */
export function settingFacts(item: JsonObject, without: readonly string[] = []): Fact[] {
  const settings = valueAt(item, 'settings');
  if (!isJsonObject(settings)) return [];
  return Object.entries(settings)
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => ({ label: `settings.${name}`, value: settingText(value) }));
}

function settingText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
