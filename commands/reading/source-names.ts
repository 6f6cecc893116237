import { stringAt } from '../../src/api/api-object.ts';
import type { WorkspaceApi } from '../../src/api/workspace/client.ts';
import { listSources } from '../../src/api/workspace/sources.ts';
import type { App } from '../../src/app.ts';
import { CancelledError, CliError } from '../../src/errors.ts';
import { type ListFlags, listForm } from './output-options.ts';

/** What a person calls a source, by its id; the id itself where that is not known. */
export type SourceNames = (id: string) => string;

/** Enough for nearly every workspace; beyond it ids have to do. */
const mostLookedAt = 1_000;

/**
 * The slugs of the sources, so that a list can say `web_store` in place of an id. Only for a person, and never a
 * reason to fail: what was asked for is something else.
 */
export async function sourceNames({ print }: App, api: WorkspaceApi): Promise<SourceNames> {
  const slugs = new Map<string, string>();
  try {
    for await (const { items } of listSources(api, mostLookedAt))
      for (const { value } of items) slugs.set(stringAt(value, 'id'), stringAt(value, 'slug'));
  } catch (error) {
    if (!(error instanceof CliError) || error instanceof CancelledError) throw error;
    print.verbose(`Sources are shown by their ids: ${error.message}`);
  }
  return (id) => slugs.get(id) || id;
}

/** As {@link sourceNames} where the list is a table for a person; elsewhere ids stay ids, and nothing is asked for. */
export async function shownSourceNames(app: App, api: WorkspaceApi, flags: ListFlags): Promise<SourceNames> {
  return listForm(app, flags) === 'table' ? sourceNames(app, api) : (id) => id;
}
