import { createHash, randomBytes } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Endpoint, perMinute } from '../../segment/endpoints/endpoint.ts';
import { findAmong } from '../../segment/endpoints/find-endpoint.ts';
import { regionUrls } from '../../segment/hosts.ts';
import { answerThroughFaults, type FaultOptions } from '../faults/answer-through.ts';
import { createRoutes, type HttpCall, honoPath, type Routes } from '../http.ts';
import type { Journal } from '../journal/journal.ts';
import { readBody } from '../read-body.ts';
import type { Answer } from './endpoint.ts';
import { readQuery, withBodyParameters } from './query.ts';
import { type Allowance, createRateLimits, type RateLimits } from './rate-limits.ts';
import { invalidField, plainRefusal, Refusal, tooManyRequests } from './refusal.ts';
import { type Route, routeTable, unansweredEndpoints } from './route-table.ts';
import { appendAudit } from './state.ts';
import { takeTrouble } from './switches.ts';
import { readTraffic } from './traffic.ts';
import type { Workspace } from './workspace.ts';

export interface WorkspaceOptions extends FaultOptions {
  readonly workspace: Workspace;
  readonly journal: Journal;
  readonly region: 'us' | 'eu';
}

/** The Public API over the workspace of the sandbox. */
export function workspaceRoutes(options: WorkspaceOptions): Routes {
  const routes = createRoutes();
  const limits = createRateLimits();
  const serve = (c: HttpCall, route: Route | Endpoint | undefined) =>
    answerThroughFaults(c, 'public', options, () => respond(c, route, options, limits));
  for (const route of routeTable) {
    routes.on(route.method, honoPath(route.path), (c) => serve(c, route));
  }
  // What lies beside them: endpoints without an answer, and paths such as `/sources/{id}/schema-settings` that the API
  // does not have. A route for each endpoint would be more than the router can join into one pattern, and every request
  // would be slower, those that send messages too.
  const roots = [...routeTable, ...unansweredEndpoints].map(({ path }) => path.split('/')[1] ?? '');
  for (const root of new Set(roots)) {
    if (root === '') continue;
    routes.all(`/${root}/*`, (c) => serve(c, findAmong(unansweredEndpoints, c.req.method, c.req.path)));
  }
  return routes;
}

async function respond(
  c: HttpCall,
  route: Route | Endpoint | undefined,
  options: WorkspaceOptions,
  limits: RateLimits,
): Promise<Response> {
  try {
    const { status = 200, data, delayMs = 0 } = await answer(c, route, options, limits);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    return c.json({ data }, status);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : plainRefusal(500);
    // Every status of a refusal has a body; its type is a number only because the switches set it.
    return c.json({ errors: refusal.errors }, refusal.status as ContentfulStatusCode);
  }
}

/**
 * Checks token, region, troubles, limits, whether there is an answer, plan and input in this order, then asks the
 * endpoint. Throws a Refusal.
 */
async function answer(
  c: HttpCall,
  route: Route | Endpoint | undefined,
  { workspace, journal, now, region }: WorkspaceOptions,
  limits: RateLimits,
): Promise<Answer> {
  const { method, path } = c.req;
  const { switches } = workspace.state;
  const token = readToken(c.req.header('authorization'), switches.bareToken);
  const isKnown = token !== undefined && (switches.tokens?.includes(token) ?? true);
  if (!isKnown && route?.isPublic !== true) throw plainRefusal(401);

  if (switches.wrongRegion !== 'off') throw wrongRegion(c, region, switches.wrongRegion);
  const { trouble, left } = takeTrouble(switches.troubles, { method, path });
  if (trouble !== undefined) {
    if (trouble.times !== undefined)
      workspace.update({ ...workspace.state, switches: { ...switches, troubles: left } });
    const { delayMs = 0 } = trouble;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  }

  const allowance = limits.take(
    `${token ?? ''}\n${method} ${route?.path ?? path}`,
    route?.rateLimit && perMinute(route.rateLimit),
    now().getTime(),
  );
  setRateHeaders(c, allowance);
  const waitMs = Math.max(0, allowance.resetAt - now().getTime());
  if (trouble?.status === 429 || (switches.rateLimits && allowance.isExceeded)) {
    c.header('x-ratelimit-remaining', '0');
    throw tooManyRequests(waitMs, allowance.consumed);
  }
  if (trouble?.status !== undefined) throw plainRefusal(trouble.status);
  if (route === undefined) throw plainRefusal(404);
  if (!('answer' in route)) throw notAnswered(route);
  if (route.feature !== undefined && !workspace.state.features.includes(route.feature))
    throw plainRefusal(403, `The plan of this workspace does not include ${route.feature}.`);

  const body = await readJsonBody(c);
  const query = readQuery(c.env.incoming.url ?? '');
  workspace.adoptSources(journal);
  // From here to the update nothing waits, so no other call can come between.
  const { state } = workspace;
  const at = now();
  const result = route.answer({
    endpoint: route,
    method,
    params: c.req.param(),
    query: method === 'GET' ? withBodyParameters(query, body) : query,
    body: body ?? {},
    headers: c.req.header(),
    now: at,
    state,
    traffic: readTraffic(journal, state),
    newWriteKey,
  });
  if (result.state !== undefined)
    workspace.update(appendAudit(result.state, result.audit ?? [], { actor: actorOf(token ?? ''), now: at }));
  return result;
}

