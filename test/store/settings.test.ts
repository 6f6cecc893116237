import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProjectFile } from '../../src/store/project-file.ts';
import { findSandbox } from '../../src/store/sandbox-address.ts';
import type { SettingInputs } from '../../src/store/setting.ts';
import { decideSettings, resolveSettings, type Settings } from '../../src/store/settings.ts';
import type { Stored, StoredWorkspace } from '../../src/store/stored.ts';
import { createMemoryStore } from '../helpers/memory-store.ts';
import { putPipe } from '../helpers/pipe.ts';

function workspace(
  region: 'us' | 'eu',
  keys: Record<string, string>,
  more: Partial<StoredWorkspace> = {},
): StoredWorkspace {
  const sources = Object.entries(keys).map(
    ([alias, writeKey]) =>
      [alias, { writeKey, slug: `${alias}-slug`, id: `id_${alias}`, addedAt: '' }] as const,
  );
  return { region, sources: new Map(sources), addedAt: '', ...more };
}

const stored: Stored = {
  activeWorkspace: 'prod',
  settings: {},
  workspaces: new Map([
    [
      'prod',
      workspace(
        'eu',
        { web: 'key_prod_web', ios: 'key_prod_ios' },
        {
          defaultSource: 'web',
          token: 'token_prod',
          profileToken: 'profile_prod',
          spaceId: 'space_prod',
          oauth: { clientId: 'c', keyId: 'k', privateKeyFile: '/k.pem' },
        },
      ),
    ],
    ['staging', workspace('us', { web: 'key_staging_web' })],
  ]),
};

const project: ProjectFile = {
  path: '/repo/segment.json',
  workspace: 'staging',
  region: 'eu',
  source: 'web',
  trackingPlan: '/repo/plan.json',
  strayed: [],
};

function decide(inputs: Partial<SettingInputs>): Settings {
  return decideSettings({
    flags: {},
    env: {},
    cwd: '/repo',
    project: undefined,
    stored,
    sandbox: { url: 'http://127.0.0.1:4010', file: undefined },
    ...inputs,
  });
}

/** Value and origin of a setting in one line. */
const settingText = (
  setting:
    | { readonly value: unknown; readonly origin: { readonly kind: string; readonly name: string } }
    | undefined,
) =>
  setting === undefined
    ? undefined
    : `${String(setting.value)} ← ${setting.origin.kind} ${setting.origin.name}`;

describe('flag > environment > project file > stored workspace > default, per setting', () => {
  const env = { SEGMENT_WORKSPACE: 'staging', SEGMENT_REGION: 'us' };
  test.each<[string, Partial<SettingInputs>, string | undefined, string]>([
    [
      'nothing at all',
      { stored: { workspaces: new Map(), settings: {} } },
      undefined,
      'us ← default default',
    ],
    ['the stored choice', {}, 'prod ← workspace config.json', 'eu ← workspace workspace prod'],
    [
      'the project file',
      { project },
      'staging ← project /repo/segment.json',
      'eu ← project /repo/segment.json',
    ],
    [
      'the environment',
      { project, env },
      'staging ← environment SEGMENT_WORKSPACE',
      'us ← environment SEGMENT_REGION',
    ],
    [
      'a flag',
      { project, env, flags: { workspace: 'prod' } },
      'prod ← flag --workspace',
      'us ← environment SEGMENT_REGION',
    ],
    [
      'both flags',
      { project, env, flags: { workspace: 'prod', region: 'eu' } },
      'prod ← flag --workspace',
      'eu ← flag --region',
    ],
    [
      'an empty variable',
      { env: { SEGMENT_WORKSPACE: '', SEGMENT_REGION: '' } },
      'prod ← workspace config.json',
      'eu ← workspace workspace prod',
    ],
    [
      'one level for each setting',
      { env: { SEGMENT_REGION: 'us' } },
      'prod ← workspace config.json',
      'us ← environment SEGMENT_REGION',
    ],
  ])('%s', (_, inputs, workspaceText, regionText) => {
    const settings = decide(inputs);
    expect(settingText(settings.workspace)).toBe(workspaceText);
    expect(settingText(settings.region)).toBe(regionText);
  });
});

