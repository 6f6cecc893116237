import { randomUUID } from 'node:crypto';
import { fillTemplate } from '../../segment/endpoints/endpoint.ts';
import { profileRoutes } from '../../segment/endpoints/profiles.ts';
import { answerText, type HttpCall } from '../http.ts';
import { readBody } from '../read-body.ts';
import { plainPath } from '../tracking/paths.ts';
import { createRateLimit } from '../tracking/rate-limit.ts';
import { deleteIdentifier, deleteRoute } from './delete-identifier.ts';
import { eventsPage } from './events-page.ts';
import type { IdentityGraph } from './graph.ts';
import { externalIdsPage, linksPage, metadataPage, type PageRequest, traitsPage } from './pages.ts';
import type { Profile } from './profile.ts';
import { ProfileFault, profileNotFound, resourceNotFound } from './profile-fault.ts';
import { readQuery } from './query.ts';
import type { Collection, IdentityRules } from './rules.ts';
import type { Space } from './space.ts';
import type { Spaces } from './spaces.ts';
import { readCollection, readTarget, sourceOfSpace, splitIdentifier, type Target } from './target.ts';

export interface ProfileApiOptions {
  readonly spaces: Spaces;
  readonly rules: IdentityRules;
  readonly now: () => Date;
  /** The tokens that open it; undefined: any. */
  readonly tokens: readonly string[] | undefined;
  /** Requests a second for each space (docs/segment-api/profile.md#limits: 100); undefined: no limit. */
  readonly rateLimit: number | undefined;
  /** The delete route belongs to a beta; without it the answer is the 403 of a space that is not in it. */
  readonly deleteIdentifiers: boolean;
}

const lists: ReadonlySet<string> = new Set(['traits', 'external_ids', 'events', 'metadata', 'links']);

/** Answers as the Profile API does (docs/segment-api/profile.md#replies), from the profiles of what arrived. It lets no page of the web read anything. */
export function createProfileApi(options: ProfileApiOptions): (c: HttpCall) => Promise<Response> {
  const { spaces, rules, now, tokens } = options;
  const allowed = tokens === undefined ? undefined : new Set(tokens);
  const rate = options.rateLimit === undefined ? undefined : createRateLimit(options.rateLimit);

  async function answer(c: HttpCall): Promise<string> {
    const { method, url = '/' } = c.env.incoming;
    const isDelete = plainRoute(url) === deleteRoute;
    if (!isAllowed(c.req.header('authorization'), allowed)) {
      throw isDelete
        ? new ProfileFault(401, 'unauthorized', 'the specified token is invalid')
        : new ProfileFault(401, 'authentication_error', 'The access token is missing or invalid.');
    }
    const target = readTarget(url);
    if (rate?.take(target.space, 1, now().getTime()) !== undefined)
      throw new ProfileFault(429, 'rate_limit_error', 'Too many requests hit the API too quickly.');
    const wanted = isDelete ? 'POST' : 'GET';
    if (method !== wanted && !(method === 'HEAD' && wanted === 'GET'))
      throw new ProfileFault(405, 'invalid_request_error', `Use ${wanted}.`);

    if (isDelete) {
      if (!options.deleteIdentifiers) {
        const message = `Deleted identifier not activated for space_id ${target.space}`;
        throw new ProfileFault(403, 'forbidden', message);
      }
      const read = await readBody(c.env);
      const space = await spaces.open(sourceOfSpace(target.space));
      return deleteIdentifier(space.graph, target, read.kind === 'read' ? read.body : Buffer.alloc(0));
    }
    return readList(target, url);
  }

  async function readList(target: Target, url: string): Promise<string> {
    const collection = readCollection(target.collection);
    if (!lists.has(target.route)) throw resourceNotFound();
    const space = await spaces.open(sourceOfSpace(target.space));
    const profile = findProfile(space.graph, collection, target.identifier);
    if (profile === undefined) throw profileNotFound();
    const path = fillTemplate(profileRoutes.byInternalId, {
      space: encodeURIComponent(target.space),
      collection,
      id: profile.id,
      route: target.route,
    });
    return page(target.route, { profile, path, query: readQuery(url) }, space);
  }

  function page(route: string, request: PageRequest, space: Space): string {
    if (route === 'traits') return traitsPage(request, rules);
    if (route === 'external_ids') return externalIdsPage(request, space.graph);
    if (route === 'events') return eventsPage(request, space, now());
    return route === 'links' ? linksPage(request) : metadataPage(request);
  }

  return async (c) => {
    c.header('request-id', randomUUID());
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    try {
      return answerText(c, await answer(c));
    } catch (error) {
      if (!(error instanceof ProfileFault)) throw error;
      const { status, code, message } = error;
      return c.json({ error: { code, message } }, status);
    }
  };
}

/**
 * By an internal id, bare or as `segment_id:use_…`, or by an identifier. Identifiers are looked up in lower case;
 * any other spelling finds nothing (docs/segment-api/profile.md#identifiers-in-paths).
 */
export function findProfile(
  graph: IdentityGraph,
  collection: Collection,
  identifier: string,
): Profile | undefined {
  const { type, value } = splitIdentifier(identifier);
  if (type === undefined || type === 'segment_id') {
    const profile = graph.store.byId(value);
    return profile?.collection === collection ? profile : undefined;
  }
  return value === value.toLowerCase() ? graph.find(collection, type, value) : undefined;
}

/** What follows the identifier in a path; the token is checked before the rest of it is read. */
function plainRoute(url: string): string {
  return plainPath(url).split('/').slice(8).join('/');
}

/** The token is the user of Basic auth, with an empty password (docs/segment-api/profile.md#authentication). */
function isAllowed(authorization: string | undefined, allowed: ReadonlySet<string> | undefined): boolean {
  const [scheme, value = ''] = (authorization ?? '').trim().split(/ +/);
  if (scheme?.toLowerCase() !== 'basic') return false;
  const [token = ''] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return token !== '' && (allowed === undefined || allowed.has(token));
}
