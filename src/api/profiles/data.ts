import { type ApiObject, itemsIn, textAt } from '../api-object.ts';

/** The items of a reply's `data` (docs/segment-api/profile.md#replies); undefined when that is no list of objects. */
export function readData(reply: string): ApiObject[] | undefined {
  const found = textAt(reply, 'data');
  return found?.startsWith('[') === true ? itemsIn(found) : undefined;
}
