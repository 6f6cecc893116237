import { request } from 'node:http';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { type HttpServer, serve } from './http-server.ts';

/** A server in front of a sandbox that keeps each request as it came over the wire, and passes it on unchanged. */
export function recordBefore(sandbox: RunningSandbox): Promise<HttpServer> {
  return serve(({ method, path, headers, body }, reply) => {
    const passedOn = request(
      // As text in parts: a URL would resolve the very dots that are looked for.
      { host: '127.0.0.1', port: sandbox.port, method, path, headers: { ...headers, host: hostOf(sandbox) } },
      (answer) => {
        reply.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(reply);
      },
    );
    passedOn.on('error', () => reply.destroy());
    passedOn.end(body);
  });
}

function hostOf({ port }: RunningSandbox): string {
  return `127.0.0.1:${port}`;
}
