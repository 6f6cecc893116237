import { describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { trackingRoutes } from '../../src/sandbox/tracking/paths.ts';
import { basic, openSandbox, post, rawExchange } from '../helpers/sandbox.ts';

/** Header lines and what stands before the path of the target; `{port}` is the real port. None may pass (rule S12). */
const hostForms: readonly [string, string, string][] = [
  ['missing', '', 'X-Nothing: 1'],
  ['empty', '', 'Host:'],
  ['port 0', '', 'Host: 127.0.0.1:0'],
  ['a private address', '', 'Host: 10.244.0.5:{port}'],
  ['a foreign name, as a rebound page sends it', '', 'Host: evil.example:{port}'],
  ['a foreign name without a port', '', 'Host: evil.example'],
  ['a name that begins like ours', '', 'Host: 127.0.0.1.evil.example:{port}'],
  ['a name that ends like ours', '', 'Host: evil-localhost:{port}'],
  ['user information', '', 'Host: localhost:{port}@evil.example'],
  ['a dot at the end', '', 'Host: localhost.:{port}'],
  ['every address', '', 'Host: 0.0.0.0:{port}'],
  ['twice, the foreign one second', '', 'Host: 127.0.0.1:{port}\r\nHost: evil.example'],
  ['a target in absolute form', 'http://127.0.0.1:{port}', 'Host: 127.0.0.1:{port}'],
  ['a foreign target in absolute form', 'http://evil.example', 'Host: 127.0.0.1:{port}'],
];

interface Route {
  readonly method: string;
  readonly path: string;
}

/** Every route the sandbox itself says it has, with something in place of parameters; for ALL a read and a write. */
function routesOf({ routes }: RunningSandbox): Route[] {
  return routes.flatMap((route) => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace('*', 'x').replace(/:\w+(?:\{[^}]*\})?\??/g, 'x');
    return (method === 'ALL' ? ['GET', 'POST', 'DELETE'] : [method]).map((each) => ({ method: each, path }));
  });
}

async function ask(
  { method, path }: Route,
  sandbox: RunningSandbox,
  headers: string,
  prefix = '',
): Promise<string> {
  const fill = (text: string) => text.replaceAll('{port}', String(sandbox.port));
  return rawExchange(
    sandbox,
    `${method} ${fill(prefix)}${path} HTTP/1.1\r\n${fill(headers)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}

const refusal = 'answers under its own loopback name only';
const statusOf = (reply: string) => Number(reply.split(' ')[1]);

describe('every route of the sandbox', () => {
  it('is known to this test', async () => {
    const routes = routesOf(await openSandbox());
    for (const path of [...trackingRoutes.keys(), '/_/events', '/_/reset', '/token', '/health'])
      expect(routes.map((route) => route.path)).toContain(path);
    expect(routes.length).toBeGreaterThan(trackingRoutes.size * 3);
    process.stdout.write(`${routes.length} routes, each with ${hostForms.length} forms of Host\n`);
  });

  it.each(hostForms)('refuses the Host: %s', async (_name, prefix, header) => {
    const sandbox = await openSandbox();
    // What is answered whatever the Host has tests of its own (host-guard.test.ts).
    const routes = routesOf(sandbox).filter(({ path }) => path !== '/health');
    for (let at = 0; at < routes.length; at += 50) {
      await Promise.all(
        routes.slice(at, at + 50).map(async (route) => {
          const reply = await ask(route, sandbox, header, prefix);
          expect([route, statusOf(reply)]).toEqual([route, 403]);
          if (route.method !== 'HEAD') expect(reply).toContain(refusal);
          expect(reply.toLowerCase()).not.toContain('access-control');
        }),
      );
    }
    expect(sandbox.journal.requests.length).toBe(0);
  });
});

describe('a page of another origin', () => {
  const pages = ['https://evil.example', 'null', 'http://localhost:1', 'http://evil.example:{port}'];
  const isIngestion = ({ path }: Route) => trackingRoutes.has(path) || path.startsWith('/v1/projects/');
  const isOpen = ({ path }: Route) => path === '/health' || path === '/token';

  it.each(pages)('%s is granted nothing but to send', async (origin) => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/track', { event: 'Precious', userId: 'u' }, { authorization: basic('k') });
    for (const route of routesOf(sandbox)) {
      if (isIngestion(route)) continue;
      const reply = await ask(
        route,
        sandbox,
        `Host: 127.0.0.1:{port}\r\nOrigin: ${origin}\r\nSec-Fetch-Site: cross-site`,
      );
      const head = reply.slice(0, reply.indexOf('\r\n\r\n')).toLowerCase();
      expect([route, head.includes('access-control-allow')]).toEqual([route, false]);
      expect([route, reply.includes('Precious')]).toEqual([route, false]);
      // What changes something is not even tried; what a page may ask for anyway tells it nothing.
      if (route.method !== 'GET' && route.method !== 'HEAD' && !isOpen(route))
        expect([route, statusOf(reply) >= 400]).toEqual([route, true]);
    }
    expect([...sandbox.journal.messages].map(({ event }) => event)).toEqual(['Precious']);
  });

  it.each(pages)('%s may not control the sandbox', async (origin) => {
    const sandbox = await openSandbox();
    const control = routesOf(sandbox).filter(({ path }) => path.startsWith('/_/') && path !== '/_/x');
    expect(control.length).toBeGreaterThan(5);
    const answers: string[] = [];
    for (const route of control) {
      const reply = await ask(
        route,
        sandbox,
        `Host: 127.0.0.1:{port}\r\nOrigin: ${origin}\r\nContent-Type: application/json`,
      );
      if (statusOf(reply) !== 403) answers.push(`${route.method} ${route.path} ${statusOf(reply)}`);
    }
    // The page itself holds nothing that arrived: it may be loaded, and then asks under its own origin.
    expect(
      answers.filter(
        (answer) =>
          !/^GET \/_\/(?:[\w.-]*\.(?:js|css|svg|png|ico|woff2|map|html))? (?:200|404)$/.test(answer),
      ),
    ).toEqual([]);
  });

  it('sends with a simple request and reads no more than the answer', async () => {
    const sandbox = await openSandbox();
    const reply = await fetch(`${sandbox.url}/v1/t`, {
      method: 'POST',
      headers: { origin: 'https://shop.example', 'content-type': 'text/plain' },
      body: JSON.stringify({ writeKey: 'k', event: 'E', userId: 'u' }),
    });
    expect([
      reply.status,
      reply.headers.get('access-control-allow-origin'),
      reply.headers.get('access-control-allow-credentials'),
    ]).toEqual([200, '*', null]);
    expect(await reply.text()).toBe('{"success": true}');
  });
});
