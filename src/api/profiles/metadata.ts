import { type ApiObject, readApiObject, textAt } from '../api-object.ts';
import { notTheProfileApi, type ProfileApi } from './client.ts';
import type { ProfileId } from './profile-id.ts';

/** When a profile came to be and was last changed, and by which messages. */
export async function getMetadata(api: ProfileApi, id: ProfileId, signal?: AbortSignal): Promise<ApiObject> {
  const reply = await api.read(id, 'metadata', {}, signal);
  const found = textAt(reply, 'metadata');
  const metadata = found === undefined ? undefined : readApiObject(found);
  if (metadata === undefined) throw notTheProfileApi(api.urlOf(id, 'metadata'), 'metadata', reply);
  return metadata;
}