describe('source and write key fit together', () => {
  const key = { SEGMENT_WRITE_KEY: 'key_env' };
  test.each<[string, Partial<SettingInputs>, string | undefined, string | undefined]>([
    ['the default source', {}, 'web ← workspace workspace prod', 'key_prod_web ← workspace workspace prod'],
    [
      'an alias',
      { flags: { source: 'ios' } },
      'ios ← flag --source',
      'key_prod_ios ← workspace workspace prod',
    ],
    [
      'a slug',
      { flags: { source: 'ios-slug' } },
      'ios ← flag --source',
      'key_prod_ios ← workspace workspace prod',
    ],
    [
      'an id',
      { flags: { source: 'id_ios' } },
      'ios ← flag --source',
      'key_prod_ios ← workspace workspace prod',
    ],
    [
      'a source in the environment',
      { env: { SEGMENT_SOURCE: 'ios' } },
      'ios ← environment SEGMENT_SOURCE',
      'key_prod_ios ← workspace workspace prod',
    ],
    ['a key in the environment', { env: key }, undefined, 'key_env ← environment SEGMENT_WRITE_KEY'],
    [
      'a key that is stored keeps its name',
      { env: { SEGMENT_WRITE_KEY: 'key_prod_ios' } },
      'ios ← environment SEGMENT_WRITE_KEY',
      'key_prod_ios ← environment SEGMENT_WRITE_KEY',
    ],
    [
      'key and name in the environment',
      { env: { ...key, SEGMENT_SOURCE: 'mine' } },
      'mine ← environment SEGMENT_SOURCE',
      'key_env ← environment SEGMENT_WRITE_KEY',
    ],
    [
      'a key goes before a project’s source',
      { env: key, project: { ...project, workspace: 'prod' } },
      undefined,
      'key_env ← environment SEGMENT_WRITE_KEY',
    ],
    [
      'a named source goes before a key of the environment',
      { env: key, flags: { source: 'ios' } },
      'ios ← flag --source',
      'key_prod_ios ← workspace workspace prod',
    ],
    [
      'a key as a flag goes before all',
      { env: { ...key, SEGMENT_SOURCE: 'ios' }, flags: { writeKey: 'key_flag' } },
      undefined,
      'key_flag ← flag --write-key',
    ],
    [
      'key and name as flags',
      { flags: { writeKey: 'key_flag', source: 'mine' } },
      'mine ← flag --source',
      'key_flag ← flag --write-key',
    ],
    ['no default source', { flags: { workspace: 'staging' } }, undefined, undefined],
  ])('%s', (_, inputs, sourceText, keyText) => {
    const settings = decide(inputs);
    expect(settingText(settings.source)).toBe(sourceText);
    expect(settingText(settings.writeKey)).toBe(keyText);
    expect(settings.writeKeyProblem).toBeUndefined();
  });

  test('an unknown source on the command line: the known ones, and the one that was meant', () => {
    expect(() => decide({ flags: { source: 'wbe', workspace: 'staging' } })).toThrow(
      expect.objectContaining({
        code: 'unknown_source',
        exitCode: 5,
        details: ['known: web'],
        hint: 'Did you mean “web”?',
      }),
    );
  });

  test('with a token an unknown source can still be looked up: only who cannot stops', () => {
    const settings = decide({ flags: { source: 'wbe' } });
    expect([settings.source?.value, settings.writeKey]).toEqual(['wbe', undefined]);
    expect(settings.writeKeyProblem).toMatchObject({
      code: 'unknown_source',
      exitCode: 5,
      details: ['known: web, ios'],
    });
  });

  test('an unknown source elsewhere only stops a command that needs the key', () => {
    const settings = decide({ project: { ...project, workspace: 'prod', source: 'android' } });
    expect(settings.writeKey).toBeUndefined();
    expect(settings.token?.value).toBe('token_prod');
    expect(settings.writeKeyProblem).toMatchObject({ code: 'unknown_source', exitCode: 5 });
    expect(settings.writeKeyProblem?.message).toContain('/repo/segment.json');
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is no source and no workspace', (name) => {
    expect(decide({ flags: { source: name } }).writeKey).toBeUndefined();
    expect(() => decide({ flags: { source: name, workspace: 'staging' } })).toThrow(
      expect.objectContaining({ code: 'unknown_source' }),
    );
    expect(() => decide({ flags: { workspace: name } })).toThrow(
      expect.objectContaining({ code: 'unknown_workspace' }),
    );
  });
});

