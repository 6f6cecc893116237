import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { SandboxApp } from './app.ts';
import { type CallBindings, internalFailure } from './http.ts';
import { maxBodyBytes } from './read-body.ts';
import { addRefused, isRefusal, type RecordOptions, recordRefused } from './refused/record-refused.ts';
import { send } from './tracking/ingest.ts';
import { type TrackingRoute, trackingRoutes } from './tracking/paths.ts';

/**
 * What node:http calls for each request of this host. One that plainly brings messages goes to them past hono, whose
 * Request, Response and promises cost as much as all that is done with a message; the routes would answer it the same.
 */
export function createListener(
  { routes, ingest }: SandboxApp,
  options: RecordOptions,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const throughRoutes = getRequestListener(recordRefused(routes.fetch, options), {
    overrideGlobalObjects: false,
  });
  const answerMessages = async (call: CallBindings, path: string, route: TrackingRoute): Promise<void> => {
    const { incoming, outgoing } = call;
    try {
      await ingest.answer(call, path, route);
      const { headersSent, statusCode: status } = outgoing;
      if (!headersSent || !isRefusal(status)) return;
      const answer = call.refusal ?? '';
      addRefused(options.journal.refused, { incoming, receivedAt: options.now(), status, answer, call });
    } catch {
      if (outgoing.headersSent) outgoing.destroy();
      else send(call, { status: 500, body: JSON.stringify(internalFailure) });
    }
  };
  return (incoming, outgoing) => {
    const { url = '' } = incoming;
    const route = isPlain(incoming) ? trackingRoutes.get(url) : undefined;
    if (route === undefined) void throughRoutes(incoming, outgoing);
    else void answerMessages({ incoming, outgoing }, url, route);
  };
}

/** False where a body of unknown length, or a longer one than may be, is to be cut off. */
function isPlain({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' && Number(headers['content-length']) <= maxBodyBytes;
}
