import type { Http } from './http.ts';
import type { OpenCall } from './json-api.ts';
import { checkUrl } from './url.ts';

/** A transport that announces each request and its end, for whoever waits: a call that is no call of a JSON API. */
export function watchHttp(http: Http, onCall: ((call: OpenCall) => () => void) | undefined): Http {
  if (onCall === undefined) return http;
  return {
    ...http,
    async send(request) {
      const end = onCall({ method: request.method, thing: checkUrl(request.url).host, soFar: 0 });
      try {
        return await http.send(request);
      } finally {
        end();
      }
    },
  };
}
