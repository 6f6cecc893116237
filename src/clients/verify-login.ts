import type { Region } from '../spec/region.ts';
import type { ServiceUrls } from '../store/service-urls.ts';
import type { StoredOAuth } from '../store/stored.ts';
import {
  checkOAuth,
  checkProfileToken,
  checkToken,
  checkWriteKey,
  nameIfWorking,
} from './check-credential.ts';
import type { CredentialDeps } from './client-deps.ts';

/** Credentials as they are to be stored; those that are undefined are not asked about. */
export interface LoginCredentials {
  readonly region: Region;
  readonly source: { readonly writeKey: string } | undefined;
  readonly token: string | undefined;
  readonly profileToken: string | undefined;
  readonly spaceId: string | undefined;
  readonly oauth: StoredOAuth | undefined;
}

/** What Segment calls the things that were checked, where it says so. */
export interface VerifiedLogin {
  readonly sourceSlug: string | undefined;
  readonly workspaceName: string | undefined;
}

/** Asks Segment about every credential. Throws its refusal, or TemporaryError when nobody answers. */
export async function verifyLogin(
  deps: CredentialDeps,
  urls: ServiceUrls,
  { region, source, token, profileToken, spaceId, oauth }: LoginCredentials,
): Promise<VerifiedLogin> {
  const sourceSlug =
    source &&
    nameIfWorking(await checkWriteKey(deps, { cdnUrl: urls.cdn.value, region, writeKey: source.writeKey }));
  const workspaceName =
    token && nameIfWorking(await checkToken(deps, { apiUrl: urls.api.value, region, token }));
  if (profileToken !== undefined && spaceId !== undefined) {
    nameIfWorking(
      await checkProfileToken(deps, { profileUrl: urls.profile.value, spaceId, token: profileToken }),
    );
  }
  if (oauth !== undefined)
    nameIfWorking(await checkOAuth(deps, { authServer: urls.oauth.value, application: oauth }));
  return { sourceSlug, workspaceName };
}
