import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { settingsPath } from '../segment/hosts.ts';
import { controlRoutes } from './control/routes.ts';
import { honoPath } from './hono-path.ts';
import { isOwnOrigin } from './host-guard.ts';
import type { Ledger } from './journal/ledger.ts';
import type { StatsFacts } from './journal/stats.ts';
import { pageRoutes } from './page/routes.ts';
import { problem } from './problem.ts';
import type { Profiles } from './profiles/profiles.ts';
import { createIngest, type IngestParts, send } from './tracking/ingest.ts';
import { malformedJson } from './tracking/intake.ts';
import type { Oauth } from './tracking/oauth.ts';
import { plainPath, trackingRoutes } from './tracking/paths.ts';
import { settingsReply } from './tracking/settings.ts';
import { workspaceControl } from './workspace/control.ts';
import { workspaceRoutes } from './workspace/serve.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface AppParts extends IngestParts {
  readonly workspace: Workspace;
  readonly region: 'us' | 'eu';
  readonly version: string;
  readonly oauth: Oauth;
  readonly stats: () => StatsFacts;
  readonly profiles: Pick<Profiles, 'api' | 'control'>;
  /** Undefined unless it was asked for. */
  readonly ledger: Ledger | undefined;
  /** Where the built page is; undefined for beside the program. */
  readonly pageFolder: string | undefined;
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
  const ingest = createIngest(parts);

  for (const [path, route] of trackingRoutes) {
    app.post(path, (c) => ingest.answer(c, path, route));
    app.options(path, preflight);
    // A GET, or any other method, is a request without a body that parses (docs/segment-api/tracking.md#endpoints).
    app.all(path, (c) => send(c, malformedJson));
  }
  const settings = honoPath(settingsPath);
  app.get(settings, (c) => settingsReply(c, parts));
  app.options(settings, preflight);
  app.all('/token', (c) => parts.oauth.answer(c));
  app.all('/v1/spaces/*', parts.profiles.api);
  app.all('/v1/namespaces/*', parts.profiles.api);
  app.get('/health', (c) => c.json({ status: 'ok', name: 'segment sandbox', version: parts.version }));

  app.route('/', pageRoutes(parts.pageFolder));

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
  app.route('/_', parts.profiles.control);
  app.route('/_', workspaceControl(parts.workspace));
  app.route('/_', controlRoutes({ ...parts, drained: ingest.drained }));
  app.route('/', workspaceRoutes(parts));

  app.notFound((c) => c.json(problem('not_found', `The sandbox has no ${c.req.method} ${c.req.path}.`), 404));
  // Whatever went wrong in here is no business of the client; it must never see a stack.
  app.onError((_error, c) => c.json(problem('internal', 'The sandbox failed to answer.'), 500));
  return app;
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
