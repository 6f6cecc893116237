import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cli } from '../helpers/cli.ts';
import { json, serve } from '../helpers/http-server.ts';

const key = 'abcdefghijklmnopqrstuvwxyz012345';
const track = ['track', 'Signup', '-u', 'u1'];

async function server() {
  const found = await serve((request, reply) =>
    request.path === '/token'
      ? json(reply, 200, { access_token: 'tokentokentoken', expires_in: 60 })
      : json(reply, 200, { success: true }),
  );
  return { ...found, env: { SEGMENT_TRACKING_URL: found.url, SEGMENT_OAUTH_URL: found.url } };
}

describe('the target of a send', () => {
  test('no write key: exit 4, and what to do', async () => {
    const { code, stdout, stderr } = await cli(track);
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toContain('segment auth login');
  });

  test('the write key of the flag goes into the header, not into the body or any output', async () => {
    const { requests, env } = await server();
    const result = await cli([...track, '--write-key', key, '--debug'], { env });
    expect(result.code).toBe(0);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.authorization).toBe(`Basic ${btoa(`${key}:`)}`);
    expect(requests[0]?.body).not.toContain(key);
    expect(result.stdout + result.stderr).not.toContain(key);
    expect(result.stderr).not.toContain(btoa(`${key}:`));
  });

  test('/v1 at the end of the host is taken off', async () => {
    const { requests, env, url } = await server();
    await cli([...track, '--write-key', key], { env: { ...env, SEGMENT_TRACKING_URL: `${url}/v1/` } });
    expect(requests[0]?.path).toBe('/v1/track');
  });

  test.each([`sgp_${key}`, `SGP_${key}`, 'eyJhbGciOi.eyJzdWIi.c2ln', `Basic ${key}`])(
    'a token where a write key belongs is never sent: %s',
    async (token) => {
      const { requests, env } = await server();
      for (const given of [
        { argv: [...track, '--write-key', token], env },
        { argv: track, env: { ...env, SEGMENT_WRITE_KEY: token } },
      ]) {
        const { code, stderr } = await cli(given.argv, { env: given.env });
        expect(code).toBe(2);
        expect(stderr).toMatch(/(--write-key|SEGMENT_WRITE_KEY): This is an? /);
        expect(stderr).not.toContain(token);
      }
      expect(requests).toEqual([]);
    },
  );

  test('the sandbox workspace cannot be sent elsewhere', async () => {
    const { code, stderr } = await cli([...track, '-w', 'sandbox'], {
      env: { SEGMENT_TRACKING_URL: 'https://api.segment.io' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('SEGMENT_TRACKING_URL');
  });

  test.each([
    'http://127.0.0.1.evil.example',
    'http://api.segment.io',
    'https://user:pass@api.segment.io',
    'nonsense',
  ])('a host that is not safe: exit 2 (%s)', async (url) => {
    const { code, stdout, stderr } = await cli([...track, '--write-key', key], {
      env: { SEGMENT_TRACKING_URL: url },
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('SEGMENT_TRACKING_URL');
    expect(stderr).not.toContain('pass@');
  });

  test('nobody at the sandbox: exit 7 at once, and how to start one', async () => {
    const waits: number[] = [];
    const { code, stderr } = await cli([...track, '-w', 'sandbox'], {
      env: { SEGMENT_TRACKING_URL: 'http://127.0.0.1:1' },
      io: {
        sleep: (milliseconds) => {
          waits.push(milliseconds);
          return Promise.resolve();
        },
      },
    });
    expect([code, waits]).toEqual([7, []]);
    expect(stderr).toContain('segment sandbox');
  });
});

describe('with an OAuth application', () => {
  test('a token goes into the header, the write key into the body, and neither into the output', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-target-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'key.pem');
    const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    writeFileSync(file, pem, { mode: 0o600 });
    const { requests, env } = await server();
    const state = { SEGMENT_CONFIG_DIR: join(folder, 'config'), SEGMENT_STATE_DIR: join(folder, 'state') };
    const oauth = {
      SEGMENT_OAUTH_CLIENT_ID: 'app-1',
      SEGMENT_OAUTH_KEY_ID: 'key-1',
      SEGMENT_OAUTH_PRIVATE_KEY_FILE: file,
    };
    const argv = [...track, '--write-key', key, '--debug'];
    const results = [];
    for (let i = 0; i < 2; i += 1) results.push(await cli(argv, { env: { ...env, ...oauth, ...state } }));
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    // The second call finds the token of the first.
    expect(requests.map(({ path }) => path)).toEqual(['/token', '/v1/track', '/v1/track']);
    for (const { headers, body } of requests.slice(1)) {
      expect(headers.authorization).toBe('Bearer tokentokentoken');
      expect(JSON.parse(body)).toMatchObject({ writeKey: key });
    }
    const output = results.map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(output).toContain('/token');
    expect(output).not.toMatch(/tokentokentoken|abcdefghijklmnop|client_assertion|PRIVATE KEY/);
  });
});
