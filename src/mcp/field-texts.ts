import { isObjectText, openObject, writeNode } from '../spec/json-text.ts';

/** The members of an object as `key:=json`, as flags set fields: a key is meant as it is, with its dots and brackets. */
export function fieldTexts(object: string | undefined): string[] {
  if (object === undefined || !isObjectText(object)) return [];
  return [...openObject(object)].map(
    ([key, node]) => `${key.replace(/[.[\]=:\\]/g, String.raw`\$&`)}:=${writeNode(node)}`,
  );
}
