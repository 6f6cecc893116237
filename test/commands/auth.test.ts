import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { type CliResult, cli } from '../helpers/cli.ts';

const webKey = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa1111';
const iosKey = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbb2222';
const euKey = 'cccccccccccccccccccccccccccc3333';
const unknownKey = 'dddddddddddddddddddddddddddd4444';
const token = 'sgp_eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee5555';
const profileToken = 'ffffffffffffffffffffffffffffffffff6666';

let sandbox: RunningSandbox;
/** Answers as the Public API and the Profile API do; everything else is 500. */
let service: Server;
let serviceUrl: string;

beforeAll(async () => {
  sandbox = await startSandbox({
    sources: [
      { name: 'web', writeKey: webKey },
      { name: 'ios', writeKey: iosKey },
      { name: 'eu', writeKey: euKey, region: 'eu' },
    ],
  });
  service = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    const basic = `Basic ${Buffer.from(`${profileToken}:`).toString('base64')}`;
    if (request.url === '/') {
      response.statusCode = authorization === `Bearer ${token}` ? 200 : 401;
      response.end('{"data":{"workspace":{"id":"w1","slug":"acme","name":"Acme \\u001b[31mInc"}}}');
    } else if (request.url?.startsWith('/v1/spaces/spa_1/')) {
      response.statusCode = authorization === basic ? 404 : 401;
      response.end('{"error":{"code":"not_found","message":"Profile was not found."}}');
    } else {
      response.statusCode = 500;
      response.end();
    }
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  serviceUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await sandbox.close();
  service.close();
});

/** One machine: a folder that several calls share. */
function machine(more: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'segment-auth-'));
  const env = {
    SEGMENT_CONFIG_DIR: join(folder, 'config'),
    SEGMENT_STATE_DIR: join(folder, 'state'),
    SEGMENT_CDN_URL: sandbox.url,
    SEGMENT_API_URL: serviceUrl,
    SEGMENT_PROFILE_URL: serviceUrl,
    ...more,
  };
  const run = (line: string, stdin?: string, extra: Record<string, string> = {}): Promise<CliResult> =>
    cli(line.split(' '), {
      env: { ...env, ...extra },
      cwd: folder,
      ...(stdin === undefined ? {} : { stdin }),
    });
  const file = (name: string) => readFileSync(join(env.SEGMENT_CONFIG_DIR, name), 'utf8');
  return { folder, env, run, file, credentials: join(env.SEGMENT_CONFIG_DIR, 'credentials.json') };
}

/** With a US workspace `prod` that has the source `web`. */
async function loggedIn(more?: Record<string, string>) {
  const it = machine(more);
  const { code, stderr } = await it.run(
    'auth login --name prod --source web --with-write-key',
    `${webKey}\n`,
  );
  expect(stderr).toContain('checked with Segment');
  expect(code).toBe(0);
  return it;
}

const errorOf = (result: CliResult) => JSON.parse(result.stderr.trim().split('\n').at(-1) ?? '').error;

