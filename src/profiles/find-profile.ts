import type { ProfileApi } from '../api/profiles/client.ts';
import { lowerCaseId, type ProfileId, profileIdText } from '../api/profiles/profile-id.ts';
import { listExternalIds } from '../api/profiles/routes.ts';
import { NotFoundError } from '../errors.ts';
import { plainShellWord } from '../spec/shell-word.ts';
import type { MeantProfile } from './profile-name.ts';

/**
 * The first of the profiles that may be meant and is there, with a concurrent request for each. One alone is not asked for:
 * whoever reads it will see. Throws NotFoundError that names all.
 */
export async function findProfile(api: ProfileApi, { ids }: MeantProfile): Promise<ProfileId> {
  const [first, ...others] = ids;
  if (others.length === 0) return first;
  const asked = ids.map((id) => ({ id, isThere: isThere(api, id) }));
  // Where the first one is there, nobody hears of the others.
  for (const { isThere } of asked) isThere.catch(() => {});
  for (const { id, isThere } of asked) if (await isThere) return id;
  throw noneThere(ids, api.spaceId);
}

/** Every profile has external ids: it was found by one. */
async function isThere(api: ProfileApi, id: ProfileId): Promise<boolean> {
  try {
    for await (const _page of listExternalIds(api, id, { limit: 1 })) return true;
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

function noneThere(ids: MeantProfile['ids'], spaceId: string): NotFoundError {
  const tried = ids.map(profileIdText).join(', and none ');
  const lower = ids.map(lowerCaseId).find((id) => id !== undefined);
  return new NotFoundError(
    `There is no profile ${tried} among the ${ids[0].collection} of space ${spaceId}.`,
    {
      code: 'profile_not_found',
      hint:
        lower === undefined
          ? 'Write the id with its type: anonymous_id:…, group_id:… A message that was just sent takes a while to appear.'
          : `Segment looks ids up in lower case. Try: segment profile get ${plainShellWord(lower.value)}`,
    },
  );
}
