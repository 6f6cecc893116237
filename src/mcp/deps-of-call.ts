import type { Http } from '../api/http.ts';
import { TemporaryError } from '../errors.ts';
import type { ToolDeps } from './tool.ts';

/** Clients give a call a minute; what an API asks to wait for beyond this is told in place of waited for. */
const mostWaitedMs = 40_000;

/**
 * The same dependencies for one call: its requests and waits end when it is cancelled. A call that only looks something up
 * waits no longer than its client: sleeping beyond that throws TemporaryError.
 */
export function depsOfCall(
  deps: ToolDeps,
  { signal, isPatient }: { readonly signal: AbortSignal; readonly isPatient: boolean },
): ToolDeps {
  const either = (own: AbortSignal | undefined) =>
    own === undefined ? signal : AbortSignal.any([own, signal]);
  const bound = (http: Http): Http => ({
    send: (request) => http.send({ ...request, signal: either(request.signal) }),
    close: () => http.close(),
  });
  const { clients } = deps;
  let waited = 0;
  return {
    ...deps,
    clients: {
      ...clients,
      http: async (options) => bound(await clients.http(options)),
      async sleep(milliseconds, own) {
        waited += milliseconds;
        if (!isPatient && waited > mostWaitedMs) throw tooLong(milliseconds);
        await clients.sleep(milliseconds, either(own));
      },
    },
    async sandbox() {
      const { http, url } = await deps.sandbox();
      return { http: bound(http), url };
    },
  };
}

function tooLong(milliseconds: number): TemporaryError {
  const seconds = Math.ceil(milliseconds / 1_000);
  return new TemporaryError(`The API is limiting calls, and asks for ${seconds} s before the next one.`, {
    code: 'rate_limited',
    status: 429,
    hint: `Make the same call again in ${seconds} s, or one that reads less.`,
  });
}
