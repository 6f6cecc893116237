import { type JsonObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import { plural } from '../../src/terminal/numbers.ts';

/** What a transformation does with the messages that fit, in a few words (docs/segment-api/public.md#transformations). */
export function effectOf(transformation: JsonObject): string {
  const newName = stringAt(transformation, 'newEventName');
  const effects = [
    valueAt(transformation, 'drop') === true ? 'drops' : '',
    newName === '' ? '' : `renames the event to “${newName}”`,
    counted('renames', countAt(transformation, 'propertyRenames')),
    counted('sets', countAt(transformation, 'propertyValueTransformations')),
    counted('computes', countAt(transformation, 'fqlDefinedProperties')),
    counted('allows only', countAt(transformation, 'allowProperties')),
    counted('hashes', countAt(transformation, 'hashPropertiesConfiguration.paths')),
  ];
  return effects.filter((effect) => effect !== '').join(', ');
}

function counted(verb: string, count: number): string {
  return count === 0 ? '' : `${verb} ${plural(count, 'property', 'properties')}`;
}

function countAt(transformation: JsonObject, path: string): number {
  const list = valueAt(transformation, path);
  return Array.isArray(list) ? list.length : 0;
}
