import type { ApiName, Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';

/** The endpoint of an API that a call goes to; of several the one with the fewest parameters. */
export function findEndpoint(api: ApiName, method: string, path: string): Endpoint | undefined {
  return findAmong(
    endpoints.filter((one) => one.api === api),
    method,
    path,
  );
}

/** The one that a call goes to; of several the one with the fewest parameters. */
export function findAmong(some: readonly Endpoint[], method: string, path: string): Endpoint | undefined {
  const parameters = (endpoint: Endpoint) => endpoint.path.split('{').length;
  return some
    .filter((one) => one.method === method && pathPattern(one, '[^/]+').test(path))
    .sort((a, b) => parameters(a) - parameters(b))[0];
}

/** The path of an endpoint with a pattern in place of each `{name}`. */
export function pathPattern({ path }: Endpoint, parameter: string): RegExp {
  const literal = path.replace(/[.*+?^$|()[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replace(/\{\w+\}/g, () => parameter)}$`);
}
