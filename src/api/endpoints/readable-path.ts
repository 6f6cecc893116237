import type { ApiName, Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';

/**
 * What shows what a call of that path is about: the longest beginning of the path that a known endpoint answers to a GET.
 * The path itself where none is known.
 */
export function readablePath(api: ApiName, method: string, path: string): string {
  const own = endpoints.filter((endpoint) => endpoint.api === api);
  const called = endpointOf(own, method, path);
  // In a known path a word is a word: /warehouses/validation is no warehouse.
  const shape = (called?.path ?? path).split('/');
  const parameter = called === undefined ? '[^/]+' : String.raw`(?:\{\w+\}|\w+(?=:))`;
  const readable = own.filter((endpoint) => endpoint.method === 'GET' && endpoint.path !== '/');
  const parts = path.split('/');
  for (let count = parts.length; count > 1; count -= 1) {
    const beginning = shape.slice(0, count).join('/');
    if (readable.some((endpoint) => patternOf(endpoint, parameter).test(beginning)))
      return parts.slice(0, count).join('/');
  }
  return path;
}

/** The endpoint that is called; of several the one with the fewest parameters. */
function endpointOf(own: readonly Endpoint[], method: string, path: string): Endpoint | undefined {
  const parameters = (endpoint: Endpoint) => endpoint.path.split('{').length;
  return own
    .filter((endpoint) => endpoint.method === method && patternOf(endpoint, '[^/]+').test(path))
    .sort((a, b) => parameters(a) - parameters(b))[0];
}

/** The path of an endpoint with a pattern in place of each `{name}`. */
function patternOf({ path }: Endpoint, parameter: string): RegExp {
  const literal = path.replace(/[.*+?^$|()[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replace(/\{\w+\}/g, () => parameter)}$`);
}
