import { type ApiPath, readApiPath } from '../api/api-path.ts';
import { encodeText } from '../api/query.ts';
import { UsageError } from '../errors.ts';
import type { ApiPlace } from './api-place.ts';

/** A path of an API, and the query that it brought, as it was written. */
export interface TypedCall {
  readonly path: ApiPath;
  readonly query: string;
}

/** Gives what a `{word}` of a path stands for. */
export type Fill = (word: string) => Promise<string>;

/**
 * Reads the path of a call: with or without its leading slash, or as a whole URL of the API. Throws UsageError for
 * any other URL, because the credential would go there, and for a path that a shell has made a file of.
 */
export async function readPath(given: string, place: ApiPlace, fill: Fill): Promise<TypedCall> {
  if (/^[A-Za-z]:[\\/]/.test(given)) throw rewritten(given);
  if (given.includes('#')) {
    throw new UsageError(`What follows # is never sent: ${given}`, {
      code: 'path_invalid',
      hint: 'Write %23 for a # in an id.',
    });
  }
  const own = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? pathOfUrl(given, place) : given;
  const filled = await fillIn(own, fill);
  const mark = filled.indexOf('?');
  const typed = mark === -1 ? filled : filled.slice(0, mark);
  refuseLeaving(given, typed, place);
  return { path: readApiPath(typed), query: mark === -1 ? '' : encodedQuery(filled.slice(mark)) };
}

/** Throws UsageError for dots that lead out of an API which has a path of its own. */
function refuseLeaving(given: string, typed: string, place: ApiPlace): void {
  const prefix = prefixOf(new URL(place.baseUrl));
  const { pathname } = new URL(`${place.baseUrl}/${typed.replace(/^\//, '')}`);
  if (!pathname.startsWith(`${prefix}/`)) throw foreign(given, place);
}

/** The query as a URL takes it: what was encoded stays, and spaces and their like are. */
function encodedQuery(typed: string): string {
  return new URL(typed.replace(/\s/g, encodeURIComponent), 'https://api.invalid').search.slice(1);
}

/** The path of a URL that lies within the API. */
function pathOfUrl(given: string, place: ApiPlace): string {
  const base = new URL(place.baseUrl);
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw foreign(given, place);
  }
  const prefix = prefixOf(base);
  const isOwn = url.origin === base.origin && url.username === '' && url.password === '';
  if (!isOwn || !url.pathname.startsWith(`${prefix}/`)) throw foreign(given, place);
  // The text, as the URL has resolved its dots already.
  const path = given.replace(/^[^:]*:\/\/[^/\\?]*/, '');
  if (!path.startsWith(prefix)) throw foreign(given, place);
  return path.slice(prefix.length);
}

function prefixOf({ pathname }: URL): string {
  return pathname === '/' ? '' : pathname;
}

async function fillIn(path: string, fill: Fill): Promise<string> {
  const words = [...new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, word]) => word ?? ''))];
  let filled = path;
  for (const word of words) {
    const value = await fill(word);
    filled = filled.replaceAll(`{${word}}`, () => encodeText(value));
  }
  return filled;
}

function foreign(given: string, { title, baseUrl, urlVariable }: ApiPlace): UsageError {
  return new UsageError(
    `This is not a URL of the ${title}, and its credential is not sent anywhere else: ${given}`,
    {
      code: 'foreign_url',
      hint: `Give the path alone; it is sent to ${baseUrl}, which --region and ${urlVariable} decide.`,
    },
  );
}

/** Git Bash takes `/sources` for a file below its own folder, and hands us `C:/Program Files/Git/sources`. */
function rewritten(given: string): UsageError {
  const plain = given.replaceAll('\\', '/');
  const path = /\/(?:Git|msys64|msys32|cygwin64)\/(?:usr\/)?(.*)$/i.exec(plain)?.[1] ?? '';
  return new UsageError(`The shell has turned the path into a file name: ${given}`, {
    code: 'path_rewritten',
    hint:
      path === ''
        ? 'In Git Bash leave the leading slash out: segment api sources. For / alone: MSYS_NO_PATHCONV=1 segment api /'
        : `In Git Bash leave the leading slash out: segment api ${path}`,
  });
}
