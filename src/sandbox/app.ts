import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { settingsPath } from '../segment/hosts.ts';
import { controlRoutes } from './control/routes.ts';
import { answerThroughFaults } from './faults/answer-through.ts';
import { isOwnOrigin } from './host-guard.ts';
import { answerError, type CallBindings, type HttpCall, honoPath, Refused, type Routes } from './http.ts';
import type { Ledger } from './journal/ledger.ts';
import { pageRoutes } from './page/routes.ts';
import { createProfileApi, type ProfileApiOptions } from './profiles/api.ts';
import { profileControlRoutes } from './profiles/control.ts';
import { createIngest, type Ingest, type IngestOptions, send } from './tracking/ingest.ts';
import { malformedJson } from './tracking/intake.ts';
import type { Oauth } from './tracking/oauth.ts';
import { plainPath, trackingRoutes } from './tracking/paths.ts';
import { settingsReply } from './tracking/settings.ts';
import { workspaceControl } from './workspace/control.ts';
import { plainRefusal } from './workspace/refusal.ts';
import { workspaceRoutes } from './workspace/serve.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface AppOptions extends IngestOptions {
  readonly workspace: Workspace;
  readonly region: 'us' | 'eu';
  readonly oauth: Oauth;
  readonly startedAt: Date;
  readonly profiles: ProfileApiOptions;
  /** Undefined unless it was asked for. */
  readonly ledger: Ledger | undefined;
  /** Where the built page is; undefined for beside the program. */
  readonly pageFolder: string | undefined;
}

export interface SandboxApp {
  readonly routes: Routes;
  /** What the routes give messages to. */
  readonly ingest: Ingest;
}

/**
 * The sandbox as a function from request to response: it does not listen, so `start` decides where.
 * Hosts are checked below it, because hono sees them only after Node has joined them.
 */
export function createSandboxApp(options: AppOptions): SandboxApp {
  const app = new Hono<{ Bindings: CallBindings }>({
    getPath: (request) => plainPath(request.url.slice(request.url.indexOf('/', 'https://'.length))),
  });
  const ingest = createIngest(options);

  for (const [path, route] of trackingRoutes) {
    app.post(path, async (c) => {
      await ingest.answer(c.env, path, route);
      return RESPONSE_ALREADY_SENT;
    });
    app.options(path, preflight);
    // A GET, or any other method, is a request without a body that parses (docs/segment-api/tracking.md#endpoints).
    app.all(path, (c) => {
      send(c.env, malformedJson);
      return RESPONSE_ALREADY_SENT;
    });
  }
  const settings = honoPath(settingsPath);
  app.get(settings, (c) => settingsReply(c, options.region, options.findSource));
  app.options(settings, preflight);
  app.all('/token', (c) => options.oauth.answer(c));
  const answerProfile = createProfileApi(options.profiles);
  const profileApi = (c: HttpCall) => answerThroughFaults(c, 'profile', options, () => answerProfile(c));
  app.all('/v1/spaces/*', profileApi);
  app.all('/v1/namespaces/*', profileApi);

  app.route('/', pageRoutes(options.pageFolder));

  app.use('/_/*', async (c, next) => {
    if (!isOwnOrigin(c.req)) throw new Refused(403, 'forbidden', 'This page may not control the sandbox.');
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
  });
  app.route('/_', profileControlRoutes(options.journal, options.profiles.spaces));
  app.route('/_', workspaceControl(options.workspace));
  app.route('/_', controlRoutes({ ...options, drained: ingest.drained }));
  app.route('/', workspaceRoutes(options));

  app.notFound((c) => {
    const words = `The sandbox has no ${c.req.method} ${c.req.path}.`;
    // Of the three APIs only the Public API takes such a token outside of /v1.
    const isPublic = /^Bearer\s/i.test(c.req.header('authorization') ?? '') && !c.req.path.startsWith('/v1/');
    return isPublic
      ? c.json({ errors: plainRefusal(404, words).errors }, 404)
      : answerError(new Refused(404, 'not_found', words), c);
  });
  app.onError(answerError);
  return { routes: app, ingest };
}

function preflight(c: HttpCall): Response {
  c.header('access-control-allow-origin', '*');
  c.header('access-control-allow-methods', 'POST, GET, OPTIONS');
  c.header('access-control-allow-headers', c.req.header('access-control-request-headers') ?? 'content-type');
  c.header('access-control-max-age', '86400');
  if (c.req.header('access-control-request-private-network') === 'true')
    c.header('access-control-allow-private-network', 'true');
  return c.body(null, 204);
}