describe('auth login', () => {
  test('stores a checked write key, and makes its workspace and source active', async () => {
    const { run, file } = machine();
    const r = await run('auth login --name prod --source web --with-write-key', `\ufeff${webKey}\r\n`);
    expect(r).toEqual({
      code: 0,
      stdout: '',
      stderr:
        '✓ Stored the write key of source web in workspace prod (us), checked with Segment.\nNext: segment track "Test Event" -u user_1 -w prod --source web\n',
    });
    expect(JSON.parse(file('credentials.json')).workspaces.prod.sources.web.writeKey).toBe(webKey);
    expect((await run('config get source')).stdout).toBe('web\n');
    expect((await run('config get workspace')).stdout).toBe('prod\n');
  });

  test('with --json: one object on stdout', async () => {
    const { run, credentials } = machine();
    const r = await run('auth login --name prod --with-write-key --json', webKey);
    expect(JSON.parse(r.stdout)).toEqual({
      workspace: 'prod',
      region: 'us',
      source: 'default',
      stored: ['write_key'],
      verified: true,
      file: credentials,
    });
    expect(r.stderr).toBe('');
  });

  test('adds one credential after another to the same workspace', async () => {
    const { run, folder } = await loggedIn();
    expect((await run('auth login --name prod --with-token', token)).code).toBe(0);
    expect(
      (await run('auth login --name prod --space-id spa_1 --with-profile-token', profileToken)).code,
    ).toBe(0);
    writeFileSync(join(folder, 'key.pem'), 'not read here');
    const oauth =
      'auth login --name prod --oauth-client-id app --oauth-key-id kid --oauth-private-key-file key.pem --no-verify';
    expect((await run(oauth)).code).toBe(0);
    const [prod] = JSON.parse((await run('auth list --json')).stdout);
    expect(prod).toEqual({
      name: 'prod',
      active: true,
      region: 'us',
      sources: [
        {
          name: 'web',
          default: true,
          writeKey: 'aaaa…1111',
          slug: null,
          id: null,
          addedAt: expect.any(String),
        },
      ],
      token: 'sgp_…5555',
      profileToken: 'ffff…6666',
      spaceId: 'spa_1',
      oauthClientId: 'app',
      addedAt: expect.any(String),
    });
  });

  test.each<[string, string, string, number, string]>([
    ['a key nobody knows', 'auth login --with-write-key', unknownKey, 4, 'write_key_unknown'],
    ['a key of the other region', 'auth login --with-write-key', euKey, 4, 'write_key_wrong_region'],
    ['a token as a write key', 'auth login --with-write-key', token, 2, 'secret_of_another_kind'],
    ['a write key as a token', 'auth login --with-token', webKey, 2, 'secret_of_another_kind'],
    ['a token that is refused', 'auth login --with-token', 'sgp_wrong_token_0000', 4, 'token_refused'],
    [
      'a Profile token that is refused',
      'auth login --space-id spa_1 --with-profile-token',
      'wrong_profile_token',
      4,
      'profile_token_refused',
    ],
    [
      'a Profile token without a space',
      'auth login --with-profile-token',
      profileToken,
      2,
      'space_id_missing',
    ],
    ['two secrets on one stdin', 'auth login --with-write-key --with-token', webKey, 2, 'stdin_used_twice'],
    ['an empty stdin', 'auth login --with-write-key', '\n', 2, 'secret_missing'],
    ['two lines', 'auth login --with-token', `${token}\n${token}`, 2, 'secret_of_another_kind'],
    [
      'a line of a .env file',
      'auth login --with-token',
      `SEGMENT_TOKEN="${token}"\n`,
      2,
      'secret_of_another_kind',
    ],
    ['a file by mistake', 'auth login --with-token', 'x'.repeat(20_000), 2, 'secret_too_long'],
    ['nothing to store', 'auth login --name prod', '', 2, 'credential_missing'],
    ['half an OAuth application', 'auth login --oauth-client-id app', '', 2, 'oauth_incomplete'],
    [
      'a key file that is not there',
      'auth login --oauth-client-id a --oauth-key-id k --oauth-private-key-file nowhere.pem',
      '',
      2,
      'oauth_key_unreadable',
    ],
    ['the reserved name', 'auth login --name sandbox --with-write-key', webKey, 2, 'name_reserved'],
    ['a name with a dot', 'auth login --name acme.prod --with-write-key', webKey, 2, 'name_invalid'],
    ['a name like a path', 'auth login --name ../prod --with-write-key', webKey, 2, 'name_invalid'],
    ['the name __proto__', 'auth login --name __proto__ --with-write-key', webKey, 2, 'name_invalid'],
    ['a source with a dot', 'auth login --source a.b --with-write-key', webKey, 2, 'name_invalid'],
  ])('%s: refused, nothing stored', async (_, line, stdin, exitCode, code) => {
    const { run } = machine();
    const r = await run(`${line} --json`, stdin);
    expect(r.stdout).toBe('');
    expect(errorOf(r)).toMatchObject({ code, exitCode });
    expect(r.code).toBe(exitCode);
    expect((await run('auth list --json')).stdout).toBe('[]\n');
  });

  test.each([
    [`SEGMENT_TOKEN=${token}`, 'has the name of a variable before it'],
    [`"${token}"`, 'has quotes around it'],
    [`Bearer ${token}`, 'is a whole Authorization header'],
  ])('a token with more around it is told apart: %s', async (stdin, fault) => {
    const r = await machine().run('auth login --with-token --json', stdin);
    expect(errorOf(r)).toMatchObject({
      message: `The Public API token ${fault}.`,
      hint: 'Give the Public API token alone: one word, without a name or quotes.',
    });
    expect(r.stderr).not.toContain(token);
  });

  test('a key of the other region names the flag, and goes in with it', async () => {
    const { run } = machine();
    const r = await run('auth login --name acme --with-write-key', euKey);
    expect(r.stderr).toBe(
      'error: This write key belongs to a source in region eu, not us.\nhint: Use: --region eu\n',
    );
    expect((await run('auth login --name acme --region eu --with-write-key', euKey)).code).toBe(0);
    expect((await run('config get tracking-url')).stdout).toBe('https://events.eu1.segmentapis.com\n');
    expect(
      errorOf(await run('auth login --name acme --region us --with-write-key --json', webKey)),
    ).toMatchObject({ code: 'region_differs', exitCode: 2 });
  });

  test('nobody answers: exit 7, nothing stored, --no-verify named and enough', async () => {
    const { run } = machine({ SEGMENT_CDN_URL: 'http://127.0.0.1:9' });
    const r = await run('auth login --name prod --with-write-key', webKey);
    expect(r.code).toBe(7);
    expect(r.stderr).toContain('--no-verify');
    expect((await run('auth list --json')).stdout).toBe('[]\n');
    const unchecked = await run('auth login --name prod --with-write-key --no-verify', webKey);
    expect(unchecked).toMatchObject({ code: 0, stderr: expect.stringContaining('unchecked') });
  });

  test.each([
    ['--with-write-key', 'SEGMENT_WRITE_KEY'],
    ['--with-token', 'SEGMENT_TOKEN'],
    ['--with-token', 'PUBLIC_API_TOKEN'],
    ['--with-token', 'SEGMENT_API_TOKEN'],
    ['--with-profile-token', 'SEGMENT_PROFILE_TOKEN'],
  ])('%s with %s set would be ignored, so it is refused', async (flag, variable) => {
    const { run } = machine();
    const r = await run(`auth login --space-id spa_1 ${flag} --json`, webKey, {
      [variable]: 'something_else',
    });
    expect(errorOf(r)).toMatchObject({
      code: 'environment_in_force',
      exitCode: 2,
      hint: `unset ${variable}`,
    });
  });

  test('a new key of the only source replaces it; of several the source must be named', async () => {
    const { run, file } = await loggedIn();
    await run('auth login --name prod --with-write-key', iosKey);
    expect(JSON.parse(file('credentials.json')).workspaces.prod.sources.web.writeKey).toBe(iosKey);
    await run('auth write-key add ios', iosKey);
    expect(errorOf(await run('auth login --name prod --with-write-key --json', webKey))).toMatchObject({
      code: 'source_missing',
      exitCode: 2,
    });
  });
});

