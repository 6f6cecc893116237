import { createProfileApi, type ProfileApi, profileConcurrency } from '../api/profiles/client.ts';
import { AuthError, UsageError } from '../errors.ts';
import type { Settings } from '../store/settings.ts';
import type { ClientDeps } from './client-deps.ts';

/** The Profile API of the active space, and the settings that decided it. */
export interface OpenProfiles {
  readonly api: ProfileApi;
  readonly settings: Settings;
}

/** The sandbox takes any token that is not empty. */
const sandboxToken = 'sandbox';
/** The sandbox holds the same profiles under every space id. */
export const sandboxSpace = 'spa_sandbox';

/**
 * Opens the Profile API with the active token, of the space that was named or else the active one. Sends
 * nothing yet. Throws AuthError without a token, UsageError without a space.
 */
export async function openProfiles(
  deps: ClientDeps,
  settings: Settings,
  space: string | undefined,
): Promise<OpenProfiles> {
  const { sandbox } = settings;
  const { token, origin } = readProfileToken(settings);
  const where = whereOf(settings);
  const spaceId = space?.trim() ?? settings.spaceId?.value ?? (sandbox ? sandboxSpace : undefined);
  if (spaceId === undefined || spaceId === '') {
    throw new UsageError(`There is no space id${where}: a profile belongs to a space.`, {
      code: 'space_missing',
      hint: 'Add --space <id>, or set SEGMENT_SPACE_ID. The id is on the space’s page: Unify settings, API access.',
    });
  }
  const api = createProfileApi({
    ...deps,
    http: await deps.http({ connections: profileConcurrency }),
    baseUrl: settings.urls.profile.value,
    token,
    tokenOrigin: origin,
    spaceId,
    region: settings.region.value,
  });
  return { api, settings };
}

/** The active token, and where it came from in the words of a person. Throws AuthError when there is none. */
export function readProfileToken(settings: Settings): { readonly token: string; readonly origin: string } {
  const { profileToken, sandbox } = settings;
  const token = profileToken?.value ?? (sandbox ? sandboxToken : undefined);
  if (token === undefined) {
    throw new AuthError(`There is no Profile API token${whereOf(settings)}.`, {
      code: 'profile_token_missing',
      hint: 'Store one with: segment auth login --with-profile-token, set SEGMENT_PROFILE_TOKEN, or try it on this machine with: -w sandbox',
    });
  }
  return { token, origin: profileToken?.origin.name ?? 'workspace sandbox' };
}

function whereOf({ workspace }: Settings): string {
  return workspace === undefined ? '' : ` in workspace ${workspace.value}`;
}
