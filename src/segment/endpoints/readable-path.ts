import type { ApiName } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { findEndpoint, pathPattern } from './find-endpoint.ts';

/**
 * What shows what a call of that path is about: the longest beginning of the path that a known endpoint answers to a GET.
 * The path itself where none is known.
 */
export function readablePath(api: ApiName, method: string, path: string): string {
  const called = findEndpoint(api, method, path);
  // In a known path a word is a word: /warehouses/validation is no warehouse.
  const shape = (called?.path ?? path).split('/');
  const parameter = called === undefined ? '[^/]+' : String.raw`(?:\{\w+\}|\w+(?=:))`;
  const readable = endpoints.filter((one) => one.api === api && one.method === 'GET' && one.path !== '/');
  const parts = path.split('/');
  for (let count = parts.length; count > 1; count -= 1) {
    const beginning = shape.slice(0, count).join('/');
    if (readable.some((endpoint) => pathPattern(endpoint, parameter).test(beginning)))
      return parts.slice(0, count).join('/');
  }
  return path;
}
