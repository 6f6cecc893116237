import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { json, serve } from '../../helpers/http-server.ts';
import { openScene, terminal } from '../../helpers/reading.ts';

/** Longer than a look-up may take without a word. */
const delayMs = 900;

const sources = Array.from({ length: 450 }, (_, index) => ({
  id: `sRc${String(index).padStart(19, '0')}`,
  slug: `source_${index}`,
  metadataId: 'IqDTy1TpoU',
}));

describe('a look-up that takes long', () => {
  const slow = (path: string) => ({ switches: { troubles: [{ path, delayMs }] } });

  it('says what is read and how far, on a terminal; the line is gone before the result', async () => {
    const { run } = await openScene({
      base: 'empty',
      sources,
      switches: { troubles: [{ path: '/sources', delayMs: 450 }], pageSizeCap: 200 },
    });
    const screen = terminal(80);
    await run(['sources', 'get', 'source_449', '--json'], { io: screen });
    expect(screen.stderr.text.split('\r\u001b[K').at(-1)).toBe('');
    expect(screen.stderr.text).toContain('\r\u001b[K▸ reading sources: 400 so far…\r\u001b[K');
    expect(JSON.parse(screen.stdout.text)).toMatchObject({ slug: 'source_449' });
  });

  it.each([
    [['destinations', 'delivery', 'Order webhook'], '/destinations*', 'reading destinations…'],
    [['volume'], '/events/volume', 'reading volume…'],
    [['audit'], '/audit-events', 'reading audit events…'],
    [['usage', 'api-calls'], '/usage/*', 'reading usage…'],
    [['destinations', 'get', 'Order webhook'], '/destinations', 'reading destinations…'],
    [['warehouses', 'connection', 'postgres'], '/warehouses*', 'reading warehouses…'],
    [['api', '/users'], '/users', 'reading /users…'],
  ])('%s', async (args, path, line) => {
    const { run } = await openScene(slow(path));
    const screen = terminal(80);
    expect((await run(args, { io: screen })).code).toBe(0);
    expect(screen.stderr.text).toContain(`▸ ${line}`);
  });

  it.each([
    [['profile', 'traits', 'user_id:u1'], 'reading traits…', { traits: { plan: 'pro' } }],
    [['auth', 'status'], 'reading 127.0.0.1', { data: { workspace: { name: 'W' } } }],
  ])('of another API: %s', async (args, line, answer) => {
    const server = await serve((_request, reply) => {
      setTimeout(() => json(reply, 200, answer), delayMs);
    });
    const { run } = await openScene();
    const screen = terminal(80);
    const env = { SEGMENT_PROFILE_URL: server.url, SEGMENT_API_URL: server.url };
    await run(args, { io: screen, env });
    expect(screen.stderr.text).toContain(`▸ ${line}`);
  });

  it.each([
    [['sandbox', 'events'], 'reading 127.0.0.1:'],
    [['sandbox', 'stats'], 'reading 127.0.0.1:'],
    [['sandbox', 'reset'], 'waiting for POST 127.0.0.1:'],
    [['sandbox', 'wait', '--json'], 'waiting for POST 127.0.0.1:'],
    [['track', 'E', '-u', 'u1', '--write-key', 'k'], 'waiting for POST 127.0.0.1:'],
  ])('of a sandbox that is slow, and of a message: %s', async (args, line) => {
    const server = await serve((_request, reply) => {
      setTimeout(() => json(reply, 200, { success: true, messages: {}, met: true }), delayMs);
    });
    const { run } = await openScene();
    const screen = terminal(80);
    const env = {
      SEGMENT_SANDBOX_URL: server.url,
      SEGMENT_TRACKING_URL: server.url,
      SEGMENT_CDN_URL: server.url,
    };
    await run(args, { io: screen, env });
    expect(screen.stderr.text).toContain(`▸ ${line}`);
  });

  it('of the server that gives out tokens', async () => {
    const server = await serve((request, reply) => {
      const isToken = request.path === '/token';
      setTimeout(() => json(reply, 200, { access_token: 't', expires_in: 60 }), isToken ? delayMs : 0);
    });
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-waiting-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const privateKeyFile = join(folder, 'key.pem');
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    writeFileSync(privateKeyFile, privateKey);
    const { run } = await openScene();
    const screen = terminal(80);
    const env = {
      SEGMENT_OAUTH_CLIENT_ID: 'c',
      SEGMENT_OAUTH_KEY_ID: 'k',
      SEGMENT_OAUTH_PRIVATE_KEY_FILE: privateKeyFile,
      SEGMENT_OAUTH_URL: server.url,
      SEGMENT_TRACKING_URL: server.url,
      SEGMENT_WRITE_KEY: 'k',
    };
    await run(['track', 'E', '-u', 'u1'], { io: screen, env });
    expect(screen.stderr.text).toContain(`▸ waiting for POST ${new URL(server.url).host}…`);
  });

  it('a narrow terminal gets as much of the line as fits', async () => {
    const { run } = await openScene(slow('/audit-events'));
    const screen = terminal(12);
    await run(['audit'], { io: screen });
    expect(screen.stderr.text).toContain('\r\u001b[K▸ reading a\r');
  });

  it('nothing in a pipe, and nothing with --quiet', async () => {
    const { run } = await openScene(slow('/sources'));
    const screen = terminal(80);
    const [piped] = await Promise.all([
      run(['sources', 'list']),
      run(['sources', 'list', '--quiet'], { io: screen }),
    ]);
    expect([piped.stderr, screen.stderr.text]).toEqual(['', '']);
  });

  it('SEGMENT_FORCE_TTY is a terminal', async () => {
    const { run } = await openScene(slow('/sources'));
    const { stderr } = await run(['sources', 'list'], { env: { SEGMENT_FORCE_TTY: '60' } });
    expect(stderr).toContain('▸ reading sources…\r\u001b[K');
  });
});

