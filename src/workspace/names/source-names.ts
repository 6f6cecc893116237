import { stringAt } from '../../api/api-object.ts';
import { pagesOf, type WorkspaceApi } from '../../api/workspace/client.ts';
import { CancelledError, CliError } from '../../errors.ts';
import { sourceEndpoints } from '../../segment/endpoints/sources.ts';

/** What a person calls a source, by its id; the id itself where that is not known. */
export type SourceNames = (id: string) => string;

/** Enough for nearly every workspace; beyond it ids have to do. */
const mostLookedAt = 1_000;

/**
 * The slugs of the sources, so that a list can say `web_store` in place of an id. Only for a person, and never a
 * reason to fail: what was asked for is something else. `report` is told why they stay unknown.
 */
export async function sourceNames(api: WorkspaceApi, report: (line: string) => void): Promise<SourceNames> {
  const slugs = new Map<string, string>();
  try {
    for await (const { items } of pagesOf(sourceEndpoints.listSources)(api, mostLookedAt))
      for (const { value } of items) slugs.set(stringAt(value, 'id'), stringAt(value, 'slug'));
  } catch (error) {
    if (!(error instanceof CliError) || error instanceof CancelledError) throw error;
    report(`Sources are shown by their ids: ${error.message}`);
  }
  return (id) => slugs.get(id) || id;
}
