import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { portOf } from './http-server.ts';

export interface ForwardProxy {
  readonly url: string;
  /** What clients asked to be connected to, `host:port`, with the credentials they showed. */
  readonly tunnels: { readonly target: string; readonly authorization: string | undefined }[];
  /** Plain requests, which nobody should send. */
  readonly plain: string[];
}

/** A real CONNECT proxy. Every tunnel ends at `port` on this machine, whatever name was asked for; `refuse` answers that status instead. */
export async function forwardProxy(port: number, refuse?: number): Promise<ForwardProxy> {
  const tunnels: ForwardProxy['tunnels'] = [];
  const plain: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, reply) => {
    plain.push(request.url ?? '');
    reply.writeHead(502).end();
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request, client: Socket, head) => {
    client.on('error', () => {});
    tunnels.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
    if (refuse !== undefined) {
      client.end(`HTTP/1.1 ${refuse} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    sockets.add(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}`, tunnels, plain };
}