describe('the other credentials', () => {
  test.each([
    [{}, 'token_prod ← workspace workspace prod'],
    [{ SEGMENT_API_TOKEN: 'c' }, 'c ← environment SEGMENT_API_TOKEN'],
    [{ SEGMENT_API_TOKEN: 'c', PUBLIC_API_TOKEN: 'b' }, 'b ← environment PUBLIC_API_TOKEN'],
    [{ SEGMENT_API_TOKEN: 'c', PUBLIC_API_TOKEN: 'b', SEGMENT_TOKEN: 'a' }, 'a ← environment SEGMENT_TOKEN'],
    [{ SEGMENT_TOKEN: '', PUBLIC_API_TOKEN: 'b' }, 'b ← environment PUBLIC_API_TOKEN'],
  ])('token with %j', (env, expected) => {
    expect(settingText(decide({ env }).token)).toBe(expected);
  });

  test('Profile token, space and tracking plan', () => {
    const settings = decide({ env: { SEGMENT_SPACE_ID: 's' }, project: { ...project, workspace: 'prod' } });
    expect(settingText(settings.profileToken)).toBe('profile_prod ← workspace workspace prod');
    expect(settingText(settings.spaceId)).toBe('s ← environment SEGMENT_SPACE_ID');
    expect(settingText(settings.trackingPlan)).toBe('/repo/plan.json ← project /repo/segment.json');
  });

  test('an OAuth application, field by field', () => {
    expect(decide({}).oauth?.value).toEqual({ clientId: 'c', keyId: 'k', privateKeyFile: '/k.pem' });
    expect(decide({ env: { SEGMENT_OAUTH_KEY_ID: 'k2' } }).oauth).toEqual({
      value: { clientId: 'c', keyId: 'k2', privateKeyFile: '/k.pem' },
      origin: { kind: 'environment', name: 'SEGMENT_OAUTH_KEY_ID' },
    });
    expect(decide({ env: { SEGMENT_OAUTH_PRIVATE_KEY_FILE: 'my.pem' } }).oauth?.value.privateKeyFile).toBe(
      '/repo/my.pem',
    );
    expect(() => decide({ env: { SEGMENT_OAUTH_CLIENT_ID: 'x' }, flags: { workspace: 'staging' } })).toThrow(
      expect.objectContaining({
        code: 'oauth_incomplete',
        exitCode: 2,
        details: ['SEGMENT_OAUTH_KEY_ID is not set', 'SEGMENT_OAUTH_PRIVATE_KEY_FILE is not set'],
      }),
    );
  });

  test('every secret that was loaded is known to the redactor, of other workspaces too', () => {
    const strayed = [{ name: 'token', value: 'strayed_secret' }];
    const { secrets, warnings } = decide({
      env: { SEGMENT_TOKEN: 'env_token', SEGMENT_WRITE_KEY: 'sandboxsandboxsandboxsandboxsand' },
      flags: { writeKey: 'flag_key' },
      project: { ...project, strayed },
    });
    expect([...secrets].sort()).toEqual(
      [
        'env_token',
        'flag_key',
        'key_prod_ios',
        'key_prod_web',
        'key_staging_web',
        'profile_prod',
        'strayed_secret',
        'token_prod',
      ].sort(),
    );
    expect(warnings.join()).toContain('“token”');
    expect(warnings.join()).not.toContain('strayed_secret');
  });
});

