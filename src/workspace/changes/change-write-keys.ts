import { type ApiObject, objectAt, textAt } from '../../api/api-object.ts';
import { objectById, requestOf, type WorkspaceApi } from '../../api/workspace/client.ts';
import { AuthError, NotFoundError, UsageError } from '../../errors.ts';
import { sourceEndpoints as endpoints } from '../../segment/endpoints/sources.ts';
import { nearest } from '../../spec/nearest.ts';
import { idOf, sourceTitle, writeKeysOf } from '../names/source-facts.ts';
import type { Change } from './make-change.ts';

export function addWriteKey(api: WorkspaceApi, source: ApiObject): Change<ApiObject, ApiObject> {
  const sourceId = idOf(source);
  return {
    found: source,
    readAgain: () => objectById(api, endpoints.getSource, sourceId),
    plan: () => ({
      request: requestOf(endpoints.addWriteKey, { params: { sourceId } }),
      target: sourceTitle(source),
      changes: ['another write key'],
    }),
    readAnswer: (answer) => objectAt(answer, 'data', 'source'),
    missing: (answer, before) =>
      areHidden(answer, before) || newKey(answer, before) !== undefined ? [] : ['there is no new write key'],
  };
}

export function removeWriteKey(api: WorkspaceApi, source: ApiObject, key: string): Change<ApiObject, string> {
  const sourceId = idOf(source);
  const title = sourceTitle(source);
  return {
    found: source,
    readAgain: () => objectById(api, endpoints.getSource, sourceId),
    plan(now) {
      const isLast = writeKeysOf(now).length === 1;
      return {
        request: requestOf(endpoints.removeWriteKey, {
          params: { sourceId, writeKey: knownKey(now, key) },
        }),
        target: title,
        changes: [
          `write key ${key} goes`,
          ...(isLast ? ['it is the only one: nothing can be sent to this source afterwards'] : []),
        ],
        question: `Remove the write key ${key} of ${title}?`,
      };
    },
    readAnswer: (answer) => textAt(answer, 'data', 'status')?.trim(),
    missing: (status) => (status === '"SUCCESS"' ? [] : [`the status of the answer is ${status}`]),
  };
}

/** The write key that a source has and had not before; undefined for a token that may not see it. */
function newKey(after: ApiObject, before: ApiObject): string | undefined {
  const old = writeKeysOf(before);
  return writeKeysOf(after).findLast((key) => !old.includes(key));
}

/** The write key that was added. Throws AuthError where the token cannot see it. */
export function addedKey(after: ApiObject, before: ApiObject, title: string): string {
  const key = newKey(after, before);
  if (key !== undefined) return key;
  throw new AuthError(`A write key was added to ${title}, but the token cannot see it.`, {
    code: 'write_keys_hidden',
    hint: 'Who has the role Source Admin or Workspace Owner sees it on the page of the source: Settings, API Keys.',
  });
}

/** True for a token without the role for write keys: it is shown none, before the change and after it. */
function areHidden(after: ApiObject, before: ApiObject): boolean {
  return writeKeysOf(before).length === 0 && writeKeysOf(after).length === 0;
}

/** The only write key of a source. Throws AuthError where none is seen, UsageError where there are several. */
export function onlyKey(source: ApiObject): string {
  const keys = writeKeysOf(source);
  const [only] = keys;
  if (only === undefined) {
    throw new AuthError(`The token cannot see the write key of ${sourceTitle(source)}.`, {
      code: 'write_keys_hidden',
      hint: 'Without the role Source Admin keys are hidden: name the key.',
    });
  }
  if (keys.length === 1) return only;
  throw new UsageError(`Which of the ${keys.length} write keys of ${sourceTitle(source)}?`, {
    code: 'write_key_ambiguous',
    details: keys,
    hint: 'Name the key after the source.',
  });
}

/** The key, if the source has it. A token that may not see keys cannot check one either: then the API decides. Throws NotFoundError. */
export function knownKey(source: ApiObject, key: string): string {
  const keys = writeKeysOf(source);
  if (keys.length === 0 || keys.includes(key)) return key;
  const meant = nearest(key, keys);
  throw new NotFoundError(`${sourceTitle(source)} has no such write key.`.replace(/^s/, 'S'), {
    code: 'write_key_not_found',
    details: [`known: ${keys.join(', ')}`],
    hint: meant === undefined ? undefined : `Did you mean “${meant}”?`,
  });
}
