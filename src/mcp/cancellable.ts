import type { Http } from '../api/http.ts';
import type { ToolDeps } from './tool.ts';

/** The same dependencies, whose requests and waits end when the call is cancelled. */
export function cancellable(deps: ToolDeps, signal: AbortSignal): ToolDeps {
  const either = (own: AbortSignal | undefined) =>
    own === undefined ? signal : AbortSignal.any([own, signal]);
  const bound = (http: Http): Http => ({
    send: (request) => http.send({ ...request, signal: either(request.signal) }),
    close: () => http.close(),
  });
  const { clients } = deps;
  return {
    ...deps,
    clients: {
      ...clients,
      http: async (options) => bound(await clients.http(options)),
      sleep: (milliseconds, own) => clients.sleep(milliseconds, either(own)),
    },
    async sandbox() {
      const { http, url } = await deps.sandbox();
      return { http: bound(http), url };
    },
  };
}
