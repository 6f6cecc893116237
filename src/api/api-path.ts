import { UsageError } from '../errors.ts';
import type { PathParameters } from '../segment/endpoints/endpoint.ts';
import { isBlank } from '../spec/same-name.ts';
import { encodeText } from './query.ts';

declare const checked: unique symbol;

/**
 * The path of an API call, encoded, without a query. Only the functions of this file make one, so that a text which
 * was put together by hand, and may lead elsewhere once a URL is made of it, does not compile.
 */
export type ApiPath = string & { readonly [checked]: true };

/**
 * A path from its text and the names in it: apiPath`/sources/${id}/settings`. Each name is encoded, and stays a part
 * of its own. Throws UsageError for a blank name and for `.` and `..`, which would make it the path of something else.
 */
export function apiPath(texts: TemplateStringsArray, ...names: readonly string[]): ApiPath {
  return joined(texts, names);
}

function joined(texts: readonly string[], names: readonly string[]): ApiPath {
  const typed = String.raw({ raw: texts }, ...names);
  if (names.some(isBlank))
    throw emptyPart(
      typed,
      'The id is empty: a variable that is unset, or something that the API gave without an id.',
    );
  if (hasDots(typed)) throw dots(typed);
  // All parts are checked and encoded: that is what the type says.
  return String.raw({ raw: texts }, ...names.map(encodePart)) as ApiPath;
}

/** The path of an endpoint from its template, `/sources/{sourceId}`, as {@link apiPath} makes one. */
export function fillPath<Path extends string>(template: Path, values: PathParameters<Path>): ApiPath {
  const filling = new Map<string, unknown>(Object.entries(values));
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => String(filling.get(name) ?? ''));
  return joined(template.split(/\{\w+\}/), names);
}

/**
 * A path that a person typed, with its slashes; what is encoded in it already stays so. Throws UsageError where it
 * has `.`, `..` or an empty part: `/sources/$ID` with an empty ID would be all sources.
 */
export function readApiPath(typed: string): ApiPath {
  const path = typed.startsWith('/') ? typed : `/${typed}`;
  if (hasDots(path)) throw dots(path);
  const parts = path.slice(1).split('/');
  if (path !== '/' && parts.some((part) => isBlank(part.replace(/%(?:0[9ad]|20)/gi, ' '))))
    throw emptyPart(path, 'A shell variable is probably unset.');
  // As above. What may not stand in a path is encoded here, so that a parser of URLs finds nothing to change.
  return path.replace(/[^\w.~!$&'()*+,;=:@%/-]+/g, encodePart) as ApiPath;
}

/**
 * True when a part of the path is `.` or `..`. Whatever reads the path next decides what a part is: a URL parser drops
 * tabs and line ends, decodes dots and reads a backslash as a slash; a server or a proxy may decode the slashes first.
 */
function hasDots(path: string): boolean {
  return path
    .replace(/[\t\n\r]/g, '')
    .replace(/%(?:25)*2e/gi, '.')
    .split(/[/\\]|%(?:25)*(?:2f|5c)/i)
    .some((part) => part === '.' || part === '..');
}

/** `encodeURIComponent` leaves these five. */
function encodePart(text: string): string {
  return encodeText(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function emptyPart(path: string, hint: string): UsageError {
  return new UsageError(`A part of the path ${path} is empty.`, {
    code: 'path_invalid',
    hint,
  });
}

function dots(path: string): UsageError {
  return new UsageError(`The path ${path} has “.” or “..” in it, and would call another endpoint.`, {
    code: 'path_invalid',
    hint: 'Name it by another of its ids: a part like that is never sent.',
  });
}
