import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isForThisHost, isOwnOrigin } from '../../src/sandbox/host-guard.ts';
import { openSandbox, rawExchange } from '../helpers/sandbox.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

const routes = [
  'GET /',
  'GET /health',
  'POST /v1/track',
  'POST /v1/batch',
  'OPTIONS /v1/batch',
  'GET /v1/track',
  'GET /v1/projects/k/settings',
  'POST /token',
  'GET /_/events',
  'GET /_/stats',
  'POST /_/reset',
  // A stream that is refused: one that is not never ends.
  'GET /_/stream?after=x',
  'GET /_/snapshot',
  'GET /_/requests',
  'GET /_/ledger',
  'GET /_/faults',
  'POST /_/faults',
  'DELETE /_/faults',
  'POST /_/wait',
  'POST /_/assert',
  'POST /_/diff',
  'GET /nowhere',
];

/** Header lines and the target in front of them; `{port}` is the real port. */
const forms: readonly [string, string, string, boolean][] = [
  ['127.0.0.1 with the port', '', 'Host: 127.0.0.1:{port}', true],
  ['localhost with the port', '', 'Host: localhost:{port}', true],
  ['localhost in capitals', '', 'Host: LOCALHOST:{port}', true],
  ['[::1] with the port', '', 'Host: [::1]:{port}', true],
  ['a name in another case of the header', '', 'hOsT: 127.0.0.1:{port}', true],
  ['missing', '', 'X-Nothing: 1', false],
  ['empty', '', 'Host:', false],
  ['without the port', '', 'Host: 127.0.0.1', false],
  ['another port', '', 'Host: 127.0.0.1:1', false],
  ['a foreign name', '', 'Host: evil.example', false],
  ['a foreign name with the port', '', 'Host: evil.example:{port}', false],
  ['a name that begins like ours', '', 'Host: 127.0.0.1.evil.example:{port}', false],
  ['a name that ends like ours', '', 'Host: evil-localhost:{port}', false],
  ['user information', '', 'Host: localhost:{port}@evil.example', false],
  ['a dot at the end', '', 'Host: localhost.:{port}', false],
  ['every address', '', 'Host: 0.0.0.0:{port}', false],
  ['a short form of 127.0.0.1', '', 'Host: 127.1:{port}', false],
  ['twice the same', '', 'Host: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}', false],
  ['twice, the foreign one second', '', 'Host: 127.0.0.1:{port}\r\nHost: evil.example', false],
  ['a target in absolute form', 'http://127.0.0.1:{port}', 'Host: 127.0.0.1:{port}', false],
  ['a foreign target in absolute form', 'http://evil.example', 'Host: 127.0.0.1:{port}', false],
];

