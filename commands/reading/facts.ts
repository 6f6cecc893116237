import {
  type ApiObject,
  type JsonObject,
  objectsIn,
  stringAt,
  textAt,
  valueAt,
} from '../../src/api/api-object.ts';
import { numberText } from '../../src/api/numbers.ts';
import { cellOf } from '../../src/api/pick-fields.ts';
import { maskMembers } from '../../src/mask-members.ts';
import { isListText, isObjectText, openObject, writeNode } from '../../src/spec/json-text.ts';
import { groupDigits } from '../../src/terminal/numbers.ts';
import { relativeAndExact } from '../../src/terminal/relative-time.ts';
import type { Fact } from './print-object.ts';

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

/**
 * A line for each of an object's settings, as Segment gives them out: secrets masked or left out
 * (docs/segment-api/public.md#value-formats). What it does not mask, of a source, is masked here where its name says that
 * it is secret. What is more than a word or a number is JSON.
 */
export function settingFacts({ text }: ApiObject, without: readonly string[] = []): Fact[] {
  const settings = textAt(text, 'settings');
  if (settings === undefined || !isObjectText(settings)) return [];
  const masked = openObject(textAt(maskMembers(text), 'settings') ?? '{}');
  return [...openObject(settings)]
    .filter(([name]) => !without.includes(name))
    .map(([name, node]) => {
      const value = cellOf(writeNode(node));
      const isMasked = value.startsWith(segmentMask);
      return {
        label: `settings.${name}`,
        value: isMasked ? value : cellOf(writeNode(masked.get(name) ?? node)),
      };
    });
}

/** Segment's mask keeps the end of a secret: `••••••••••3f9c`. */
const segmentMask = '••••';

/** A line for each permission of a user or a group: the role, and what it is for. */
export function permissionFacts(item: JsonObject): Fact[] {
  return listAt(item, 'permissions').map((permission) => ({
    label: 'permission',
    value: permissionText(permission),
  }));
}

function permissionText(permission: unknown): string {
  const role = stringAt(permission, 'roleName') || stringAt(permission, 'roleId');
  const texts = listAt(permission, 'resources').map(resourceText);
  return texts.length === 0 ? role : `${role}: ${texts.join(', ')}`;
}

function resourceText(resource: unknown): string {
  return `${stringAt(resource, 'type').toLowerCase()} ${stringAt(resource, 'id')}`;
}

/** A list of anything; empty where there is none. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** The objects of a list some levels down, each with its text; none where there is no list. */
export function objectsAt(text: string, ...path: readonly string[]): readonly ApiObject[] {
  const found = textAt(text, ...path);
  return found !== undefined && isListText(found) ? objectsIn(found) : [];
}
