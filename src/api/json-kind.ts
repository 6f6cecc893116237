import { textAt } from './api-object.ts';

/** What a JSON text is, in a word of a sentence. */
export function jsonKind(text: string): string {
  switch (text.trimStart().charAt(0)) {
    case '{':
      return 'an object';
    case '[':
      return 'a list';
    case '"':
      return 'a string';
    case 'n':
      return 'null';
    case 't':
    case 'f':
      return 'a boolean';
    default:
      return 'a number';
  }
}

/** What an object's text holds under a name, in a word: as {@link jsonKind}, or `missing`. */
export function memberKind(text: string, name: string): string {
  const found = textAt(text, name);
  return found === undefined ? 'missing' : jsonKind(found);
}
