import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stringAt } from '../../src/api/api-object.ts';
import { openHttp } from '../../src/api/http.ts';
import { checkToken } from '../../src/clients/check-credential.ts';
import type { CredentialDeps } from '../../src/clients/client-deps.ts';
import { openProfiles } from '../../src/clients/open-profiles.ts';
import { openWorkspace } from '../../src/clients/open-workspace.ts';
import { openTarget } from '../../src/clients/target.ts';
import { resolveSettings, type Settings } from '../../src/store/settings.ts';
import { openStore } from '../../src/store/store.ts';
import { makeChange, type PlannedWrite } from '../../src/workspace/changes/make-change.ts';
import { updateSource } from '../../src/workspace/changes/update-source.ts';
import { findSource } from '../../src/workspace/names/find.ts';
import { readOverview } from '../../src/workspace/overview.ts';
import { openSandbox } from '../helpers/sandbox.ts';

interface OtherFrontEnd {
  readonly deps: CredentialDeps;
  readonly settings: Settings;
  readonly secrets: string[];
}

/** What a server or a page would give, beside the program: the real transport, and a store in a folder of its own. */
async function openOtherFrontEnd(variables: Readonly<Record<string, string>> = {}): Promise<OtherFrontEnd> {
  const { url } = await openSandbox();
  const home = mkdtempSync(join(tmpdir(), 'segment-clients-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const env = {
    SEGMENT_TOKEN: 'sgp_otherfrontend',
    SEGMENT_API_URL: url,
    SEGMENT_PROFILE_URL: url,
    SEGMENT_TRACKING_URL: url,
    ...variables,
  };
  const platform = process.platform;
  const now = () => new Date();
  const store = await openStore({ env, home, platform, now });
  const http = openHttp({ env, userAgent: 'another-front-end' });
  onTestFinished(() => http.close());
  const secrets: string[] = [];
  const deps: CredentialDeps = {
    now,
    monotonic: () => performance.now(),
    random: Math.random,
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    onWait: () => {},
    http: async () => http,
    platform,
    store: async () => store,
    addSecret: (secret) => secrets.push(secret),
    warn: () => {},
    verbose: () => {},
  };
  const settings = await resolveSettings({ flags: {}, env, cwd: home, home, platform, store });
  return { deps, settings, secrets };
}

describe('without App, flags and a terminal', () => {
  it('a workspace is read as values', async () => {
    const { deps, settings } = await openOtherFrontEnd();
    const { api } = await openWorkspace(deps, settings);
    const overview = await readOverview(api, new Date());
    expect(overview.workspace?.slug).toBe('sandbox');
    expect(overview.sources?.total).toBeGreaterThan(0);
    expect(overview.unavailable).toEqual([]);
  });

  it('a source is changed when who is asked says so, and not before', async () => {
    const { deps, settings } = await openOtherFrontEnd();
    const { api } = await openWorkspace(deps, settings);
    const source = await findSource(api, 'web_store');
    const wanted = { name: 'Shop', slug: undefined, enabled: undefined, settings: [] };
    const change = updateSource(api, source, wanted, async () => '');
    const shown: PlannedWrite[] = [];
    const answering = (answer: boolean) => ({
      confirm: async (write: PlannedWrite) => {
        shown.push(write);
        return answer;
      },
      lookCommand: 'look',
    });

    expect(await makeChange(api, change, answering(false))).toEqual({ kind: 'dry_run' });
    expect((await findSource(api, 'web_store')).text).toBe(source.text);
    expect(shown[0]).toMatchObject({ target: 'source web_store', question: 'Change source web_store?' });
    expect(shown[0]?.changes).toEqual([expect.stringMatching(/^name: ".+" → "Shop"$/)]);

    expect(await makeChange(api, change, answering(true))).toMatchObject({ kind: 'made' });
    expect(stringAt((await findSource(api, 'web_store')).value, 'name')).toBe('Shop');
  });

  it('the write key of a source is looked up, and kept from what is printed', async () => {
    const { deps, settings, secrets } = await openOtherFrontEnd({ SEGMENT_SOURCE: 'web_store' });
    const { describe: target, settings: found } = await openTarget(deps, settings);
    expect(target.source).toBe('web_store');
    expect(secrets).toEqual([found.writeKey?.value]);
  });

  it('a token is checked, and a profile needs one of its own', async () => {
    const { deps, settings } = await openOtherFrontEnd();
    const apiUrl = settings.urls.api.value;
    const check = await checkToken(deps, { apiUrl, region: 'us', token: 'sgp_otherfrontend' });
    expect(check).toEqual({ state: 'works', name: expect.stringMatching(/./) });
    await expect(openProfiles(deps, settings, 'spa_1')).rejects.toMatchObject({
      code: 'profile_token_missing',
    });
  });
});
