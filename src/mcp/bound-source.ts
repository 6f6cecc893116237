import type { ApiObject } from '../api/api-object.ts';
import type { WorkspaceApi } from '../api/workspace/client.ts';
import { UsageError } from '../errors.ts';
import type { Settings } from '../store/settings.ts';
import { findSource } from '../workspace/names/find.ts';
import { idOf } from '../workspace/names/source-facts.ts';

/**
 * The source that a call is about: the named one, or that of the server. A server that was started for a source, by
 * --source, the environment or the project file, knows no other. Throws UsageError, and NotFoundError for an unknown name.
 */
export async function findBoundSource(
  api: WorkspaceApi,
  { source }: Settings,
  named: string | undefined,
): Promise<ApiObject> {
  const bound = source?.origin.kind === 'workspace' ? undefined : source?.value;
  const wanted = named ?? bound;
  if (wanted === undefined) {
    throw new UsageError('No source is named, and this server was not started for one.', {
      code: 'source_missing',
      hint: 'Name it: its id, slug or name.',
    });
  }
  const found = await findSource(api, wanted);
  if (bound === undefined || wanted === bound) return found;
  const own = await findSource(api, bound);
  if (idOf(own) === idOf(found)) return found;
  throw new UsageError(`This server was started for source ${bound} and reaches no other.`, {
    code: 'source_bound',
    hint: `Leave out the source, or start another server: segment mcp --source NAME`,
  });
}
