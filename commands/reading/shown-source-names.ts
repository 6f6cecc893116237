import type { WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { type SourceNames, sourceNames } from '../../src/workspace/names/source-names.ts';
import { type ListFlags, listForm } from './output-options.ts';

/** The names of the sources where the list is a table for a person; elsewhere ids stay ids, and nothing is asked for. */
export async function shownSourceNames(app: App, api: WorkspaceApi, flags: ListFlags): Promise<SourceNames> {
  return listForm(app, flags) === 'table' ? sourceNames(api, (line) => app.print.verbose(line)) : (id) => id;
}
