import type { IncomingMessage, ServerResponse } from 'node:http';
import { plainPath } from './tracking/paths.ts';

export const healthRoute = 'GET /health';

/**
 * True for the one request that is answered whatever its Host, or without one: an orchestrator probes a container by
 * its address, a load balancer in HTTP/1.0. It tells that a sandbox runs and which version, and nothing that arrived.
 */
export function isHealthCheck({ method, url = '' }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && url.startsWith('/') && plainPath(url) === '/health';
}

export function answerHealth(incoming: IncomingMessage, outgoing: ServerResponse, version: string): void {
  const body = JSON.stringify({ status: 'ok', name: 'segment sandbox', version });
  outgoing.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  outgoing.end(incoming.method === 'HEAD' ? undefined : body);
  incoming.resume();
}