describe('auth status', () => {
  test('every credential with its place, who is active and why', async () => {
    const { run, credentials } = await loggedIn();
    await run('auth write-key add ios', iosKey);
    await run('auth login --name prod --with-token', token);
    const r = await run('auth status');
    expect(r).toEqual({
      code: 0,
      stdout: [
        `write key\tweb\tus\taaaa…1111\tyes\tworks\t${credentials}`,
        `write key\tios\tus\tbbbb…2222\t\tworks\t${credentials}`,
        `token\t\tus\tsgp_…5555\tyes\tworks\t${credentials}`,
        '',
      ].join('\n'),
      stderr: '▸ workspace prod (config.json) · region us (workspace prod)\n',
    });
  });

  test('as JSON', async () => {
    const { run, credentials } = await loggedIn();
    expect(JSON.parse((await run('auth status --json')).stdout)).toEqual({
      workspace: 'prod',
      workspaceOrigin: 'config.json',
      region: 'us',
      regionOrigin: 'workspace prod',
      source: 'web',
      spaceId: null,
      credentials: [
        {
          kind: 'write_key',
          source: 'web',
          region: 'us',
          value: 'aaaa…1111',
          location: credentials,
          active: true,
          state: 'works',
          name: null,
          error: null,
        },
      ],
    });
  });

  test('a variable goes before what is stored, and both are shown', async () => {
    const { run } = await loggedIn();
    const r = await run('auth status --json', undefined, {
      SEGMENT_WRITE_KEY: iosKey,
      PUBLIC_API_TOKEN: token,
    });
    const shown = JSON.parse(r.stdout).credentials.map((c: Record<string, unknown>) => [
      c.kind,
      c.location,
      c.active,
    ]);
    expect(shown).toEqual([
      ['write_key', 'SEGMENT_WRITE_KEY', true],
      ['write_key', expect.stringContaining('credentials.json'), false],
      ['token', 'PUBLIC_API_TOKEN', true],
    ]);
  });

  test('nothing active: exit 4', async () => {
    const { run } = machine();
    expect(await run('auth status')).toMatchObject({
      code: 4,
      stdout: '',
      stderr: expect.stringContaining('segment auth login'),
    });
    expect(errorOf(await run('auth status --offline --json'))).toMatchObject({
      code: 'not_logged_in',
      exitCode: 4,
    });
  });

  test('refused: exit 4, and the result is printed all the same', async () => {
    const { run } = await loggedIn();
    const r = await run('auth status --json', undefined, { SEGMENT_WRITE_KEY: unknownKey });
    expect(r.code).toBe(4);
    expect(JSON.parse(r.stdout).credentials[0]).toMatchObject({
      state: 'refused',
      error: { code: 'write_key_unknown' },
    });
    expect(errorOf(r)).toMatchObject({ code: 'write_key_unknown' });
  });

  test('no answer: exit 7; --offline asks nobody', async () => {
    const { run } = await loggedIn();
    const offline = { SEGMENT_CDN_URL: 'http://127.0.0.1:9' };
    expect((await run('auth status', undefined, offline)).code).toBe(7);
    const r = await run('auth status --offline', undefined, offline);
    expect(r).toMatchObject({ code: 0, stdout: expect.stringContaining('not checked') });
  });

  test('of the sandbox: no login, its public key, its own address', async () => {
    const { run, env } = machine({ SEGMENT_CDN_URL: '' });
    const open = await startSandbox();
    const { mkdirSync } = await import('node:fs');
    mkdirSync(env.SEGMENT_STATE_DIR, { recursive: true });
    writeFileSync(join(env.SEGMENT_STATE_DIR, 'sandbox.json'), JSON.stringify({ url: open.url, pid: 1 }));
    const r = await run('auth status -w sandbox', undefined, {
      SEGMENT_API_URL: '',
      SEGMENT_PROFILE_URL: '',
    });
    expect(r).toMatchObject({
      code: 0,
      stdout: 'write key\tsandbox\tus\tsandboxsandboxsandboxsandboxsand\tyes\tworks\tbuilt in\n',
    });
    await open.close();
  });
});

