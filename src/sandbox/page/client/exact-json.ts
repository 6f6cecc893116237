import { isJsonObject } from '../../../spec/message.ts';

/** A number that JavaScript cannot hold, such as an id of 20 digits, by its spelling. */
export class ExactNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Browsers pass the spelling of a value along; older ones do not, and numbers are then rounded as ever. */
type SourceReviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

const keepExactNumbers: SourceReviver = (_key, value, context) =>
  typeof value === 'number' && context?.source !== undefined && String(value) !== context.source
    ? new ExactNumber(context.source)
    : value;

/** Reads a JSON object and keeps the spelling of each number; undefined for anything else, or one too deep to walk. */
export function parseExactly(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text, keepExactNumbers);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The JSON of a value that `parseExactly` made, on one line. Control characters and their like are always escaped. */
export function writeJson(value: unknown): string {
  if (value instanceof ExactNumber) return value.source;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, member]) => `${quoteJson(key)}:${writeJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return typeof value === 'string' ? quoteJson(value) : String(value ?? null);
}

/**
 * Characters that a terminal or an editor acts on instead of showing: what is copied here is pasted there
 * (rule S9). C1 and DEL, zero-width and bidi controls, line separators, tags.
 */
const unseen =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\udb40[\udc00-\udc7f]/g;

/** A JSON string; also a valid literal of JavaScript and of Python. */
export function quoteJson(text: string): string {
  return JSON.stringify(text).replace(unseen, (found) =>
    [...Array(found.length).keys()]
      .map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** True for text with something in it that a terminal would act on. */
export function hasUnseen(text: string): boolean {
  return text.search(unseen) !== -1 || [...text].some((character) => character < ' ');
}
