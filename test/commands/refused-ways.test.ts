import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { errorOf, sceneToken } from '../helpers/reading.ts';
import { nowhere, openRefusing, sceneWriteKey } from '../helpers/refusing.ts';

// What becomes of 401, 403, 429, 5xx, no token and no network, once for each way to open an API and each way to read
// its answers. That every command goes one of these ways is tested in refused-commands.test.ts.

interface Api {
  /** What opens it, as the variable of the environment. */
  readonly key: string;
  /** The codes for 401, 403 and where there is no key. */
  readonly refused: string;
  readonly forbidden: string;
  readonly missing: string;
  readonly env?: Readonly<Record<string, string>>;
}

const publicApi: Api = {
  key: 'SEGMENT_TOKEN',
  refused: 'token_refused',
  forbidden: 'not_included',
  missing: 'token_missing',
};
const profileApi: Api = {
  key: 'SEGMENT_PROFILE_TOKEN',
  refused: 'profile_token_refused',
  forbidden: 'not_included',
  missing: 'profile_token_missing',
};
const trackingApi: Api = {
  key: 'SEGMENT_WRITE_KEY',
  refused: 'write_key_refused',
  forbidden: 'write_key_refused',
  missing: 'write_key_missing',
};

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const folder = mkdtempSync(join(tmpdir(), 'segment-cli-ways-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'key.pem'), privateKey, { mode: 0o600 });
const withOAuth: Api = {
  ...trackingApi,
  refused: 'oauth_refused',
  forbidden: 'oauth_refused',
  env: {
    SEGMENT_OAUTH_CLIENT_ID: 'app_1',
    SEGMENT_OAUTH_KEY_ID: 'key_1',
    SEGMENT_OAUTH_PRIVATE_KEY_FILE: join(folder, 'key.pem'),
  },
};
const oauthApps = [{ clientId: 'app_1', keys: [{ keyId: 'key_1', publicKey }] }];

const id = 'sRcWebStore11111111111';
const webhook = '66be7aeca665bd11f8908630';
const message = ['track', 'Order Completed', '-u', 'user_1'];
const raw = ['api', '--api', 'tracking', '/v1/track', '-f', 'userId=u', '-f', 'event=E', '--silent'];
const ways: readonly (readonly [way: string, Api, args: readonly string[]])[] = [
  ['an object', publicApi, ['sources', 'get', id]],
  ['a list, page by page', publicApi, ['sources', 'list']],
  ['a list that is read whole', publicApi, ['tracking-plans', 'coverage']],
  ['several answers at once', publicApi, ['overview']],
  ['several answers at once, of a range', publicApi, ['delivery', '--source', id]],
  ['one step of several', publicApi, ['delivery', '--destination', webhook, '--step', 'failed']],
  ['rows of several days', publicApi, ['usage', 'api-calls', '--by', 'source']],
  ['one answer of a range', publicApi, ['volume']],
  ['a change', publicApi, ['sources', 'update', id, '--name', 'Shop', '--yes']],
  ['a change that adds', publicApi, ['sources', 'labels', 'add', id, 'team:web']],
  ['any path', publicApi, ['api', '/sources', '--silent']],
  ['any list', publicApi, ['api', '/sources', '--paginate']],
  ['a profile', profileApi, ['profile', 'get', '-u', 'user_1']],
  ['a list of a profile', profileApi, ['profile', 'traits', '-u', 'user_1']],
  [
    'any path of the Profile API',
    profileApi,
    [
      'api',
      '--api',
      'profile',
      '/v1/spaces/spa_1/collections/users/profiles/user_id:user_1/traits',
      '--silent',
    ],
  ],
  ['a message', trackingApi, message],
  ['any path of the Tracking API', trackingApi, raw],
  ['a message, with OAuth', withOAuth, message],
];

/** A POST of the caller's own making is sent once; exit 7 says that it may be sent again. */
const sendsOnce = ['any path of the Tracking API'];
const noKeys = { SEGMENT_TOKEN: '', SEGMENT_PROFILE_TOKEN: '', SEGMENT_WRITE_KEY: '' };

describe.each(ways)('%s', (way, api, args) => {
  const json = [...args, '--json'];
  const open = () => openRefusing(api.env === undefined ? {} : { oauthApps });
  const options = { env: api.env ?? {} };

  it('401: exit 4, names where the key came from', async () => {
    const { run, refuse } = await open();
    refuse(() => 401);
    const result = await run(json, options);
    expect([result.code, result.stdout]).toEqual([4, '']);
    expect(errorOf(result)).toMatchObject({ code: api.refused });
    if (api !== withOAuth) expect(errorOf(result).message).toContain(api.key);
    for (const secret of [sceneToken, sceneWriteKey]) expect(result.stderr).not.toContain(secret);
  });

  it('403: exit 4', async () => {
    const { run, refuse } = await open();
    refuse(() => 403);
    const result = await run(json, options);
    expect([result.code, result.stdout]).toEqual([4, '']);
    expect(errorOf(result)).toMatchObject({ code: api.forbidden });
  });

  it('429: waits as long as the server says, visibly, and goes on', async () => {
    const { run, refuse, waits } = await open();
    refuse((_request, before) => (before === 0 ? 429 : undefined));
    const result = await run(json, options);
    expect(result.code).toBe(0);
    expect(Math.max(...waits)).toBeGreaterThan(10_000);
    expect(result.stderr).toMatch(/429.*next try in|next try in.*429/);
  });

  it('503 twice: tries again; always: exit 7', async () => {
    const { run, refuse } = await open();
    refuse((_request, before) => (before < 2 ? 503 : undefined));
    expect(await run(json, options)).toMatchObject({ code: sendsOnce.includes(way) ? 7 : 0 });
    refuse(() => 503);
    const result = await run(json, options);
    expect([result.code, result.stdout]).toEqual([7, '']);
    expect(errorOf(result)).toMatchObject({ code: 'server_unavailable' });
  });

  it('no key: exit 4 and the ways to one', async () => {
    const { run } = await open();
    const result = await run(json, { env: { ...api.env, ...noKeys } });
    expect([result.code, result.stdout]).toEqual([4, '']);
    expect(errorOf(result)).toMatchObject({
      code: api.missing,
      hint: expect.stringContaining('segment auth login'),
    });
  });

  it('no network: exit 7', async () => {
    const { run } = await open();
    const result = await run(json, { env: { ...api.env, ...nowhere } });
    expect([result.code, result.stdout]).toEqual([7, '']);
  });

  if (api === publicApi)
    it.each(['redirect', 'message'])(
      'the wrong region, told by a %s: exit 4 and the flag to add',
      async (mode) => {
        const { run, set, url } = await open();
        await set({ switches: { wrongRegion: mode } });
        const result = await run(json, { env: { SEGMENT_API_URL: url } });
        expect([result.code, result.stdout]).toEqual([4, '']);
        expect(errorOf(result)).toMatchObject({
          code: 'wrong_region',
          hint: expect.stringContaining('--region eu'),
        });
      },
    );
});
