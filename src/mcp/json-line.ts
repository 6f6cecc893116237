import { escapeCharacter, unsafe } from '../spec/escape.ts';

/** JSON on one line in which nothing stands that a terminal would act on: a client may show it, or log it. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, escapeCharacter);
}