describe('an unknown workspace', () => {
  test('is named with the known ones and where it came from', () => {
    expect(() => decide({ env: { SEGMENT_WORKSPACE: 'stagin' } })).toThrow(
      expect.objectContaining({
        code: 'unknown_workspace',
        exitCode: 5,
        message: 'There is no workspace “stagin” (from SEGMENT_WORKSPACE).',
        details: ['known: prod, staging, sandbox'],
        hint: 'Did you mean “staging”?',
      }),
    );
  });

  test('a region nobody knows is a usage error', () => {
    expect(() => decide({ env: { SEGMENT_REGION: 'mars' } })).toThrow(
      expect.objectContaining({ code: 'region_invalid', exitCode: 2 }),
    );
  });
});

describe('URLs', () => {
  test('of the region, or of the environment, normalised', () => {
    expect(settingText(decide({}).urls.tracking)).toBe(
      'https://events.eu1.segmentapis.com ← default region eu',
    );
    expect(settingText(decide({ flags: { region: 'us' } }).urls.tracking)).toBe(
      'https://api.segment.io ← default region us',
    );
    expect(settingText(decide({}).urls.profile)).toBe(
      'https://profiles.euw1.segment.com ← default region eu',
    );
    const env = {
      SEGMENT_TRACKING_URL: 'https://proxy.example/segment/v1/',
      SEGMENT_PROFILE_URL: 'https://p.example/v1',
      SEGMENT_API_URL: 'http://127.0.0.1:4010/',
      SEGMENT_OAUTH_URL: 'http://localhost:1',
      SEGMENT_CDN_URL: 'http://[::1]:1//v1//',
    };
    const { urls } = decide({ env });
    expect(Object.entries(urls).map(([service, { value, origin }]) => [service, value, origin.name])).toEqual(
      [
        ['tracking', 'https://proxy.example/segment', 'SEGMENT_TRACKING_URL'],
        ['profile', 'https://p.example', 'SEGMENT_PROFILE_URL'],
        ['api', 'http://127.0.0.1:4010', 'SEGMENT_API_URL'],
        ['oauth', 'http://localhost:1', 'SEGMENT_OAUTH_URL'],
        ['cdn', 'http://[::1]:1', 'SEGMENT_CDN_URL'],
      ],
    );
  });

  test.each([
    ['http://127.0.0.1', true],
    ['http://127.1', true],
    ['http://0x7f000001', true],
    ['http://127.255.255.254:8080', true],
    ['http://localhost', true],
    ['http://[::1]', true],
    ['https://anything.example', true],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost.evil.example', false],
    ['http://10.0.0.1', false],
    ['http://0.0.0.0', false],
    ['http://[::ffff:10.0.0.1]', false],
    ['http://128.0.0.1', false],
    ['http://api.segment.io', false],
    ['https://user:hunter2@api.segment.io', false],
    ['http://127.0.0.1@evil.example', false],
    ['https://api.segment.io?key=hunter2', false],
    ['ftp://127.0.0.1', false],
    ['file:///etc/passwd', false],
    ['api.segment.io', false],
    ['', true],
  ])('%s may carry credentials: %s', (url, allowed) => {
    const attempt = () => decide({ env: { SEGMENT_TRACKING_URL: url } });
    if (allowed) expect(attempt).not.toThrow();
    else {
      expect(attempt).toThrow(
        expect.objectContaining({ exitCode: 2, message: expect.stringContaining('SEGMENT_TRACKING_URL') }),
      );
      expect(attempt).not.toThrow('hunter2');
    }
  });
});

