import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { apiPath } from '../../src/api/api-path.ts';
import { openHttp } from '../../src/api/http.ts';
import { createWorkspaceApi } from '../../src/api/workspace/client.ts';
import { OutcomeUnknownError, TemporaryError } from '../../src/errors.ts';
import { forwardProxy } from '../helpers/forward-proxy.ts';
import { portOf, serve } from '../helpers/http-server.ts';
import { closedPort, serveRaw } from '../helpers/raw-server.ts';

// A change that got no whole answer: what was surely not sent may be run again, everything else may have been made.

/** What the Public API's client throws for a call at that URL. */
async function failureAt(
  baseUrl: string,
  { env = {}, timeoutMs = 5_000, method = 'PATCH' as 'PATCH' | 'GET' } = {},
): Promise<unknown> {
  const http = openHttp({ env, userAgent: 'test' });
  onTestFinished(() => http.close());
  const api = createWorkspaceApi({
    // The real transport with less patience.
    http: { send: (request) => http.send({ ...request, timeoutMs }) },
    baseUrl,
    token: 'sgp_x',
    region: 'us',
    tokenOrigin: 'test',
    now: () => new Date(),
    monotonic: () => performance.now(),
    random: () => 0,
    sleep: async () => {},
    onWait: () => {},
  });
  return api.call({ method, path: apiPath`/sources/x` }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

const head = { 'content-type': 'application/json', 'content-length': '100' };
const mayHaveBeenMade: readonly (readonly [string, (reply: ServerResponse) => void])[] = [
  ['no answer in time', () => {}],
  ['half an answer in time', (reply) => reply.writeHead(200, head).write('{"data":')],
  ['a head alone in time', (reply) => reply.writeHead(200, head).flushHeaders()],
  ['a cut answer', (reply) => reply.writeHead(200, head).write('{', () => reply.socket?.destroy())],
  ['a reset', (reply) => reply.socket?.resetAndDestroy()],
  ['an unknown encoding', (reply) => reply.writeHead(200, { 'content-encoding': 'zz' }).end('x')],
  ['a damaged encoding', (reply) => reply.writeHead(200, { 'content-encoding': 'gzip' }).end('x')],
  ['headers too large', (reply) => reply.writeHead(200, { x: 'x'.repeat(20_000) }).end('{}')],
];

it.each(mayHaveBeenMade)('%s: may have been made', async (_, answer) => {
  const { url, requests } = await serve((_request, reply) => answer(reply));
  expect(await failureAt(url, { timeoutMs: 300 })).toBeInstanceOf(OutcomeUnknownError);
  expect(requests).toHaveLength(1);
  // The same after a GET may be tried again.
  expect(await failureAt(url, { timeoutMs: 300, method: 'GET' })).toBeInstanceOf(TemporaryError);
});

/** A TLS server whose certificate nobody trusts. */
async function serveTls(): Promise<number> {
  const tls = join(import.meta.dirname, '..', 'fixtures', 'tls');
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(tls, name)));
  const server = createServer({ key, cert }, (_request, reply) => reply.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return portOf(server.address());
}

const away = 'https://api.segment.test';
const notSent: readonly (readonly [
  string,
  () => Promise<{ readonly url: string; readonly env?: Record<string, string> }>,
])[] = [
  ['a refused connection', async () => ({ url: await closedPort() })],
  ['a name that does not resolve', async () => ({ url: 'https://segment-cli.invalid' })],
  ['an untrusted certificate', async () => ({ url: `https://127.0.0.1:${await serveTls()}` })],
  [
    'a TLS handshake that nobody answers',
    async () => ({ url: (await serveRaw(() => {})).url.replace('http:', 'https:') }),
  ],
  ['a proxy that refuses', async () => proxied((await forwardProxy(1, 502)).url)],
  ['a proxy that wants a password', async () => proxied((await forwardProxy(1, 407)).url)],
  ['a proxy that is not there', async () => proxied(await closedPort())],
  ['a proxy that never answers', async () => proxied((await serveRaw(() => {})).url)],
  [
    'an untrusted certificate behind a proxy',
    async () => proxied((await forwardProxy(await serveTls())).url),
  ],
];

function proxied(proxy: string) {
  return { url: away, env: { HTTPS_PROXY: proxy } };
}

it.each(notSent)('%s: surely not made', async (_, open) => {
  const { url, env = {} } = await open();
  expect(await failureAt(url, { env, timeoutMs: 1_000 })).toBeInstanceOf(TemporaryError);
});
