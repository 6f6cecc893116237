import { type ApiObject, stringAt } from '../../api/api-object.ts';
import { allItems, type WorkspaceApi } from '../../api/workspace/client.ts';
import { getSpace, listSpaces } from '../../api/workspace/spaces.ts';
import { UsageError } from '../../errors.ts';
import { resolveNamed } from './resolve-named.ts';

/** The space that a person means by id, slug or name. */
export function findSpace(api: WorkspaceApi, said: string): Promise<ApiObject> {
  return resolveNamed(said, {
    noun: 'space',
    names: ['id', 'slug', 'name'],
    get: (id) => getSpace(api, id),
    list: () => allItems(listSpaces(api)),
    listCommand: 'segment spaces list',
  });
}

/**
 * The id of the space that is meant: by `--space`, which is looked up, else the one in force, which is an id already.
 * Throws UsageError when there is neither.
 */
export async function spaceIdOf(
  api: WorkspaceApi,
  { spaceId }: { readonly spaceId: { readonly value: string } | undefined },
  said: string | undefined,
): Promise<string> {
  if (said !== undefined) return stringAt((await findSpace(api, said)).value, 'id');
  if (spaceId !== undefined) return spaceId.value;
  throw new UsageError('No space is named.', {
    code: 'space_missing',
    hint: 'Add --space, or set SEGMENT_SPACE_ID. See: segment spaces list',
  });
}
