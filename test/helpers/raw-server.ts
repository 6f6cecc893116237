import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { portOf } from './http-server.ts';

/**
 * A server that speaks bytes, for replies no HTTP library would write. `answer` runs once a connection
 * has sent its first bytes.
 */
export async function serveRaw(
  answer: (socket: Socket, received: Buffer) => void,
): Promise<{ readonly url: string; connections(): number }> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', (received) => answer(socket, received));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}`, connections: () => connections };
}

/** The URL of a port at which surely nobody listens. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  await new Promise((resolve) => server.close(resolve));
  return url;
}
