import { isJsonObject } from '../../spec/message.ts';
import type { IdentityGraph } from './graph.ts';
import { identifierKey } from './identifiers.ts';
import { ProfileFault } from './profile-fault.ts';
import { splitIdentifier, type Target } from './target.ts';

export const deleteRoute = 'external_ids/delete';

const badRequest = (message: string): ProfileFault => new ProfileFault(400, 'bad_request', message);

/**
 * Takes one identifier off a user's profile: `POST …/user_id:<id>/external_ids/delete` (docs/segment-api/profile.md#errors). Statuses,
 * codes and words are Segment's; the shape of its 200 is not documented. A later message may bring the identifier back.
 */
export function deleteIdentifier(graph: IdentityGraph, target: Target, body: Buffer): string {
  if (target.collection !== 'users') throw badRequest(`invalid collection: ${target.collection}`);
  const { type, value } = splitIdentifier(target.identifier);
  if (type === undefined || value === '') throw badRequest('missing required parameters in URL');
  if (type !== 'user_id') throw badRequest(`invalid URL: valid user_id is required. unsupported ${type}`);

  const wanted = readWanted(body);
  if (wanted.type === 'group_id')
    throw new ProfileFault(400, 'unsupported_eid_type', 'unsupported external id type');
  if (identifierKey(wanted.type, wanted.id) === identifierKey(type, value))
    throw badRequest('external id specification must differ from lookup id');
  const profile = value === value.toLowerCase() ? graph.find('users', type, value) : undefined;
  if (profile === undefined) throw new ProfileFault(404, 'not_found', 'the resource was not found');
  const mapping = graph.findMapping('users', wanted.type, wanted.id);
  if (mapping?.profile !== profile)
    throw new ProfileFault(404, 'eid_not_found', 'external identifier not found');
  graph.store.removeIdentifier(mapping);
  return JSON.stringify({ code: 'success', message: 'external identifier has been deleted' });
}

/** The one identifier of `{"delete_external_ids":[{"id","type"}]}`. */
function readWanted(body: Buffer): { id: string; type: string } {
  const list = readList(body);
  if (list.length !== 1) throw badRequest('only one external_id can be deleted at a time');
  const [entry] = list;
  if (!isJsonObject(entry) || typeof entry.id !== 'string' || typeof entry.type !== 'string')
    throw badRequest('missing required parameters in body');
  return { id: entry.id, type: entry.type };
}

function readList(body: Buffer): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (isJsonObject(value) && Array.isArray(value.delete_external_ids)) return value.delete_external_ids;
  } catch {
    // The refusal is below.
  }
  throw badRequest('missing required parameters in body');
}