describe('auth list, switch, rename, logout', () => {
  async function withThree() {
    const it = await loggedIn();
    await it.run('auth login --name staging --with-write-key', iosKey);
    await it.run('auth login --name acme_eu --region eu --with-write-key', euKey);
    return it;
  }
  const active = async ({ run }: ReturnType<typeof machine>) =>
    (await run('config get workspace')).stdout.trim();

  test('list in a pipe: a line each; empty: a notice on stderr, exit 0', async () => {
    const { run } = await withThree();
    const { stdout } = await run('auth list');
    expect(stdout.split('\n').map((line) => line.split('\t').slice(0, 5))).toEqual([
      ['prod', '', 'us', 'web', 'write key'],
      ['staging', '', 'us', 'default', 'write key'],
      ['acme_eu', 'active', 'eu', 'default', 'write key'],
      [''],
    ]);
    expect(await machine().run('auth list')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('No workspace'),
    });
  });

  test('switch takes the names that list shows, and the sandbox', async () => {
    const it = await withThree();
    expect(await it.run('auth switch prod')).toMatchObject({
      code: 0,
      stderr: '✓ Workspace prod is the active one now.\n',
    });
    expect(await active(it)).toBe('prod');
    expect(JSON.parse((await it.run('auth switch sandbox --json')).stdout)).toEqual({
      workspace: 'sandbox',
      previous: 'prod',
    });
    expect(await active(it)).toBe('sandbox');
  });

  test('switch without a name toggles two, and needs a name with more', async () => {
    const it = await withThree();
    expect(errorOf(await it.run('auth switch --json'))).toMatchObject({
      code: 'workspace_missing',
      exitCode: 2,
      details: ['known: prod, staging, acme_eu, sandbox'],
    });
    await it.run('auth logout acme_eu --yes');
    await it.run('auth switch staging');
    await it.run('auth switch');
    expect(await active(it)).toBe('prod');
    await it.run('auth switch');
    expect(await active(it)).toBe('staging');
  });

  test('switch to an unknown one names what was meant', async () => {
    const { run } = await withThree();
    expect(errorOf(await run('auth switch stagign --json'))).toMatchObject({
      code: 'unknown_workspace',
      exitCode: 5,
      hint: 'Did you mean “staging”?',
    });
    expect((await machine().run('auth switch')).code).toBe(4);
  });

  test('switch with SEGMENT_WORKSPACE set changes nothing and says so', async () => {
    const it = await withThree();
    const r = await it.run('auth switch prod --json', undefined, { SEGMENT_WORKSPACE: 'staging' });
    expect(errorOf(r)).toMatchObject({ code: 'environment_in_force', exitCode: 2 });
    expect(await active(it)).toBe('acme_eu');
  });

  test('switch says when a project file or a variable goes before it', async () => {
    const it = await withThree();
    writeFileSync(join(it.folder, 'segment.json'), '{"workspace":"staging"}');
    const r = await it.run('auth switch prod', undefined, { SEGMENT_TOKEN: 'abcdefghijkl' });
    expect(r.stderr).toContain('segment.json names workspace staging');
    expect(r.stderr).toContain('SEGMENT_TOKEN is set');
  });

  test('rename keeps everything', async () => {
    const it = await withThree();
    const before = JSON.parse((await it.run('auth list --json')).stdout)[2];
    expect(JSON.parse((await it.run('auth rename acme_eu acme --json')).stdout)).toEqual({
      workspace: 'acme',
      previous: 'acme_eu',
    });
    const after = JSON.parse((await it.run('auth list --json')).stdout)[2];
    expect(after).toEqual({ ...before, name: 'acme' });
    expect(errorOf(await it.run('auth rename acme prod --json'))).toMatchObject({
      code: 'name_taken',
      exitCode: 2,
    });
    expect(errorOf(await it.run('auth rename nobody x --json'))).toMatchObject({
      code: 'unknown_workspace',
      exitCode: 5,
    });
    expect(errorOf(await it.run('auth rename acme sandbox --json'))).toMatchObject({
      code: 'name_reserved',
      exitCode: 2,
    });
  });

  test('logout needs a yes, forgets every secret, and leaves the last one active', async () => {
    const it = await withThree();
    expect(errorOf(await it.run('auth logout prod --json'))).toMatchObject({
      code: 'confirmation_missing',
      exitCode: 2,
      hint: 'segment auth logout prod --yes',
    });
    expect((await it.run('auth logout prod -y')).code).toBe(0);
    expect(it.file('credentials.json')).not.toContain(webKey);
    expect(await active(it)).toBe('acme_eu');
    const r = await it.run('auth logout --yes --json');
    expect(JSON.parse(r.stdout)).toEqual({ workspace: 'acme_eu', active: 'staging' });
    const last = await it.run('auth logout --yes', undefined, { SEGMENT_WRITE_KEY: webKey });
    expect(last.stderr).toContain('SEGMENT_WRITE_KEY is still set');
    expect((await it.run('auth logout --yes')).code).toBe(4);
  });
});

