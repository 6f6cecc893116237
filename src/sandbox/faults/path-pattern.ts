import type { ApiName, Endpoint } from '../../segment/endpoints/endpoint.ts';
import { publicEndpoints } from '../../segment/endpoints/endpoints.ts';
import { olderEndpoints } from '../../segment/endpoints/older.ts';
import { profileEndpoints, profileRoutes } from '../../segment/endpoints/profiles.ts';
import { nearest } from '../../spec/nearest.ts';
import { plainPath, trackingRoutes } from '../tracking/paths.ts';

const profilePaths = [
  ...Object.values<Endpoint>(profileEndpoints).map(({ path }) => path),
  ...Object.values(profileRoutes),
];

/** The paths that requests can have, by the API they go to. */
const paths: Readonly<Record<ApiName, readonly string[]>> = {
  tracking: [...trackingRoutes.keys()],
  // The older spelling of the same (src/sandbox/profiles/target.ts).
  profile: [...profilePaths, ...profilePaths.map((path) => path.replace('/spaces/', '/namespaces/'))],
  public: Object.values<Endpoint>({ ...publicEndpoints, ...olderEndpoints }).map(({ path }) => path),
};
const inOrder = ['tracking', 'profile', 'public'] as const;

/** True for the path itself, or for its beginning where the pattern ends with a `*`. */
export function matchesPath(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

/** Whether a request of an API can have a path that the pattern matches. */
export function isPathOf(api: ApiName, pattern: string): boolean {
  return paths[api].some((template) => canMatch(pattern, template));
}

/**
 * The API that a pattern is about: the first with such a path. One alone, so that `/v1/*` makes sending fail and not
 * reading a profile. Undefined where no request can have such a path.
 */
export function apiOfPattern(pattern: string): ApiName | undefined {
  return inOrder.find((api) => isPathOf(api, pattern));
}

export type ReadPattern =
  | { readonly kind: 'valid'; readonly pattern: string }
  | { readonly kind: 'invalid'; readonly message: string };

/**
 * Reads a path as a person writes it: with a host in front, a slash at the end, without `/v1`. What no request can
 * have is invalid, with the nearest that one can.
 */
export function readPathPattern(text: string): ReadPattern {
  const invalid = (why: string): ReadPattern => ({
    kind: 'invalid',
    message: `no request has the path “${text}”; ${why}`,
  });
  const path = text.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  if (/[?#]/.test(path)) return invalid('a rule looks at the path alone, without a query');
  // An unset variable leaves one: `/sources/$ID/settings`.
  if (/[^/]\/{2,}/.test(path)) return invalid('it has an empty part');
  if (path.slice(0, -1).includes('*')) return invalid('a * can only stand at the end');
  if (/[{}]/.test(path)) return invalid('write an id in place of {…}, or a * at the end');
  const rooted = plainPath(path.startsWith('/') ? path : `/${path}`);
  const spellings = [rooted, `/v1${rooted}`, rooted.replace(/^\/v1(?=\/)/, '')];
  const pattern = spellings.find((spelling) => apiOfPattern(spelling) !== undefined);
  return pattern === undefined ? invalid(nearestWords(rooted, inOrder)) : { kind: 'valid', pattern };
}

/** The paths of some APIs that are spelled nearly like a pattern, in words. */
export function nearestWords(pattern: string, apis: readonly ApiName[]): string {
  const left = new Set(apis.flatMap((api) => paths[api]));
  const found: string[] = [];
  for (let near: string | undefined; found.length < 3; found.push(near)) {
    near = nearest(pattern.replace(/\*$/, ''), left);
    if (near === undefined) break;
    left.delete(near);
  }
  return found.length === 0
    ? 'paths are those of segment api ls, such as /v1/batch, /v1/spaces/* and /sources*'
    : `near it: ${found.join(', ')}`;
}

/** Whether some path that a template stands for fits a pattern, part by part. */
function canMatch(pattern: string, template: string): boolean {
  const isPrefix = pattern.endsWith('*');
  const wanted = (isPrefix ? pattern.slice(0, -1) : pattern).split('/');
  const parts = template.split('/');
  if (isPrefix ? wanted.length > parts.length : wanted.length !== parts.length) return false;
  return wanted.every((part, at) => canBe(part, parts[at] ?? '', isPrefix && at === wanted.length - 1));
}

/** Whether a part of a path, or the beginning of one, can stand where a template has a word or a `{name}`. */
function canBe(part: string, template: string, isBeginning: boolean): boolean {
  const fixed = template.split('{')[0] ?? '';
  if (fixed === template) return isBeginning ? template.startsWith(part) : template === part;
  if (isBeginning && part.length <= fixed.length) return fixed.startsWith(part);
  return part !== '' && part.startsWith(fixed);
}
