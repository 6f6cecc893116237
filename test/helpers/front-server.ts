import { createServer, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { portOf, type SeenRequest } from './http-server.ts';

/** What becomes of a request that is no GET; `forward` makes the change behind and gives the answer to it. */
export type ChangeAnswer = (
  reply: ServerResponse,
  forward: () => Promise<{ readonly status: number; readonly body: string }>,
) => void | Promise<void>;

export interface FrontServer {
  readonly url: string;
  /** Every request that arrived and is no GET. */
  readonly changes: SeenRequest[];
  /** How many GETs arrived. */
  reads(): number;
}

/**
 * A real server in front of another one. It passes every GET on, and calls `beforeRead` first with the number of the GET,
 * from 1, and a function that stops the server: nobody listens any more once that GET is answered.
 */
export async function frontServer(
  behind: string,
  answer: ChangeAnswer = pass,
  beforeRead: (count: number, stop: () => void) => void | Promise<void> = () => {},
): Promise<FrontServer> {
  const changes: SeenRequest[] = [];
  let reads = 0;
  const server = createServer(async (incoming, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = '', url: path = '', headers } = incoming;
    const body = Buffer.concat(chunks).toString('utf8');
    const forward = async () => {
      const { authorization = '', 'content-type': type = 'application/json' } = headers;
      const answered = await fetch(`${behind}${path}`, {
        method,
        headers: { authorization, ...(body === '' ? {} : { 'content-type': type }) },
        ...(body === '' ? {} : { body }),
      });
      return { status: answered.status, body: await answered.text() };
    };
    if (method !== 'GET') {
      changes.push({ method, path, headers, body });
      return answer(reply, forward);
    }
    reads += 1;
    await beforeRead(reads, () => {
      reply.setHeader('connection', 'close');
      server.close();
    });
    return pass(reply, forward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url, changes, reads: () => reads };
}

/** Passes the answer on as it is. */
export const pass: ChangeAnswer = async (reply, forward) => {
  const { status, body } = await forward();
  reply.writeHead(status, { 'content-type': 'application/json' }).end(body);
};