function notAnswered({ method, path }: Endpoint): Refusal {
  return plainRefusal(
    501,
    `The sandbox does not answer ${method} ${path}. What it answers: segment api ls --api public`,
  );
}

/** The token of `Authorization: Bearer`, or of the bare header where that is allowed. */
function readToken(header: string | undefined, bareToken: boolean): string | undefined {
  const text = (header ?? '').trim();
  const token = /^Bearer\s+(\S.*)$/i.exec(text)?.[1];
  return token ?? (bareToken && text !== '' && !/^\S+\s/.test(text) ? text : undefined);
}

/** Clients were written for two behaviours; the sandbox has both (docs/segment-api/public.md#wrong-region). */
function wrongRegion(c: HttpCall, region: 'us' | 'eu', mode: 'redirect' | 'message'): Refusal {
  const other = region === 'us' ? 'eu' : 'us';
  const message = `Requests for this workspace must be sent to Segment's ${other.toUpperCase()}-hosted API: ${regionUrls[other].api}`;
  if (mode === 'redirect') {
    const target = (c.env.incoming.url ?? '/').replace(/^\/+/, '/');
    c.header('location', `${regionUrls[other].api}${target}`);
  }
  return new Refusal(mode === 'redirect' ? 307 : 400, [{ type: 'wrong-region', message }]);
}

/** docs/segment-api/public.md#rate-limits; the time in the form of RFC 5322. */
function setRateHeaders(c: HttpCall, { consumed, remaining, resetAt }: Allowance): void {
  c.header('x-ratelimit-consumed', String(consumed));
  c.header('x-ratelimit-remaining', String(remaining));
  c.header('x-ratelimit-reset', new Date(resetAt).toUTCString());
}

/** Deeper settings could be taken in, but never given out again: writing them as JSON would overflow the stack. */
const maxNesting = 100;

/** The body as JSON; undefined when there is none. */
async function readJsonBody(c: HttpCall): Promise<unknown> {
  const read = await readBody(c.env);
  if (read.kind === 'too_large') {
    c.header('connection', 'close');
    throw plainRefusal(413);
  }
  if (read.kind !== 'read') throw plainRefusal(400);
  if (read.body.length === 0) return undefined;
  const type = c.req.header('content-type') ?? 'application/json';
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type))
    throw plainRefusal(400, 'The body must be sent as application/json.');
  const text = read.body.toString('utf8');
  if (nestingOf(text) > maxNesting) throw invalidField('', 'The body is nested too deeply.');
  try {
    return JSON.parse(text);
  } catch {
    throw plainRefusal(400, 'The body is not valid JSON.');
  }
}

/** How deep objects and lists lie in each other in a JSON text. Brackets in strings do not count. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isString) {
      if (code === 0x5c /* \ */) at += 1;
      else if (code === 0x22 /* " */) isString = false;
    } else if (code === 0x22) isString = true;
    else if (code === 0x7b /* { */ || code === 0x5b /* [ */) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d /* } */ || code === 0x5d /* ] */) depth -= 1;
  }
  return deepest;
}

/** A write key of the usual form: 32 letters and digits (docs/segment-api/tracking.md#write-keys of the Tracking API). */
function newWriteKey(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  let key = '';
  for (const byte of randomBytes(32)) key += alphabet[byte % alphabet.length];
  return key;
}

/** Who did it, as the audit trail names a token (docs/segment-api/public.md#audit-trail): always the same for the same one. */
function actorOf(token: string): string {
  const digest = createHash('sha256').update(token).digest('base64url').replace(/[-_]/g, 'x');
  return `public-api-token/${digest.slice(0, 8)}`;
}
