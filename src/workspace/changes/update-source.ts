import type { ApiObject } from '../../api/api-object.ts';
import type { WorkspaceApi } from '../../api/workspace/client.ts';
import { getSource, sourceIn, updateSourceRequest } from '../../api/workspace/sources.ts';
import type { ReadSource } from '../../spec/fields.ts';
import { idOf, sourceTitle } from '../names/source-facts.ts';
import { changeLine, changesNotIn } from './changes.ts';
import type { Change } from './make-change.ts';
import { planUpdate, type SourceChanges } from './plan-update.ts';
import { readOnce } from './read-once.ts';

/** Changes name, slug or settings of a source, or switches it. `readSource`: what a setting names with `@`. */
export function updateSource(
  api: WorkspaceApi,
  source: ApiObject,
  wanted: SourceChanges,
  readSource: ReadSource,
): Change<ApiObject, ApiObject> {
  const id = idOf(source);
  const title = sourceTitle(source);
  const read = readOnce(readSource);
  return {
    found: source,
    readAgain: () => getSource(api, id),
    async plan(now) {
      const { changes, body } = await planUpdate(now, wanted, read);
      if (changes.length === 0) return undefined;
      return {
        request: updateSourceRequest(id, body),
        target: title,
        changes: changes.map(changeLine),
        differences: changes,
        question: `Change ${title}?`,
      };
    },
    readAnswer: sourceIn,
    missing: async ({ text }, before) => changesNotIn(text, (await planUpdate(before, wanted, read)).changes),
  };
}
