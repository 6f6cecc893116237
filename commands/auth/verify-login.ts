import type { App } from '../../src/app.ts';
import { serviceUrls } from '../../src/store/service-urls.ts';
import {
  checkOAuth,
  checkProfileToken,
  checkToken,
  checkWriteKey,
  nameIfWorking,
} from './check-credential.ts';
import type { LoginRequest } from './login-request.ts';

/** What Segment calls the things that were checked, where it says so. */
export interface VerifiedLogin {
  readonly sourceSlug: string | undefined;
  readonly workspaceName: string | undefined;
}

/** Asks Segment about every credential of the request. Throws its refusal, or TemporaryError when nobody answers. */
export async function verifyLogin(app: App, request: LoginRequest): Promise<VerifiedLogin> {
  const { region, source, token, profileToken, spaceId, oauth } = request;
  const urls = serviceUrls(app.io.env, region);
  const sourceSlug =
    source &&
    nameIfWorking(await checkWriteKey(app, { cdnUrl: urls.cdn.value, region, writeKey: source.writeKey }));
  const workspaceName =
    token && nameIfWorking(await checkToken(app, { apiUrl: urls.api.value, region, token }));
  if (profileToken !== undefined && spaceId !== undefined) {
    nameIfWorking(
      await checkProfileToken(app, { profileUrl: urls.profile.value, spaceId, token: profileToken }),
    );
  }
  if (oauth !== undefined)
    nameIfWorking(await checkOAuth(app, { authServer: urls.oauth.value, application: oauth }));
  return { sourceSlug, workspaceName };
}
