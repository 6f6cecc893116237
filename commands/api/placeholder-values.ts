import { stringAt } from '../../src/api/api-object.ts';
import type { JsonApi } from '../../src/api/json-api.ts';
import type { App } from '../../src/app.ts';
import { sandboxSpace } from '../../src/clients/open-profiles.ts';
import type { PlaceholderValues } from '../../src/raw-call/placeholders.ts';
import type { Settings } from '../../src/store/settings.ts';

/** The workspace in force, for the placeholders of a path. Without `api` no source is looked up. */
export function placeholderValues(app: App, context: Settings, api: JsonApi | undefined): PlaceholderValues {
  const { spaceId, source, workspace, sandbox } = context;
  return {
    workspace: workspace?.value,
    spaceId: spaceId?.value ?? (sandbox ? sandboxSpace : undefined),
    source: source?.value,
    // Of a call that brings its own credential, and of the sandbox, nothing need be stored.
    async storedSource(name) {
      if (workspace === undefined || sandbox) return undefined;
      const { workspaces } = await (await app.store()).read();
      return workspaces.get(workspace.value)?.sources.get(name);
    },
    findSourceId:
      api &&
      (async (name) => {
        const { findSource } = await import('../../src/workspace/names/find.ts');
        return stringAt((await findSource(api, name)).value, 'id');
      }),
    onName: (name) =>
      app.print.note(`{source} stands for the id of ${name}, which is looked up when it is sent.`),
  };
}
