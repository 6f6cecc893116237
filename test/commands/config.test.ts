import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CliResult, cli } from '../helpers/cli.ts';

function machine() {
  const folder = mkdtempSync(join(tmpdir(), 'segment-config-'));
  const env = { SEGMENT_CONFIG_DIR: join(folder, 'config'), SEGMENT_STATE_DIR: join(folder, 'state') };
  const run = (line: string, extra: Record<string, string> = {}, stdin?: string): Promise<CliResult> =>
    cli(line.split(' '), {
      env: { ...env, ...extra },
      cwd: folder,
      ...(stdin === undefined ? {} : { stdin }),
    });
  return { folder, env, run };
}

async function loggedIn() {
  const it = machine();
  for (const source of ['web', 'ios']) {
    const line = `auth login --name prod --region eu --source ${source} --with-write-key --no-verify`;
    expect((await it.run(line, {}, `${source}00000000000000000000000000000`)).code).toBe(0);
  }
  return it;
}

const errorOf = (result: CliResult) => JSON.parse(result.stderr.trim().split('\n').at(-1) ?? '').error;

describe('config list', () => {
  test('every setting with its value and its origin', async () => {
    const { run, folder } = await loggedIn();
    writeFileSync(join(folder, 'segment.json'), '{"source":"ios","trackingPlan":"plan.json"}');
    const r = await run('config list --show-origin', {
      SEGMENT_SPACE_ID: 'spa_1',
      SEGMENT_TRACKING_URL: 'http://localhost:1/v1',
    });
    const project = join(folder, 'segment.json');
    expect(r).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'workspace\tprod\tconfig.json',
        'region\teu\tworkspace prod',
        `source\tios\t${project}`,
        'space-id\tspa_1\tSEGMENT_SPACE_ID',
        `tracking-plan\tplan.json\t${project}`,
        'output\ttext\tdefault',
        'tracking-url\thttp://localhost:1\tSEGMENT_TRACKING_URL',
        'profile-url\thttps://profiles.euw1.segment.com\tregion eu',
        'api-url\thttps://eu1.api.segmentapis.com\tregion eu',
        'oauth-url\thttps://oauth2.eu1.segmentapis.com\tregion eu',
        'cdn-url\thttps://cdn.segment.com\tregion eu',
        '',
      ].join('\n'),
    });
  });

  test('as JSON, with null for what is not set', async () => {
    const { run } = machine();
    const settings = JSON.parse((await run('config list --json --region eu')).stdout);
    expect(settings.slice(0, 3)).toEqual([
      { key: 'workspace', value: null, originKind: null, origin: null },
      { key: 'region', value: 'eu', originKind: 'flag', origin: '--region' },
      { key: 'source', value: null, originKind: null, origin: null },
    ]);
  });

  test('a secret in the project file is warned of and shown nowhere', async () => {
    const { run, folder } = machine();
    writeFileSync(join(folder, 'segment.json'), '{"region":"eu","writeKey":"canary_canary_canary"}');
    const r = await run('config list --show-origin');
    expect(r.stderr).toContain('“writeKey”, which may be a secret');
    expect(r.stdout + r.stderr).not.toContain('canary');
  });
});

describe('config get', () => {
  test('prints the value alone; nothing and exit 0 where there is none', async () => {
    const { run } = await loggedIn();
    expect(await run('config get region')).toEqual({ code: 0, stdout: 'eu\n', stderr: '' });
    expect(await run('config get region', { SEGMENT_REGION: 'us' })).toMatchObject({ stdout: 'us\n' });
    expect(await run('config get space-id')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'space-id is not set.\n',
    });
    expect(JSON.parse((await run('config get source --json')).stdout)).toEqual({
      key: 'source',
      value: 'web',
      originKind: 'workspace',
      origin: 'workspace prod',
    });
  });

  test.each(['regoin', '__proto__', 'constructor', 'token', 'write-key'])('%s is no setting', async (key) => {
    const { run } = machine();
    expect(errorOf(await run(`config get ${key} --json`))).toMatchObject({
      code: 'unknown_setting',
      exitCode: 2,
    });
  });

  test('the nearest name is suggested', async () => {
    expect((await machine().run('config get regoin')).stderr).toContain('Did you mean “region”?');
  });
});

describe('config set', () => {
  test.each<[string, string, string]>([
    ['source ios', 'source', 'ios'],
    ['space-id spa_9', 'space-id', 'spa_9'],
    ['region us', 'region', 'us'],
    ['workspace sandbox', 'workspace', 'sandbox'],
  ])('%s', async (words, key, value) => {
    const { run } = await loggedIn();
    expect((await run(`config set ${words}`)).code).toBe(0);
    expect((await run(`config get ${key}`)).stdout).toBe(`${value}\n`);
  });

  test('none takes a setting away', async () => {
    const { run } = await loggedIn();
    expect(await run('config set source none')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('not set any more'),
    });
    expect((await run('config get source')).stdout).toBe('');
  });

  test('the outcome as JSON, and what goes before it', async () => {
    const { run } = await loggedIn();
    expect(JSON.parse((await run('config set source ios --json')).stdout)).toEqual({
      key: 'source',
      value: 'ios',
      workspace: 'prod',
    });
    expect((await run('config set space-id a', { SEGMENT_SPACE_ID: 'b' })).stderr).toContain(
      'SEGMENT_SPACE_ID is set and overrides it.',
    );
  });

  test.each<[string, string, number]>([
    ['region mars', 'setting_invalid', 2],
    ['region none', 'setting_invalid', 2],
    ['output yaml', 'setting_invalid', 2],
    ['workspace none', 'setting_invalid', 2],
    ['workspace nobody', 'unknown_workspace', 5],
    ['source android', 'unknown_source', 5],
    ['token abc', 'unknown_setting', 2],
    ['tracking-url https://example.com', 'unknown_setting', 2],
    ['region us -w sandbox', 'sandbox_is_built_in', 2],
  ])('%s: %s', async (words, code, exitCode) => {
    const { run } = await loggedIn();
    expect(errorOf(await run(`config set ${words} --json`))).toMatchObject({ code, exitCode });
  });

  test('a setting of a workspace needs a workspace', async () => {
    expect((await machine().run('config set region eu')).code).toBe(4);
  });

  test('output json speaks for every command, until a flag or the environment does', async () => {
    const { run, env } = machine();
    await run('config set output json');
    expect((await run('auth list')).stdout).toBe('[]\n');
    expect(errorOf(await run('auth token'))).toMatchObject({ code: 'token_missing' });
    expect((await run('auth list', { SEGMENT_OUTPUT: 'text' })).stdout).toBe('');
    expect(statSync(join(env.SEGMENT_CONFIG_DIR, 'config.json')).mode & 0o077).toBe(0);
    await run('config set output none');
    expect((await run('auth list')).stdout).toBe('');
  });
});
