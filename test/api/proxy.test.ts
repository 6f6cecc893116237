import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openHttp, TransportError } from '../../src/api/http.ts';
import { UsageError } from '../../src/errors.ts';
import { runChild } from '../helpers/child.ts';
import { forwardProxy } from '../helpers/forward-proxy.ts';
import { json, portOf, serve } from '../helpers/http-server.ts';
import { closedPort, serveRaw } from '../helpers/raw-server.ts';

const tls = join(import.meta.dirname, '..', 'fixtures', 'tls');

/** A TLS server whose certificate only who trusts `cert.pem` accepts; it is called api.segment.test. */
async function serveTls(): Promise<{ port: number; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer(
    { key: readFileSync(join(tls, 'key.pem')), cert: readFileSync(join(tls, 'cert.pem')) },
    (request, reply) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString('utf8')));
      request.on('end', () => json(reply, 200, { success: true }));
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: portOf(server.address()), bodies };
}

async function failure(env: Record<string, string>, url: string): Promise<unknown> {
  const http = openHttp({ env, userAgent: 'test' });
  onTestFinished(() => http.close());
  return http.send({ method: 'POST', url, body: '{}', timeoutMs: 5000 }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Sends one request from a process of its own, then closes and tells what still keeps it alive. */
const sendAndEnd = `
  import { openHttp } from './src/api/http.ts';
  const http = openHttp({ env: process.env, userAgent: 'test' });
  try {
    const reply = await http.send({ method: 'POST', url: process.env.TARGET, body: '{"a":1}', timeoutMs: 5000 });
    process.stdout.write(String(reply.status));
  } catch (error) {
    process.stdout.write(error.kind + ' ' + error.message);
  }
  await http.close();
  await new Promise((resolve) => setImmediate(resolve));
  const held = process.getActiveResourcesInfo().filter((name) => name.includes('TCP') || name.includes('TLS'));
  process.stdout.write(' ' + JSON.stringify(held));
`;

describe('the proxy of the environment', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY'])(
    '%s carries https through a tunnel',
    async (name) => {
      const server = await serveTls();
      const proxy = await forwardProxy(server.port);
      const { stdout } = await runChild(sendAndEnd, {
        [name]: proxy.url.replace('http://', 'http://user:p%40ss@'),
        TARGET: 'https://api.segment.test/v1/track',
        NODE_EXTRA_CA_CERTS: join(tls, 'cert.pem'),
      });
      expect(stdout).toBe('200 []');
      expect(server.bodies).toEqual(['{"a":1}']);
      expect(proxy.tunnels).toEqual([
        { target: 'api.segment.test:443', authorization: `Basic ${btoa('user:p@ss')}` },
      ]);
      expect(proxy.plain).toEqual([]);
    },
  );

  test.each(['127.0.0.1', 'localhost'])('loopback never goes through it: %s', async (host) => {
    const server = await serve((_request, reply) => json(reply, 200, { success: true }));
    const proxy = await forwardProxy(1);
    const env = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: '' };
    expect(await failure(env, server.url.replace('127.0.0.1', host))).toBeUndefined();
    expect(await failure({ HTTPS_PROXY: 'socks5://127.0.0.1:1080' }, server.url)).toBeUndefined();
    expect(server.requests).toHaveLength(2);
    expect([proxy.tunnels, proxy.plain]).toEqual([[], []]);
  });

  test('NO_PROXY names what goes straight', async () => {
    const proxy = await forwardProxy(1);
    const error = await failure(
      { HTTPS_PROXY: proxy.url, NO_PROXY: 'other.example, .invalid' },
      'https://api.invalid/',
    );
    expect(error).toMatchObject({ kind: 'dns' });
    expect(proxy.tunnels).toEqual([]);
  });

  test.each([403, 407, 502])('a proxy that answers %i is named as the cause', async (status) => {
    const proxy = await forwardProxy(1, status);
    const error = await failure({ HTTPS_PROXY: proxy.url }, 'https://api.segment.test/');
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      kind: 'connection',
      message: expect.stringContaining(`(it answered ${status})`),
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
  });

  test('a proxy that is not there', async () => {
    const error = await failure({ HTTPS_PROXY: await closedPort() }, 'https://api.segment.test/');
    expect(error).toMatchObject({
      kind: 'connection',
      retry: 'once_taking',
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
  });

  test('a proxy whose name nobody knows is called by its own', async () => {
    const error = await failure({ https_proxy: 'proxy.invalid:3128' }, 'https://api.segment.test/');
    expect(error).toMatchObject({ kind: 'dns', hint: expect.stringContaining('https_proxy') });
    expect(String(error)).toContain('proxy.invalid:3128 (https_proxy)');
    expect(String(error)).not.toContain('segment');
  });

  test.each<[string, (socket: Socket) => void, string]>([
    ['closes', (socket) => socket.destroy(), 'connection'],
    ['ends', (socket) => socket.end(), 'connection'],
    ['is none', (socket) => socket.end('SSH-2.0-OpenSSH\r\n'), 'protocol'],
  ])(
    'a proxy that %s: one connection and an answer, not one after the other',
    async (_what, answer, kind) => {
      const proxy = await serveRaw(answer);
      const error = await failure({ HTTPS_PROXY: proxy.url }, 'https://api.segment.test/');
      expect(error).toMatchObject({ kind, hint: expect.stringContaining('HTTPS_PROXY') });
      expect(String(error)).toContain(new URL(proxy.url).host);
      expect(proxy.connections()).toBe(1);
    },
  );

  test('a proxy that opens the way and answers in place of the server is asked about', async () => {
    const proxy = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n<html>login</html>'));
    });
    const error = await failure({ https_proxy: proxy.url }, 'https://api.segment.test/');
    expect(error).toMatchObject({
      kind: 'tls',
      retry: 'never',
      hint: 'Check https_proxy: the proxy may answer in place of api.segment.test.',
    });
  });

  test('a proxy that takes the connection and never answers is named, not the server behind it', async () => {
    const proxy = await serveRaw(() => {});
    const http = openHttp({ env: { HTTPS_PROXY: proxy.url }, userAgent: 'test' });
    onTestFinished(() => http.close());
    const url = 'https://api.segment.test/';
    await expect(http.send({ method: 'POST', url, body: '{}', timeoutMs: 300 })).rejects.toMatchObject({
      kind: 'timeout',
      message: `The proxy ${new URL(proxy.url).host} (HTTPS_PROXY) did not connect to api.segment.test within 300 ms.`,
      hint: 'Check HTTPS_PROXY, or unset it.',
    });
  });

  test('a path behind its port changes nothing', async () => {
    const proxy = await forwardProxy(1, 403);
    const error = await failure({ HTTPS_PROXY: `${proxy.url}/proxy.pac` }, 'https://api.segment.test/');
    expect(error).toMatchObject({
      kind: 'connection',
      message: expect.stringContaining('(it answered 403)'),
    });
    expect(proxy.tunnels).toHaveLength(1);
  });

  test('over TLS by its address: its certificate is checked, and Node warns of nothing', async () => {
    const proxy = await serveTls();
    const { stdout, stderr } = await runChild(sendAndEnd, {
      HTTPS_PROXY: `https://127.0.0.1:${proxy.port}`,
      TARGET: 'https://api.segment.test/',
      NODE_EXTRA_CA_CERTS: join(tls, 'cert.pem'),
    });
    // The server at this port is trusted, and is no proxy.
    expect(stdout).toContain(`connection The proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY) closed`);
    expect(stderr).toBe('');
  });

  test('https:// before a proxy that speaks no TLS', async () => {
    const proxy = await forwardProxy(1);
    const error = await failure(
      { HTTPS_PROXY: proxy.url.replace('http://127.0.0.1', 'https://localhost') },
      'https://api.segment.test/',
    );
    expect(error).toMatchObject({
      kind: 'tls',
      retry: 'never',
      hint: expect.stringContaining(`HTTPS_PROXY=http://localhost:`),
    });
  });

  test('written without http:// it is understood; nonsense is a usage error that shows no password', async () => {
    const proxy = await forwardProxy(1, 403);
    expect(
      await failure({ https_proxy: proxy.url.replace('http://', '') }, 'https://api.segment.test/'),
    ).toMatchObject({ kind: 'connection' });
    expect(proxy.tunnels).toHaveLength(1);
    const error = await failure(
      { HTTPS_PROXY: 'http://user:hunter2@[nonsense' },
      'https://api.segment.test/',
    );
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).not.toContain('hunter2');
  });
});

