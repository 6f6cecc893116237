import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { cli } from '../helpers/cli.ts';

const canary = {
  web: 'canaryWriteKeyWeb000000000000001',
  ios: 'canaryWriteKeyIos000000000000002',
  env: 'canaryWriteKeyEnv000000000000003',
  token: 'sgp_canaryToken/+"000000000000000000004',
  envToken: 'sgp_canaryEnvToken00000000000000000005',
  profile: 'canaryProfileToken000000000000000000006',
  wrong: 'canaryWrongKey000000000000000007',
};

/** Every way a secret is spelled on its way out. */
function spellings(secret: string): string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [
    secret,
    base64(secret),
    base64(`${secret}:`),
    base64(`${secret}:`).replace(/=+$/, ''),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
}

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    sources: [
      { name: 'web', writeKey: canary.web },
      { name: 'ios', writeKey: canary.ios, region: 'eu' },
    ],
  });
});
afterAll(() => sandbox.close());

const folder = mkdtempSync(join(tmpdir(), 'segment-canary-'));
const base = {
  SEGMENT_CONFIG_DIR: join(folder, 'config'),
  SEGMENT_STATE_DIR: join(folder, 'state'),
  SEGMENT_PROFILE_URL: 'http://127.0.0.1:9',
  SEGMENT_API_URL: 'http://127.0.0.1:9',
};
const active = {
  SEGMENT_WRITE_KEY: canary.env,
  SEGMENT_TOKEN: canary.envToken,
  SEGMENT_PROFILE_TOKEN: canary.profile,
};

/** Words, what stdin holds, and what the environment adds; in this order on one machine. */
const calls: readonly (readonly [string, (string | undefined)?, Record<string, string>?])[] = [
  ['auth login --name prod --source web --with-write-key', canary.web],
  ['auth login --name prod --with-token', canary.token],
  ['auth login --name prod --with-token --no-verify', canary.token],
  ['auth login --name prod --space-id spa_1 --with-profile-token', canary.profile],
  ['auth login --name prod --space-id spa_1 --with-profile-token --no-verify', canary.profile],
  ['auth login --name bad --with-write-key', canary.wrong],
  ['auth login --name bad --with-write-key', canary.ios],
  ['auth login --name bad --with-write-key', canary.token],
  ['auth login --name bad --with-token', canary.web],
  ['auth login --name bad --with-token', `${canary.token} ${canary.token}`],
  ['auth login --name bad --with-token --with-write-key', canary.token],
  ['auth login --name bad --with-token', canary.token, active],
  ['auth login --name eu --region eu --with-write-key', canary.ios],
  ['auth status'],
  ['auth status -w eu'],
  ['auth status', undefined, active],
  ['auth status --offline', undefined, active],
  ['auth status', undefined, { SEGMENT_WRITE_KEY: canary.wrong }],
  ['auth list'],
  ['auth switch prod'],
  ['auth switch'],
  ['auth switch nobody'],
  ['auth switch prod', undefined, { SEGMENT_WORKSPACE: 'eu' }],
  ['auth rename eu acme'],
  ['auth rename nobody acme'],
  ['auth write-key add android --no-verify', canary.wrong],
  ['auth write-key add android', canary.wrong],
  ['auth write-key add android', canary.token],
  ['auth write-key list'],
  ['auth write-key remove android'],
  ['auth write-key remove android --yes'],
  ['auth write-key remove android --yes'],
  ['config list --show-origin', undefined, active],
  ['config get source'],
  ['config get nothing'],
  ['config set source web -w prod'],
  ['config set source nothing -w prod'],
  ['config set token x'],
  ['config set region eu', undefined, { SEGMENT_REGION: 'mars' }],
  ['auth logout acme'],
  ['auth logout acme --yes', undefined, active],
];

test('no auth or config command shows a secret or leaves one outside credentials.json', async () => {
  const cdn = { SEGMENT_CDN_URL: sandbox.url };
  const dead = { SEGMENT_CDN_URL: 'http://127.0.0.1:9' };
  let codes = '';
  for (const network of [cdn, dead]) {
    for (const flags of ['', ' --json', ' --debug', ' --quiet --no-color']) {
      for (const [words, stdin, more] of calls) {
        const argv = (words + flags).split(' ');
        const r = await cli(argv, {
          env: { ...base, ...network, ...more },
          cwd: folder,
          ...(stdin === undefined ? {} : { stdin }),
        });
        expectClean(r.stdout + r.stderr, argv.join(' '));
        codes += r.code === 1 ? `1 from ${argv.join(' ')}\n${r.stderr}` : '';
      }
    }
  }
  // None of this is a surprise to the program.
  expect(codes).toBe('');
  expect(readFileSync(join(folder, 'config', 'credentials.json'), 'utf8')).toContain(canary.web);
  for (const [path, text] of filesIn(folder)) {
    if (!path.endsWith('config/credentials.json')) expectClean(text, path);
  }
});

test('nor when a file is damaged, the project file holds a secret, or a secret is a flag’s value', async () => {
  const at = mkdtempSync(join(tmpdir(), 'segment-canary-'));
  const env = {
    ...base,
    SEGMENT_CONFIG_DIR: join(at, 'config'),
    SEGMENT_STATE_DIR: join(at, 'state'),
    SEGMENT_CDN_URL: sandbox.url,
  };
  await cli('auth login --name prod --with-write-key'.split(' '), { env, stdin: canary.web });
  writeFileSync(join(at, 'segment.json'), JSON.stringify({ token: canary.token, writeKey: [canary.wrong] }));
  for (const flags of ['', ' --json', ' --debug']) {
    const settings = await cli(`config list --show-origin${flags}`.split(' '), { env, cwd: at });
    expectClean(settings.stdout + settings.stderr, 'config list');
    const text = readFileSync(join(at, 'config', 'credentials.json'), 'utf8');
    writeFileSync(join(at, 'config', 'credentials.json'), text.slice(0, -20));
    const status = await cli(`auth status${flags}`.split(' '), { env, cwd: at });
    expect(status.code).toBe(2);
    expectClean(status.stdout + status.stderr, 'auth status');
    writeFileSync(join(at, 'config', 'credentials.json'), text);
  }
  const r = await cli(['auth', 'login', '--with-token', canary.token], { env, cwd: at });
  expect(r.code).toBe(2);
  expectClean(r.stdout + r.stderr, 'a value for a flag that takes none');
});

test('the one command that prints a secret is the only one that can', async () => {
  const { globSync } = await import('tinyglobby');
  const project = join(import.meta.dirname, '..', '..');
  const users = globSync(['commands/**/*.ts', 'src/**/*.ts'], { cwd: project }).filter((path) =>
    readFileSync(join(project, path), 'utf8').includes('print.secret('),
  );
  // The second prints what --jq makes of the first.
  expect(users).toEqual(['commands/auth/token.ts', 'src/filter-results.ts']);
});

function expectClean(text: string, what: string): void {
  for (const secret of Object.values(canary)) {
    for (const spelling of spellings(secret))
      expect(text.includes(spelling), `${what} shows ${spelling}`).toBe(false);
  }
}

function* filesIn(path: string): Generator<readonly [string, string]> {
  for (const name of readdirSync(path)) {
    const inner = join(path, name);
    if (statSync(inner).isDirectory()) yield* filesIn(inner);
    else yield [inner, readFileSync(inner, 'latin1')];
  }
}
