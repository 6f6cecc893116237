import { type ApiObject, objectAt } from '../../api/api-object.ts';
import { objectById, requestOf, type WorkspaceApi } from '../../api/workspace/client.ts';
import { sourceEndpoints as endpoints } from '../../segment/endpoints/sources.ts';
import { schemaSettings } from '../../segment/schema-settings.ts';
import { findSource } from '../names/find.ts';
import { idOf, sourceTitle } from '../names/source-facts.ts';
import { changeLine } from './changes.ts';
import type { Change } from './make-change.ts';
import { notApplied, planSettings } from './plan-settings.ts';
import { forwardingOff, type WantedSetting } from './read-settings.ts';

/** Changes the schema settings of a source; `current` are those it has. */
export function updateSchemaSettings(
  api: WorkspaceApi,
  source: ApiObject,
  current: ApiObject,
  wanted: readonly WantedSetting[],
): Change<ApiObject, ApiObject> {
  const sourceId = idOf(source);
  const title = `schema settings of ${sourceTitle(source)}`;
  return {
    found: current,
    readAgain: () => objectById(api, endpoints.getSchemaSettings, sourceId),
    plan({ text }) {
      const { changes, body } = planSettings(text, wanted);
      if (changes.length === 0) return undefined;
      return {
        request: requestOf(endpoints.updateSchemaSettings, { params: { sourceId } }, { text: body }),
        target: title,
        changes: changes.map(changeLine),
        differences: changes,
        question: `Change the ${title}?`,
      };
    },
    readAnswer: (answer) => objectAt(answer, 'data', 'settings'),
    missing: ({ text }) => notApplied(wanted, text),
    missingHint: 'Schema settings need Protocols in the plan of the workspace.',
  };
}

/** A forwarding goes to a source, by whatever it is called; the API takes its id. */
export async function resolveForwardings(
  api: WorkspaceApi,
  wanted: readonly WantedSetting[],
): Promise<WantedSetting[]> {
  const found: WantedSetting[] = [];
  for (const setting of wanted) {
    const isSource = schemaSettings.get(setting.path) === 'source' && setting.value !== forwardingOff;
    const name: unknown = isSource ? JSON.parse(setting.value) : undefined;
    found.push(
      typeof name === 'string'
        ? { ...setting, value: JSON.stringify(idOf(await findSource(api, name))) }
        : setting,
    );
  }
  return found;
}
