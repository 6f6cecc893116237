import { type ApiObject, objectsIn, textAt } from '../api-object.ts';

/** The objects of a reply's `data` (contract §8.4); undefined when that is no list. */
export function readData(reply: string): ApiObject[] | undefined {
  const found = textAt(reply, 'data');
  return found?.startsWith('[') === true ? objectsIn(found) : undefined;
}