describe('the built-in workspace sandbox', () => {
  const sandbox = { url: 'http://127.0.0.1:4011', file: '/state/sandbox.json' };

  test('has its own address, key and source, and needs nothing stored', () => {
    const settings = decide({
      flags: { workspace: 'sandbox' },
      stored: { workspaces: new Map(), settings: {} },
      sandbox,
      project,
    });
    expect(settings.sandbox).toBe(true);
    expect(settings.region.value).toBe('us'); // What the project says belongs to the workspace it names.
    expect(new Set(Object.values(settings.urls).map(({ value }) => value))).toEqual(new Set([sandbox.url]));
    expect(settingText(settings.source)).toBe('sandbox ← workspace workspace sandbox');
    expect(settings.writeKey?.value).toBe('sandboxsandboxsandboxsandboxsand');
    expect([settings.token, settings.profileToken, settings.oauth]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(settings.secrets).toEqual([]);
  });

  test.each(['TRACKING', 'PROFILE', 'API', 'OAUTH', 'CDN'])(
    'SEGMENT_%s_URL cannot lead it away',
    (service) => {
      const attempt = () =>
        decide({
          flags: { workspace: 'sandbox' },
          env: { [`SEGMENT_${service}_URL`]: 'https://api.segment.io' },
        });
      expect(attempt).toThrow(expect.objectContaining({ code: 'sandbox_not_loopback', exitCode: 2 }));
      expect(
        decide({
          flags: { workspace: 'sandbox' },
          env: { [`SEGMENT_${service}_URL`]: 'http://localhost:9/v1' },
        }).sandbox,
      ).toBe(true);
    },
  );

  test('knows no other source: its API does', () => {
    const { writeKey, writeKeyProblem } = decide({ flags: { workspace: 'sandbox', source: 'web' } });
    expect(writeKey).toBeUndefined();
    expect(writeKeyProblem).toMatchObject({ code: 'unknown_source' });
  });

  test.each([
    ['{"url":"http://127.0.0.1:4321","pid":1}', 'http://127.0.0.1:4321'],
    ['{"url":"http://localhost:4321/"}', 'http://localhost:4321'],
    ['{"url":"https://api.segment.io","pid":1}', 'http://127.0.0.1:4010'],
    ['{"url":"http://127.0.0.1.evil.example","pid":1}', 'http://127.0.0.1:4010'],
    ['{"url":', 'http://127.0.0.1:4010'],
    ['null', 'http://127.0.0.1:4010'],
    [undefined, 'http://127.0.0.1:4010'],
  ])('is found through %s', async (content, url) => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-settings-'));
    if (content !== undefined) writeFileSync(join(folder, 'sandbox.json'), content);
    const settings = await resolveSettings({
      flags: { workspace: 'sandbox' },
      env: {},
      cwd: folder,
      home: folder,
      platform: process.platform,
      store: createMemoryStore(undefined, { state: folder }),
    });
    expect(settings.urls.tracking.value).toBe(url);
  });
});

describe('what stands in the place of the sandbox’s address', () => {
  const settingText = { url: 'http://127.0.0.1:4321', pid: 1 };
  test.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a link', (path) => symlinkSync(writeTo(`${path}.target`, JSON.stringify(settingText)), path)],
    ['a link to a device without end', (path) => symlinkSync('/dev/zero', path)],
    ['a pipe', putPipe],
    ['a large file', (path) => writeTo(path, JSON.stringify({ ...settingText, more: 'x'.repeat(10_000) }))],
    ['a number as the URL', (path) => writeTo(path, '{"url":4321}')],
  ])('%s: nobody says where it is', (_name, make) => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-settings-'));
    make(join(folder, 'sandbox.json'));
    expect(findSandbox(folder)).toEqual({ url: 'http://127.0.0.1:4010', file: undefined });
    expect(findSandbox(undefined)).toEqual({ url: 'http://127.0.0.1:4010', file: undefined });
  });

  function writeTo(path: string, text: string): string {
    writeFileSync(path, text);
    return path;
  }
});