describe('the Host header, on every route', () => {
  it.each(forms)('%s', async (_name, prefix, header, passes) => {
    const sandbox = await openSandbox();
    const fill = (text: string) => text.replaceAll('{port}', String(sandbox.port));
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      const reply = await rawExchange(
        sandbox,
        `${method} ${fill(prefix)}${path} HTTP/1.1\r\n${fill(header)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      const status = Number(reply.split(' ')[1]);
      expect(`${route}: ${status === 403 ? 'refused' : 'passed'}`).toBe(
        `${route}: ${passes ? 'passed' : 'refused'}`,
      );
      if (!passes) expect(reply.toLowerCase()).not.toContain('access-control');
    }
    expect(sandbox.journal.requests.length).toBe(passes ? 2 : 0);
  });

  it.skipIf(!hasIpv6)('holds on ::1, where clients look for localhost, just the same', async () => {
    const sandbox = await openSandbox();
    const ask = (host: string) =>
      rawExchange(
        sandbox,
        `GET /health HTTP/1.1\r\nHost: ${host}:${sandbox.port}\r\nConnection: close\r\n\r\n`,
        '::1',
      );
    expect(await ask('localhost')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask('evil.example')).toMatch(/^HTTP\/1\.1 403 /);
    await sandbox.close();
    await expect(ask('localhost')).rejects.toThrow();
  });

  it('a bare port 80 needs no number', () => {
    const rules = { port: 80, boundHost: '127.0.0.1', allowedHosts: [] };
    expect(isForThisHost({ url: '/', rawHeaders: ['Host', 'localhost'] }, rules)).toBe(true);
    expect(isForThisHost({ url: '/', rawHeaders: ['Host', 'evil.example'] }, rules)).toBe(false);
  });

  it('names that were allowed pass with any port, others do not', () => {
    const rules = { port: 4010, boundHost: '0.0.0.0', allowedHosts: ['sandbox', 'Host.Docker.Internal'] };
    const passes = (host: string) => isForThisHost({ url: '/', rawHeaders: ['Host', host] }, rules);
    expect(
      ['sandbox', 'sandbox:80', 'SANDBOX:4010', 'host.docker.internal:9', '127.0.0.1:4010'].map(passes),
    ).toEqual([true, true, true, true, true]);
    expect(['sandbox.evil.example', 'sandbox:80:80', '0.0.0.0:4010', 'sandbox:'].map(passes)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('an asterisk target is refused', async () => {
    const sandbox = await openSandbox();
    const reply = await rawExchange(
      sandbox,
      `OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:${sandbox.port}\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('pages of other origins', () => {
  const control = ['GET /_/events', 'GET /_/stats', 'GET /_/faults', 'GET /_/requests', 'POST /_/reset'];

  it.each<[string, Record<string, string>, boolean]>([
    ['no browser', {}, true],
    ['the page of the sandbox', { origin: '{own}', 'sec-fetch-site': 'same-origin' }, true],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }, true],
    ['a foreign origin', { origin: 'https://evil.example' }, false],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, false],
    ['a sandboxed frame', { origin: 'null' }, false],
    ['a foreign page without an origin', { 'sec-fetch-site': 'cross-site' }, false],
    ['a page of the same site', { 'sec-fetch-site': 'same-site' }, false],
  ])('%s', async (_name, headers, passes) => {
    const sandbox = await openSandbox();
    for (const route of control) {
      const [method = '', path = ''] = route.split(' ');
      const lines = Object.entries(headers).map(
        ([name, value]) => `${name}: ${value.replace('{own}', sandbox.url)}\r\n`,
      );
      const reply = await rawExchange(
        sandbox,
        `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${sandbox.port}\r\n${lines.join('')}Content-Type: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      expect([route, reply.split(' ')[1]]).toEqual([route, passes ? '200' : '403']);
      expect(reply.toLowerCase()).not.toContain('access-control-allow');
    }
  });

  it('may send to the ingestion routes, and learn nothing else', async () => {
    const { url } = await openSandbox();
    const asked = {
      origin: 'https://shop.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-retry-count',
    };
    const before = await fetch(`${url}/v1/t`, { method: 'OPTIONS', headers: asked });
    expect(before.status).toBe(204);
    expect(before.headers.get('access-control-allow-origin')).toBe('*');
    expect(before.headers.get('access-control-allow-headers')).toBe('content-type,x-retry-count');
    expect(before.headers.get('access-control-allow-credentials')).toBeNull();
    const sent = await fetch(`${url}/v1/t`, {
      method: 'POST',
      headers: { origin: 'https://shop.example' },
      body: '{"writeKey":"k"}',
    });
    expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const control = await fetch(`${url}/_/events`, { method: 'OPTIONS', headers: asked });
    expect([control.status, control.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it.each([
    ['http://localhost:4010', 'LOCALHOST:4010', true],
    ['https://localhost:4010', 'localhost:4010', false],
    ['http://localhost:4011', 'localhost:4010', false],
    ['http://127.0.0.1:4010', 'localhost:4010', false],
  ])('compares origins by scheme, name and port: %s at %s', (origin, host, isOwn) => {
    const headers = new Map([
      ['origin', origin],
      ['host', host],
    ]);
    expect(isOwnOrigin({ header: (name) => headers.get(name) })).toBe(isOwn);
  });
});
