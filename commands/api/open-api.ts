import type { App } from '../../src/app.ts';
import { readProfileToken } from '../../src/clients/open-profiles.ts';
import { openTokens } from '../../src/clients/target.ts';
import type { ApiPlace } from '../../src/raw-call/api-place.ts';
import { type OpenApi, openProfile, openPublic, openTracking } from '../../src/raw-call/open-api.ts';
import type { Settings } from '../../src/store/settings.ts';
import { apiWorld } from '../reading/api-world.ts';
import { clientWorld } from '../reading/client-world.ts';
import { openWorkspaceOf } from '../reading/open-workspace.ts';
import { openTarget, type TargetFlags } from '../target.ts';

/** Opens an API with the credential in force. Sends nothing yet. Throws AuthError when there is none. */
export async function openApi(
  app: App,
  { name, baseUrl }: ApiPlace,
  context: Settings,
  flags: TargetFlags,
): Promise<OpenApi> {
  const region = context.region.value;
  if (name === 'public') {
    const { api } = await openWorkspaceOf(app, context);
    return openPublic(api, { region, tokenOrigin: context.token?.origin.name ?? 'workspace sandbox' });
  }
  if (name === 'profile') {
    const { token, origin } = readProfileToken(context);
    const way = { ...apiWorld(app), http: await app.http(), baseUrl };
    return openProfile(way, token, { region, tokenOrigin: origin });
  }
  // Finds the key as every sending command does, and says when there is none.
  const target = await openTarget(app, flags);
  const { writeKey, oauth } = target.context;
  const http = await app.http();
  return openTracking(
    { ...apiWorld(app), http, baseUrl },
    {
      writeKey: writeKey?.value ?? '',
      keyOrigin: writeKey?.origin.name,
      region: target.context.region.value,
      tokens: oauth && (await openTokens(clientWorld(app), target.context, oauth.value, http)),
    },
  );
}
