import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isForThisHost, isOwnOrigin } from '../../src/sandbox/host-guard.ts';
import { readHostPattern } from '../../src/sandbox/host-pattern.ts';
import { openSandbox, rawExchange } from '../helpers/sandbox.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

const routes = [
  'GET /',
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
  ['localhost with another port', '', 'Host: localhost:8080', true],
  ['localhost without a port', '', 'Host: localhost', true],
  ['127.0.0.1 with another port', '', 'Host: 127.0.0.1:1', true],
  ['another address of the loopback network', '', 'Host: 127.10.0.254:8080', true],
  ['[::1] with another port', '', 'Host: [::1]:8080', true],
  ['a name below localhost', '', 'Host: shop.web.localhost:8080', true],
  ['missing', '', 'X-Nothing: 1', false],
  ['empty', '', 'Host:', false],
  ['a colon without a port', '', 'Host: localhost:', false],
  ['port 0', '', 'Host: localhost:0', false],
  ['a port that is none', '', 'Host: localhost:65536', false],
  ['two ports', '', 'Host: localhost:80:80', false],
  ['no address of the loopback network', '', 'Host: 127.0.0.256:{port}', false],
  ['more than an address', '', 'Host: 127.0.0.1.1:{port}', false],
  ['a dot before localhost', '', 'Host: .localhost:{port}', false],
  ['localhost as a part of a foreign name', '', 'Host: localhost.evil.example:{port}', false],
  ['::1 without brackets', '', 'Host: ::1:{port}', false],
  ['a private address', '', 'Host: 10.244.0.5:{port}', false],
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
        `GET /_/stats HTTP/1.1\r\nHost: ${host}:${sandbox.port}\r\nConnection: close\r\n\r\n`,
        '::1',
      );
    expect(await ask('localhost')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask('evil.example')).toMatch(/^HTTP\/1\.1 403 /);
    await sandbox.close();
    await expect(ask('localhost')).rejects.toThrow();
  });

  const passes = (host: string, rules: { port: number; boundHost: string; allowHost?: string }) =>
    isForThisHost(
      { url: '/', rawHeaders: ['Host', host] },
      { ...rules, allowedHosts: rules.allowHost === undefined ? [] : [readHostPattern(rules.allowHost)] },
    );

  it.each([
    [
      '192.168.1.5',
      4010,
      ['192.168.1.5:4010', 'localhost:1'],
      ['192.168.1.5', '192.168.1.5:4011', '192.168.1.6:4010'],
    ],
    ['box.example', 80, ['box.example', 'BOX.example:80'], ['box.example:81', 'a.box.example']],
    ['fd00::1', 4010, ['[fd00::1]:4010'], ['fd00::1:4010', '[fd00::2]:4010']],
    ['0.0.0.0', 4010, ['127.0.0.1:4010'], ['0.0.0.0:4010', '10.244.0.5:4010']],
    ['::', 4010, ['[::1]:4010'], ['[::]:4010']],
  ])('bound to %s, port %i', (boundHost, port, good, bad) => {
    expect(good.filter((host) => !passes(host, { port, boundHost }))).toEqual([]);
    expect(bad.filter((host) => passes(host, { port, boundHost }))).toEqual([]);
  });

  it.each([
    [
      'sandbox',
      ['sandbox', 'sandbox:80', 'SANDBOX:4010', '127.0.0.1:4010'],
      ['sandbox.evil.example', 'sandbox:80:80', 'sandbox:', 'mysandbox'],
    ],
    ['Host.Docker.Internal', ['host.docker.internal:9'], ['docker.internal']],
    ['my_service', ['my_service:4010'], ['my-service']],
    ['sandbox:8080', ['sandbox:8080'], ['sandbox', 'sandbox:80', 'sandbox:4010']],
    ['sandbox:80', ['sandbox', 'sandbox:80'], ['sandbox:4010']],
    ['localhost:8080', ['localhost:8080', 'localhost:4010'], ['evil.example:8080']],
    [
      '*.ci.example',
      ['a.ci.example', 'A.B.ci.example:9'],
      [
        'ci.example',
        '.ci.example',
        'evilci.example',
        'a.ci.example.evil',
        'a b.ci.example',
        'u@a.ci.example',
      ],
    ],
    ['*.ci.example:8080', ['a.ci.example:8080'], ['a.ci.example', 'a.ci.example:80']],
    ['10.244.0.5', ['10.244.0.5:4010'], ['10.244.0.50', '110.244.0.5']],
    ['[fd00::1]', ['[fd00::1]', '[FD00::1]:4010'], ['fd00::1']],
    ['FD00:0:0::1', ['[fd00::1]:4010'], ['[fd00::2]']],
    ['[fd00::1]:8080', ['[fd00::1]:8080'], ['[fd00::1]:8081']],
    ['bücher.example', ['xn--bcher-kva.example:4010'], ['bucher.example']],
    [
      'sandbox.ci.svc.cluster.local.',
      ['sandbox.ci.svc.cluster.local.:4010'],
      ['sandbox.ci.svc.cluster.local'],
    ],
  ])('--allow-host %s', (allowHost, good, bad) => {
    const rules = { port: 4010, boundHost: '0.0.0.0', allowHost };
    expect(good.filter((host) => !passes(host, rules))).toEqual([]);
    expect(bad.filter((host) => passes(host, rules))).toEqual([]);
  });

  it.each([
    ['http://sandbox:8080', 'Write the name alone: --allow-host sandbox:8080'],
    ['//sandbox/x', 'Write the name alone: --allow-host sandbox'],
    ...[
      ...[
        '',
        ' ',
        'a b',
        'sandbox/',
        'sandbox/path',
        'u@sandbox',
        'sandbox?x',
        'a..b',
        '.sandbox',
        '-',
        'a,b',
      ],
      ...[
        '*',
        '*:8080',
        '*.',
        '**.example',
        '*.*.example',
        'a.*.example',
        '*example',
        'a*',
        '*.[::1]',
        '[::1',
        '[x]',
      ],
      ...[
        'sandbox:',
        'sandbox:0',
        'sandbox:65536',
        'sandbox:http',
        'sandbox:80:80',
        'sandbox:-1',
        'sandbox: 80',
      ],
      ...['a\nb', `${'a'.repeat(300)}`],
    ].map((text) => [text, expect.stringContaining("--allow-host '*.ci.example'")]),
  ])('--allow-host “%s” can never match, or is too broad', (text, hint) => {
    expect(() => readHostPattern(text)).toThrow(
      expect.objectContaining({ code: 'host_pattern_invalid', exitCode: 2, hint }),
    );
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

describe('GET /health', () => {
  const health = (head: string) => `GET /health${head}Connection: close\r\n\r\n`;

  it.each([
    ['the address of a pod', health(' HTTP/1.1\r\nHost: 10.244.0.5:4010\r\n')],
    ['the name of a service', health(' HTTP/1.1\r\nHost: sandbox.ci.svc.cluster.local\r\n')],
    ['no Host', health(' HTTP/1.1\r\n')],
    ['HTTP/1.0 without a Host', 'GET /health HTTP/1.0\r\n\r\n'],
    ['a Host that is none', health(' HTTP/1.1\r\nHost: a b:99999\r\n')],
    ['two Hosts', health(' HTTP/1.1\r\nHost: a\r\nHost: b\r\n')],
    ['a query', health('/?probe=1 HTTP/1.1\r\nHost: a\r\n')],
    ['a HEAD', 'HEAD /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ])('is answered with %s', async (_name, request) => {
    const reply = await rawExchange(await openSandbox({ version: '1.2.3' }), request);
    const [head = '', body] = reply.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(head.toLowerCase()).not.toContain('access-control');
    expect(body).toBe(
      request.startsWith('HEAD') ? '' : '{"status":"ok","name":"segment sandbox","version":"1.2.3"}',
    );
  });

  it.each([
    'POST /health',
    'OPTIONS /health',
    'GET /healthz',
    'GET /health/../_/events',
    'GET /health/x',
    'GET /HEALTH',
    'GET /%68ealth',
    'GET http://evil.example/health',
    'HEAD /_/events',
  ])('opens nothing else: %s', async (request) => {
    const sandbox = await openSandbox();
    const reply = await rawExchange(
      sandbox,
      `${request} HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
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
