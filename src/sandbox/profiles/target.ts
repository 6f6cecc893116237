import { plainPath } from '../tracking/paths.ts';
import { invalidParameter, ProfileFault, resourceNotFound } from './profile-fault.ts';
import { type Collection, collections } from './rules.ts';

export interface Target {
  readonly space: string;
  /** Not always one of the two: the delete route has its own words for others. */
  readonly collection: string;
  readonly identifier: string;
  /** `traits`, or `external_ids/delete`. */
  readonly route: string;
}

/** Spaces of one source alone are named so; every other name is the space of all sources. */
const sourcePrefix = 'source:';
const parameterPattern = /^[\w-]+$/;

/** Reads `/v1/spaces/<space>/collections/<c>/profiles/<type>:<value>/<route>`, or its older spelling with `namespaces`. */
export function readTarget(url: string): Target {
  const [, version, spaces, space, word, collection, profiles, identifier, ...route] =
    plainPath(url).split('/');
  const isKnown =
    version === 'v1' &&
    (spaces === 'spaces' || spaces === 'namespaces') &&
    word === 'collections' &&
    profiles === 'profiles';
  if (!isKnown || space === undefined || collection === undefined || identifier === undefined)
    throw resourceNotFound();
  return {
    space: decode('space', space),
    collection: decode('collection', collection),
    // A raw plus reads as a space, which is why phone numbers must be sent with %2B (docs/segment-api/profile.md#identifiers-in-paths).
    identifier: decode('identifier', identifier.replaceAll('+', ' ')),
    route: route.join('/'),
  };
}

export function readCollection(name: string): Collection {
  const strange = [...name].find((character) => !parameterPattern.test(character));
  if (strange !== undefined) {
    const message = `The parameter \`collection\` has invalid character(s) \`${strange}\``;
    throw new ProfileFault(400, 'validation_error', message);
  }
  const collection = collections.find((known) => known === name);
  if (collection === undefined) throw resourceNotFound();
  return collection;
}

/** The source whose messages alone a space holds, or undefined for all. */
export function sourceOfSpace(space: string): string | undefined {
  return space.startsWith(sourcePrefix) ? space.slice(sourcePrefix.length) : undefined;
}

/** The type and value of `type:value`; no type when there is no colon. */
export function splitIdentifier(identifier: string): { type: string | undefined; value: string } {
  const colon = identifier.indexOf(':');
  return colon === -1
    ? { type: undefined, value: identifier }
    : { type: identifier.slice(0, colon), value: identifier.slice(colon + 1) };
}

function decode(name: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidParameter(name, 'percent-encoded UTF-8');
  }
}
