import { UsageError } from '../../src/errors.ts';
import type { ApiPlace } from './api-place.ts';

/** A path of an API, encoded, and the query that it brought, as it was written. */
export interface ApiPath {
  readonly path: string;
  readonly query: string;
}

/** Gives what a `{word}` of a path stands for. */
export type Fill = (word: string) => Promise<string>;

/**
 * Reads the path of a call: with or without its leading slash, or as a whole URL of the API. Throws UsageError for
 * any other URL, because the credential would go there, and for a path that a shell has made a file of.
 */
export async function readPath(said: string, place: ApiPlace, fill: Fill): Promise<ApiPath> {
  if (/^[A-Za-z]:[\\/]/.test(said)) throw rewritten(said);
  if (said.includes('#')) {
    throw new UsageError(`What follows # is never sent: ${said}`, {
      code: 'path_invalid',
      hint: 'Write %23 for a # in an id.',
    });
  }
  const own = /^[a-z][a-z0-9+.-]*:\/\//i.test(said) ? pathOfUrl(said, place) : said;
  const filled = await fillIn(own, fill);
  const { pathname: base } = new URL(place.baseUrl);
  // What the parser of URLs would drop, or take for a slash, is meant as it stands.
  const plain = filled.replace(/[\s\\]/g, encodeURIComponent);
  const url = new URL(`${place.baseUrl}${plain.startsWith('/') ? '' : '/'}${plain}`);
  const prefix = base === '/' ? '' : base;
  // Dots lead out of it.
  if (!url.pathname.startsWith(`${prefix}/`)) throw foreign(said, place);
  return { path: url.pathname.slice(prefix.length), query: url.search.slice(1) };
}

/** The path of a URL that lies within the API. */
function pathOfUrl(said: string, place: ApiPlace): string {
  const base = new URL(place.baseUrl);
  let url: URL;
  try {
    url = new URL(said);
  } catch {
    throw foreign(said, place);
  }
  const prefix = base.pathname === '/' ? '' : base.pathname;
  const isOwn = url.origin === base.origin && url.username === '' && url.password === '';
  if (!isOwn || !url.pathname.startsWith(`${prefix}/`)) throw foreign(said, place);
  // The braces of a placeholder come out encoded.
  return `${url.pathname.slice(prefix.length)}${url.search}`.replace(/%7B(\w+)%7D/gi, '{$1}');
}

async function fillIn(path: string, fill: Fill): Promise<string> {
  const words = [...new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, word]) => word ?? ''))];
  let filled = path;
  for (const word of words) {
    const value = await fill(word);
    filled = filled.replaceAll(`{${word}}`, () => encodeURIComponent(value));
  }
  return filled;
}

function foreign(said: string, { title, baseUrl, urlVariable }: ApiPlace): UsageError {
  return new UsageError(`This is no URL of the ${title}, and its credential goes nowhere else: ${said}`, {
    code: 'foreign_url',
    hint: `Give the path alone; it is sent to ${baseUrl}, which --region and ${urlVariable} decide.`,
  });
}

/** Git Bash takes `/sources` for a file below its own folder, and hands us `C:/Program Files/Git/sources`. */
function rewritten(said: string): UsageError {
  const plain = said.replaceAll('\\', '/');
  const path = /\/(?:Git|msys64|msys32|cygwin64)\/(?:usr\/)?(.*)$/i.exec(plain)?.[1] ?? '';
  return new UsageError(`A shell has made a file of the path: ${said}`, {
    code: 'path_rewritten',
    hint:
      path === ''
        ? 'In Git Bash leave the leading slash out: segment api sources. For / alone write ""'
        : `In Git Bash leave the leading slash out: segment api ${path}`,
  });
}
