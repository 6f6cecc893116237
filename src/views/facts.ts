import { type ApiObject, type JsonObject, stringAt } from '../api/api-object.ts';
import { numberText } from '../api/numbers.ts';
import { groupDigits } from '../terminal/numbers.ts';
import { relativeAndExact } from '../terminal/relative-time.ts';
import { permissionTexts } from '../workspace/permissions.ts';
import { shownSettings } from '../workspace/shown-settings.ts';
import type { Fact } from './fact.ts';

export function textFact(item: JsonObject, label: string, path = label): Fact {
  return { label, value: stringAt(item, path) };
}

/** A time: for a person how long ago, and when. */
export function timeFact(item: JsonObject, label: string, path: string, now: Date): Fact {
  const value = stringAt(item, path);
  return { label, value, shown: relativeAndExact(value, now) };
}

/** A number: as it is spelled for a machine, its digits in groups for a person. */
export function numberFact(label: string, text: string, path: string): Fact {
  const value = numberText(text, path);
  return { label, value, shown: groupDigits(value) };
}

/** A line for each of an object's settings. */
export function settingFacts(object: ApiObject, without: readonly string[] = []): Fact[] {
  return [...shownSettings(object)]
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => ({ label: `settings.${name}`, value }));
}

/** A line for each permission of a user or a group. */
export function permissionFacts(item: JsonObject): Fact[] {
  return permissionTexts(item).map((value) => ({ label: 'permission', value }));
}
