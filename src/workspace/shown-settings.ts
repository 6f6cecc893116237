import { type ApiObject, textAt } from '../api/api-object.ts';
import { cellOf } from '../api/pick-fields.ts';
import { maskMembers } from '../mask-members.ts';
import { isObjectText, openObject, writeNode } from '../spec/json-text.ts';

/** Segment's mask keeps the end of a secret: `••••••••••3f9c`. */
const segmentMask = '••••';

/**
 * An object's settings by name, as Segment gives them out: secrets masked or left out
 * (docs/segment-api/public.md#value-formats). What it does not mask, of a source, is masked here where its name says that
 * it is secret. What is more than a word or a number is JSON.
 */
export function shownSettings({ text }: ApiObject): ReadonlyMap<string, string> {
  const settings = textAt(text, 'settings');
  if (settings === undefined || !isObjectText(settings)) return new Map();
  const masked = openObject(textAt(maskMembers(text), 'settings') ?? '{}');
  return new Map(
    [...openObject(settings)].map(([name, node]) => {
      const value = cellOf(writeNode(node));
      return [name, value.startsWith(segmentMask) ? value : cellOf(writeNode(masked.get(name) ?? node))];
    }),
  );
}