describe('the project file', () => {
  const make = () => {
    const home = mkdtempSync(join(tmpdir(), 'segment-project-'));
    const inner = join(home, 'repo', 'packages', 'web');
    mkdirSync(inner, { recursive: true });
    const resolveIn = (cwd: string) =>
      resolveSettings({
        flags: {},
        env: {},
        cwd,
        home,
        platform: process.platform,
        store: createMemoryStore(stored),
      });
    return { home, repo: join(home, 'repo'), inner, resolveIn };
  };

  test('is the nearest one upward, `segment.json` before `.segmentrc.json`', async () => {
    const { repo, inner, resolveIn } = make();
    writeFileSync(join(repo, 'segment.json'), '{"workspace":"staging"}');
    expect((await resolveIn(inner)).workspace?.value).toBe('staging');
    writeFileSync(join(inner, '.segmentrc.json'), '\ufeff{"workspace":"sandbox"}');
    expect((await resolveIn(inner)).workspace?.value).toBe('sandbox');
    writeFileSync(join(inner, 'segment.json'), '{"workspace":"prod","source":"ios"}');
    expect(settingText((await resolveIn(inner)).source)).toBe(`ios ← project ${join(inner, 'segment.json')}`);
  });

  test('is not looked for above the root of the repository or the home folder', async () => {
    const { home, repo, inner, resolveIn } = make();
    writeFileSync(join(home, 'segment.json'), '{"workspace":"staging"}');
    expect((await resolveIn(inner)).workspace?.value).toBe('staging');
    mkdirSync(join(repo, '.git'));
    expect((await resolveIn(inner)).workspace?.value).toBe('prod');
    writeFileSync(join(repo, 'segment.json'), '{"workspace":"sandbox"}');
    expect((await resolveIn(inner)).workspace?.value).toBe('sandbox');
  });

  test.each(['writeKey', 'write_key', 'TOKEN', 'profile-token'])(
    'a secret in it (%s) is ignored and warned of',
    async (name) => {
      const { repo, resolveIn } = make();
      writeFileSync(
        join(repo, 'segment.json'),
        JSON.stringify({ workspace: 'prod', [name]: 'canary_in_project', __proto__: { a: 1 } }),
      );
      const settings = await resolveIn(repo);
      expect(settings.warnings).toHaveLength(1);
      expect(settings.warnings[0]).toContain(name);
      expect(settings.secrets).toContain('canary_in_project');
      expect([settings.writeKey?.value, settings.token?.value]).toEqual(['key_prod_web', 'token_prod']);
    },
  );

  test.each(['[]', '{', '"prod"', '{"region":"mars"}', '{"workspace":1}'])(
    '%s: exit 2, the file named and left alone',
    async (content) => {
      const { repo, resolveIn } = make();
      writeFileSync(join(repo, 'segment.json'), content);
      await expect(resolveIn(repo)).rejects.toMatchObject({
        code: 'project_file_invalid',
        exitCode: 2,
        message: expect.stringContaining(join(repo, 'segment.json')),
      });
    },
  );

  test.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a pipe', putPipe],
    ['a link to a device without end', (path) => symlinkSync('/dev/zero', path)],
    ['a link to nothing', (path) => symlinkSync('nothing', path)],
    ['a large file', (path) => writeFileSync(path, ' '.repeat(1024 * 1024 + 1))],
  ])('%s of that name is passed over', async (_name, put) => {
    const { repo, resolveIn } = make();
    put(join(repo, 'segment.json'));
    expect((await resolveIn(repo)).workspace?.value).toBe('prod');
  });

  test('a link to one is read: it holds no secret', async () => {
    const { home, repo, resolveIn } = make();
    writeFileSync(join(home, 'shared.json'), '{"workspace":"staging"}');
    symlinkSync(join(home, 'shared.json'), join(repo, 'segment.json'));
    expect((await resolveIn(repo)).workspace?.value).toBe('staging');
  });

  test('its own keys only', async () => {
    const { repo, resolveIn } = make();
    writeFileSync(join(repo, 'segment.json'), '{"__proto__":{"workspace":"staging","region":"us"}}');
    const settings = await resolveIn(repo);
    expect(settingText(settings.workspace)).toBe('prod ← workspace config.json');
    expect(settingText(settings.region)).toBe('eu ← workspace workspace prod');
  });
});
