import { type ApiObject, readApiObject, stringAt } from '../api/api-object.ts';
import { mask } from '../redact.ts';
import { openMember, openObject, writeNode } from '../spec/json-text.ts';

/** The transformation without the key that it hashes with: a secret in the middle of settings (docs/segment-api/public.md#transformations). */
export function maskHashKey(transformation: ApiObject): ApiObject {
  const key = stringAt(transformation.value, 'hashPropertiesConfiguration.key');
  if (key === '') return transformation;
  const members = openObject(transformation.text);
  openMember(members, 'hashPropertiesConfiguration')?.set('key', JSON.stringify(mask(key)));
  return readApiObject(writeNode(members)) ?? transformation;
}
