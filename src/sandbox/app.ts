import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { controlRoutes } from './control.ts';
import { isOwnOrigin } from './host-guard.ts';
import { exceedsLimit, type IntakeParts, malformedJson, type Reply, takeRequest } from './intake.ts';
import type { Oauth } from './oauth.ts';
import { plainPath, type TrackingRoute, trackingRoutes } from './paths.ts';
import { problem } from './problem.ts';
import { readBody } from './read-body.ts';
import { settingsReply } from './settings.ts';
import type { StatsFacts } from './stats.ts';

export interface AppParts extends IntakeParts {
  readonly now: () => Date;
  readonly region: 'us' | 'eu';
  readonly version: string;
  readonly oauth: Oauth;
  readonly stats: () => StatsFacts;
}

export type SandboxContext = Context<{ Bindings: HttpBindings }>;

/**
 * The sandbox as a function from request to response: it does not listen, so `start` decides where.
 * Hosts are checked below it, because hono sees them only after Node has joined them.
 */
export function createSandboxApp(parts: AppParts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>({
    getPath: (request) => plainPath(request.url.slice(request.url.indexOf('/', 'https://'.length))),
  });
  const inFlight = new Set<Promise<unknown>>();

  for (const [path, route] of trackingRoutes) {
    app.post(path, (c) => {
      const answer = ingest(c, path, route, parts);
      inFlight.add(answer);
      void answer.finally(() => inFlight.delete(answer));
      return answer;
    });
    app.options(path, preflight);
    // A GET, or any other method, is a request without a body that parses (contract §1).
    app.all(path, (c) => send(c, malformedJson));
  }
  app.get('/v1/projects/:key/settings', (c) => settingsReply(c, parts));
  app.options('/v1/projects/:key/settings', preflight);
  app.all('/token', (c) => parts.oauth.answer(c));
  app.get('/health', (c) => c.json({ status: 'ok', name: 'segment sandbox', version: parts.version }));

  app.use('/_/*', async (c, next) => {
    const [origin, site, host = ''] = [
      c.req.header('origin'),
      c.req.header('sec-fetch-site'),
      c.req.header('host'),
    ];
    if (!isOwnOrigin({ origin, site, host }))
      return c.json(problem('forbidden', 'This page may not control the sandbox.'), 403);
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    return undefined;
  });
  const drained = async (): Promise<void> => {
    await Promise.allSettled([...inFlight]);
  };
  app.route('/_', controlRoutes({ ...parts, drained }));

  app.notFound((c) => c.json(problem('not_found', `The sandbox has no ${c.req.method} ${c.req.path}.`), 404));
  // Whatever went wrong in here is no business of the client; it must never see a stack.
  app.onError((_error, c) => c.json(problem('internal', 'The sandbox failed to answer.'), 500));
  return app;
}

async function ingest(
  c: SandboxContext,
  path: string,
  route: TrackingRoute,
  parts: AppParts,
): Promise<Response> {
  const { incoming } = c.env;
  const receivedAt = parts.now();
  const headers = plainHeaders(incoming.headers);
  const read = await readBody(incoming);
  const result =
    read.kind === 'read'
      ? takeRequest({ route, path, headers, receivedAt, body: read.body }, parts)
      : { reply: read.kind === 'too_large' ? exceedsLimit : malformedJson, messages: 0, notes: [] };
  parts.journal.addRequest({
    method: c.req.method,
    path,
    headers,
    receivedAt,
    wireBytes: read.wireBytes,
    bodyBytes: read.kind === 'read' ? read.body.length : 0,
    status: result.reply.status,
    messages: result.messages,
    notes: result.notes,
  });
  // What is left of a refused body is not worth reading: the connection ends with the answer.
  if (read.kind === 'too_large') c.header('connection', 'close');
  return send(c, result.reply);
}

/** Browsers may post from any page (rule S13), and read nothing but the answer. */
function send(c: SandboxContext, reply: Reply): Response {
  c.header('content-type', 'application/json');
  if (c.req.header('origin') !== undefined) c.header('access-control-allow-origin', '*');
  return c.body(reply.body, reply.status);
}

function preflight(c: SandboxContext): Response {
  c.header('access-control-allow-origin', '*');
  c.header('access-control-allow-methods', 'POST, GET, OPTIONS');
  c.header('access-control-allow-headers', c.req.header('access-control-request-headers') ?? 'content-type');
  c.header('access-control-max-age', '86400');
  if (c.req.header('access-control-request-private-network') === 'true')
    c.header('access-control-allow-private-network', 'true');
  return c.body(null, 204);
}

function plainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const plain: Record<string, string> = Object.create(null);
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) plain[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return plain;
}