describe('auth token', () => {
  test('prints the bare token and nothing else', async () => {
    const { run } = await loggedIn();
    expect(errorOf(await run('auth token --json'))).toMatchObject({ code: 'token_missing', exitCode: 4 });
    await run('auth login --name prod --with-token', token);
    expect(await run('auth token')).toEqual({ code: 0, stdout: `${token}\n`, stderr: '' });
    expect((await run('auth token --json')).stdout).toBe(`{"token":"${token}"}\n`);
    expect((await run('auth token', undefined, { SEGMENT_TOKEN: 'sgp_of_the_variable' })).stdout).toBe(
      'sgp_of_the_variable\n',
    );
  });
});

describe('auth write-key', () => {
  test('add, list, remove', async () => {
    const { run } = await loggedIn();
    const r = await run('auth write-key add ios --slug acme-ios --id s_2 --json', iosKey);
    expect(JSON.parse(r.stdout)).toMatchObject({
      workspace: 'prod',
      source: 'ios',
      default: false,
      verified: true,
    });
    expect(
      (await run('auth write-key list')).stdout.split('\n').map((line) => line.split('\t').slice(0, 5)),
    ).toEqual([['web', 'default', 'aaaa…1111', '', ''], ['ios', '', 'bbbb…2222', 'acme-ios', 's_2'], ['']]);
    expect(errorOf(await run('auth write-key remove web --json'))).toMatchObject({
      code: 'confirmation_missing',
      exitCode: 2,
    });
    expect(JSON.parse((await run('auth write-key remove web --yes --json')).stdout)).toEqual({
      workspace: 'prod',
      source: 'web',
      defaultSource: 'ios',
    });
    expect((await run('auth write-key remove s_2 --yes')).stderr).toContain(
      'There is no default source now.',
    );
    expect(await run('auth write-key list')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('has no write keys'),
    });
  });

  test.each<[string, string, string, number, string]>([
    ['an unknown key', 'auth write-key add x', unknownKey, 4, 'write_key_unknown'],
    ['a key of the other region', 'auth write-key add x', euKey, 4, 'write_key_wrong_region'],
    ['a token', 'auth write-key add x', token, 2, 'secret_of_another_kind'],
    ['another region than the workspace', 'auth write-key add x --region eu', euKey, 2, 'region_differs'],
    ['the sandbox', 'auth write-key add x -w sandbox', webKey, 2, 'sandbox_is_built_in'],
    ['an unknown workspace', 'auth write-key add x -w prdo', webKey, 5, 'unknown_workspace'],
    ['an unknown source', 'auth write-key remove wbe --yes', '', 5, 'unknown_source'],
  ])('%s: refused', async (_, line, stdin, exitCode, code) => {
    const { run, file } = await loggedIn();
    const before = file('credentials.json');
    expect(errorOf(await run(`${line} --json`, stdin))).toMatchObject({ code, exitCode });
    expect(file('credentials.json')).toBe(before);
  });

  test('needs a workspace', async () => {
    expect(await machine().run('auth write-key add web', webKey)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('auth login'),
    });
  });

  test('a strange key is stored with a warning', async () => {
    const { run } = await loggedIn();
    const r = await run('auth write-key add odd --no-verify', 'my-proxy-key');
    expect(r).toMatchObject({ code: 0, stderr: expect.stringContaining('32 letters and digits') });
  });
});

describe('a damaged credentials file', () => {
  test('is set aside, named, exit 2; the next call goes on', async () => {
    const { run, credentials } = await loggedIn();
    writeFileSync(credentials, `{"version":1,"workspaces":{"prod":{"token":"${token}`);
    const r = await run('auth list');
    expect(r.code).toBe(2);
    expect(r.stderr).toContain('credentials.json.corrupt-');
    expect(r.stderr).not.toContain(token);
    expect(await run('auth list')).toMatchObject({ code: 0, stdout: '' });
  });
});
