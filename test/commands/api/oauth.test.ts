import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { errorOf, openScene } from '../../helpers/reading.ts';

const key = 'o'.repeat(32);

/** A sandbox that knows an OAuth application, and the program set up as that. */
async function setUp() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const file = join(mkdtempSync(join(tmpdir(), 'segment-api-oauth-')), 'key.pem');
  writeFileSync(file, privateKey, { mode: 0o600 });
  const scene = await openScene(undefined, {
    oauthApps: [{ clientId: 'app_1', keys: [{ keyId: 'key_1', publicKey }] }],
  });
  const env = {
    SEGMENT_OAUTH_URL: scene.sandbox.url,
    SEGMENT_WRITE_KEY: key,
    SEGMENT_OAUTH_CLIENT_ID: 'app_1',
    SEGMENT_OAUTH_KEY_ID: 'key_1',
    SEGMENT_OAUTH_PRIVATE_KEY_FILE: file,
  };
  const run = (args: readonly string[], more: Record<string, string> = {}) =>
    scene.run(['api', '--api', 'tracking', '/v1/track', '-f', 'userId=u', '-f', 'event=E', ...args], {
      env: { ...env, ...more },
    });
  return { ...scene, run };
}

it('with OAuth the Tracking API gets a token, and the write key in the body', async () => {
  const { run, sandbox } = await setUp();
  expect(await run([])).toMatchObject({ code: 0, stdout: '{"success": true}' });
  expect([...sandbox.journal.messages].map(({ writeKey }) => writeKey)).toEqual([key]);
  const headers = [...sandbox.journal.requests].map(({ headers: { authorization } }) => authorization);
  expect(headers).toEqual([expect.stringMatching(/^Bearer ./)]);
  const { stdout } = await run(['--curl']);
  expect(stdout).toContain('-H "Authorization: Bearer $SEGMENT_ACCESS_TOKEN"');
  expect(stdout).toContain(`--data-raw '{"userId":"u","event":"E","writeKey":"'"$SEGMENT_WRITE_KEY"'"}'`);
  const dry = await run(['-n', '--json']);
  expect(JSON.parse(dry.stdout).body).toEqual({ userId: 'u', event: 'E', writeKey: '[redacted]' });
  expect(stdout + dry.stdout).not.toContain(key);
});

it('a key the application does not have: exit 4, nothing stored', async () => {
  const { run, sandbox } = await setUp();
  const result = await run(['--json'], { SEGMENT_OAUTH_KEY_ID: 'other' });
  expect([result.code, errorOf(result).exitCode, sandbox.journal.counts.stored]).toEqual([4, 4, 0]);
});