describe('certificates', () => {
  test('a proxy that signs for itself: the error names NODE_EXTRA_CA_CERTS', async () => {
    const proxy = await forwardProxy((await serveTls()).port);
    const error = await failure({ HTTPS_PROXY: proxy.url }, 'https://api.segment.test/');
    expect(error).toMatchObject({
      kind: 'tls',
      retry: 'never',
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });

  test('https:// before a server that speaks no TLS', async () => {
    const server = await serve((_request, reply) => json(reply, 200, { success: true }));
    const error = await failure({}, server.url.replace('http://', 'https://'));
    expect(error).toMatchObject({ kind: 'tls', retry: 'never', hint: expect.stringContaining('TLS') });
  });

  test('NODE_EXTRA_CA_CERTS is heard without a proxy, and the name is still checked', async () => {
    const server = await serveTls();
    const env = { NODE_EXTRA_CA_CERTS: join(tls, 'cert.pem') };
    expect((await runChild(sendAndEnd, { ...env, TARGET: `https://127.0.0.1:${server.port}/` })).stdout).toBe(
      '200 []',
    );
    expect(
      (await runChild(sendAndEnd, { ...env, TARGET: `https://127.0.0.2:${server.port}/` })).stdout,
    ).toMatch(/^(tls .*another host|connection)/);
  });
});

describe('ending', () => {
  test('after one request no socket keeps the process alive, kept-alive or not', async () => {
    const server = await serve((_request, reply) =>
      json(reply, 200, { success: true }, { 'keep-alive': 'timeout=600' }),
    );
    expect((await runChild(sendAndEnd, { TARGET: server.url })).stdout).toBe('200 []');
  });
});