describe('the size of pages', () => {
  const gets = (stderr: string) =>
    [...stderr.matchAll(/^GET \S+?(\/[a-z]+)\?pagination.count=(\d+)\S*: sent 0 B, (\d+)/gm)].map(
      ([, path, count, status]) => `${path} ${count} ${status}`,
    );

  it('is 1,000', async () => {
    const { run } = await openScene({ base: 'empty', sources });
    const { stderr } = await run(['sources', 'get', 'source_449', '--verbose']);
    expect(gets(stderr)).toEqual(['/sources 1000 200']);
  });

  it('is 200 for the rest of the run once a list refused 1,000', async () => {
    const { run } = await openScene({ sources, switches: { pageSizeLimit: 200 } });
    // The sources are read twice: for the one that is named, and for their names.
    const { code, stderr } = await run(['transformations', 'list', '--source', 'source_449', '--verbose'], {
      io: { stdout: terminal(80).stdout },
    });
    expect(code).toBe(0);
    expect(gets(stderr)).toEqual([
      '/sources 1000 422',
      ...Array<string>(6).fill('/sources 200 200'),
      '/transformations 1000 422',
      '/transformations 200 200',
    ]);
  });

  it('of segment api --paginate as well, unless it is given', async () => {
    const { run } = await openScene({ base: 'empty', sources, switches: { pageSizeLimit: 200 } });
    const { stdout, stderr } = await run(['api', '/sources', '--paginate', '--verbose']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(451);
    expect(gets(stderr)).toEqual(['/sources 1000 422', ...Array<string>(3).fill('/sources 200 200')]);
    const given = await run(['api', '/sources?pagination.count=300', '--paginate', '--json']);
    expect(given.code).toBe(6);
  });

  it('a refusal that is about something else is told as it is', async () => {
    const { run } = await openScene({ switches: { troubles: [{ path: '/users', status: 422 }] } });
    const { code, stderr } = await run(['users', 'list', '--verbose']);
    expect([code, gets(stderr)]).toEqual([6, ['/users 1000 422', '/users 200 422']]);
    expect(stderr).toContain('The Public API refused GET /users (422).');
  });
});
