import { type ApiObject, objectAt } from '../../api/api-object.ts';
import { objectById, requestOf, type WorkspaceApi } from '../../api/workspace/client.ts';
import { sourceEndpoints as endpoints } from '../../segment/endpoints/sources.ts';
import type { ReadSource } from '../../spec/fields.ts';
import { idOf, sourceTitle } from '../names/source-facts.ts';
import { changeLine, changesNotIn } from './changes.ts';
import type { Change } from './make-change.ts';
import { planUpdate, type SourceChanges } from './plan-update.ts';

/** Changes name, slug or settings of a source, or switches it. `readSource`: what a setting names with `@`. */
export function updateSource(
  api: WorkspaceApi,
  source: ApiObject,
  wanted: SourceChanges,
  readSource: ReadSource,
): Change<ApiObject, ApiObject> {
  const sourceId = idOf(source);
  const title = sourceTitle(source);
  const read = readOnce(readSource);
  return {
    found: source,
    readAgain: () => objectById(api, endpoints.getSource, sourceId),
    async plan(now) {
      const { changes, body } = await planUpdate(now, wanted, read);
      if (changes.length === 0) return undefined;
      return {
        request: requestOf(endpoints.updateSource, { params: { sourceId } }, { text: body }),
        target: title,
        changes: changes.map(changeLine),
        differences: changes,
        question: `Change ${title}?`,
      };
    },
    readAnswer: (answer) => objectAt(answer, 'data', 'source'),
    missing: async ({ text }, before) => changesNotIn(text, (await planUpdate(before, wanted, read)).changes),
  };
}

/** Reads each source once: a change is planned several times from the same flags, and stdin can be read once. */
function readOnce(read: ReadSource): ReadSource {
  const texts = new Map<string, Promise<string>>();
  return (name, spelling) => {
    const text = texts.get(name) ?? read(name, spelling);
    texts.set(name, text);
    return text;
  };
}
