import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/start.ts';

/** A sandbox for one test, on a free port; ends with it. */
export async function openSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

/** One POST with a write key in the header, unless `headers` say otherwise. */
export async function post(
  { url }: RunningSandbox,
  path: string,
  body: string | Uint8Array | object,
  headers: Record<string, string> = { authorization: basic('key') },
): Promise<Answer> {
  const isText = typeof body === 'string' || body instanceof Uint8Array;
  const reply = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  });
  return { status: reply.status, body: await reply.text(), headers: reply.headers };
}

export function basic(writeKey: string): string {
  return `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
}

/** Writes bytes to the port as they are and resolves with everything that comes back. */
export function rawExchange(
  { port }: RunningSandbox,
  bytes: string | Uint8Array,
  host = '127.0.0.1',
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.on('error', (error) =>
      chunks.length > 0 ? resolve(Buffer.concat(chunks).toString('latin1')) : reject(error),
    );
  });
}
