import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from '../helpers/cli.ts';
import { openSandbox } from '../helpers/sandbox.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'segment-oauth-'));
  writeFileSync(join(folder, 'key.pem'), privateKey, { mode: 0o600 });
  const sandbox = await openSandbox({
    oauthApps: [{ clientId: 'app_1', keys: [{ keyId: 'key_1', publicKey }] }],
  });
  const env = {
    SEGMENT_TRACKING_URL: sandbox.url,
    SEGMENT_OAUTH_URL: sandbox.url,
    SEGMENT_WRITE_KEY: 'o'.repeat(32),
    SEGMENT_OAUTH_CLIENT_ID: 'app_1',
    SEGMENT_OAUTH_KEY_ID: 'key_1',
    SEGMENT_OAUTH_PRIVATE_KEY_FILE: join(folder, 'key.pem'),
    SEGMENT_CONFIG_DIR: join(folder, 'config'),
    SEGMENT_STATE_DIR: join(folder, 'state'),
  };
  return { folder, sandbox, env };
}

describe('a source that requires OAuth', () => {
  it('batch and track send with one token, kept for the next call and readable by its owner only', async () => {
    const { folder, sandbox, env } = await setUp();
    const lines = Array.from(
      { length: 30 },
      (_, index) => `{"type":"track","event":"E","userId":"u${index}"}\n`,
    ).join('');
    writeFileSync(join(folder, 'a.ndjson'), lines);
    const sent = await cli(['batch', 'a.ndjson', '--max-batch-events', '5', '--json'], { env, cwd: folder });
    expect([sent.code, JSON.parse(sent.stdout)]).toEqual([0, expect.objectContaining({ acknowledged: 30 })]);
    expect(await cli(['track', 'E', '-u', 'last'], { env, cwd: folder })).toMatchObject({ code: 0 });

    const messages = [...sandbox.journal.messages];
    expect(messages).toHaveLength(31);
    expect(new Set(messages.map(({ writeKey }) => writeKey))).toEqual(new Set(['o'.repeat(32)]));
    const headers = [...sandbox.journal.requests].map(({ headers: { authorization = '' } }) => authorization);
    expect(new Set(headers).size).toBe(1);
    expect(headers[0]).toMatch(/^Bearer ./);

    const [file] = readdirSync(join(folder, 'state')).filter((name) => name.includes('token'));
    expect(statSync(join(folder, 'state', file ?? '')).mode & 0o777).toBe(0o600);
    const token = headers[0]?.slice('Bearer '.length) ?? '';
    expect(sent.stderr).not.toContain(token);
    expect(readFileSync(join(folder, 'a.ndjson'), 'utf8')).toBe(lines);
  });

  it('a key the application does not have is refused once, with what to check', async () => {
    const { folder, sandbox, env } = await setUp();
    const { code, stderr } = await cli(['track', 'E', '-u', 'u'], {
      env: { ...env, SEGMENT_OAUTH_KEY_ID: 'other' },
      cwd: folder,
    });
    expect(code).toBe(4);
    expect(stderr).toContain('other');
    expect(sandbox.journal.counts.stored).toBe(0);
  });
});
