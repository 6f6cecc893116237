import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliOptions } from '../helpers/cli.ts';
import { partOf } from '../helpers/part.ts';
import type { ReadingScene } from '../helpers/reading.ts';
import { listCommands } from '../helpers/tree.ts';
import { openAda } from './profile/scene.ts';

// Every command, in places where there is no home folder, no working folder, or settings that cannot be read.

/** What needs nothing but the credentials in the environment, or the built-in sandbox. */
const lookUps: readonly string[] = [
  'track A -u u',
  'identify -u u',
  'page -u u',
  'screen -u u',
  'group g -u u',
  'alias -u u --previous-id v',
  'profile get user_id:ada',
  'profile traits user_id:ada',
  'profile events user_id:ada',
  'profile external-ids user_id:ada',
  'profile metadata user_id:ada',
  'profile links user_id:ada',
  'overview',
  'export sources --out -',
  'sources list',
  'sources get web_store',
  'sources update web_store --name Shop --yes',
  'sources schema get web_store',
  'sources schema update web_store -F track.allowUnplannedEvents=false --yes',
  'sources destinations web_store',
  'sources warehouses web_store',
  'sources write-key add web_store',
  'sources write-key remove shopping_app shoppingapprotatedshoppingapprot --yes',
  'sources labels list',
  'sources labels add web_store team:web',
  'sources labels set web_store team:web --yes',
  'warehouses list',
  'warehouses get postgres',
  'warehouses sources postgres',
  'warehouses syncs postgres',
  'warehouses schedule postgres',
  'warehouses connection postgres',
  'destinations list',
  'destinations get 66be7aeca665bd11f8908630',
  'destinations subscriptions 66be7aeca665bd11f8908630',
  'destinations filters 66be7aeca665bd11f8908630',
  'destinations delivery 66be7aeca665bd11f8908630',
  'tracking-plans list',
  'tracking-plans get tp_web_store',
  'tracking-plans rules tp_web_store',
  'tracking-plans sources tp_web_store',
  'tracking-plans coverage',
  'violations --source web_store',
  'transformations list',
  'transformations get 2JdPbYh3T5fXo9rM8vE4sUuBnZa',
  'catalog sources list',
  'catalog sources get javascript',
  'catalog destinations list',
  'catalog destinations get actions-webhook',
  'catalog warehouses list',
  'catalog warehouses get postgres',
  'usage api-calls',
  'usage mtu',
  'volume',
  'delivery --source web_store',
  'audit --since 90d',
  'users list',
  'users get ann@example.com',
  'groups list',
  'groups get Analysts',
  'groups users Analysts',
  'spaces list',
  'spaces get sandbox',
  'audiences list --space sandbox',
  'computed-traits list --space sandbox',
  'api /sources',
  'api ls',
  'auth status --offline',
  'mcp --print-config claude',
  'completion bash',
  'help track',
];

/** What asks a sandbox, which is named by its address. */
const sandboxVerbs: readonly string[] = [
  'sandbox events',
  'sandbox stats',
  'sandbox assert --event A',
  'sandbox wait --event A',
  'sandbox snapshot',
  'sandbox faults set --status 500',
  'sandbox faults list',
  'sandbox faults clear',
];

/** What is about the stored files themselves. */
const ofTheStore: readonly string[] = [
  'auth login --name prod --region us --with-write-key --no-verify',
  'auth list',
  'auth switch prod',
  'auth rename prod other',
  'auth logout prod --yes',
  'auth write-key add web --no-verify',
  'auth write-key list',
  'auth write-key remove web --yes',
  'config set output json',
  'track A -u u -w prod',
  'sources list -w prod',
];

/** Tried by other tests of this file, or they go on until they are ended. */
const elsewhere = [
  'batch',
  'validate',
  'config get',
  'config list',
  'auth token',
  'demo',
  'sandbox',
  'sandbox tail',
  'sandbox diff',
  'sandbox reset',
  'skills install',
  'skills uninstall',
];

let scene: ReadingScene;
let root: string;
let cwd: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'segment-surroundings-'));
  cwd = join(root, 'work');
  mkdirSync(cwd);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** All of them in the first of some places, every fourth in the others. */
const linesAt = (place: number) => (place === 0 ? lookUps : partOf(lookUps, 4));

const noFolders = { SEGMENT_CONFIG_DIR: '', SEGMENT_STATE_DIR: '' };
const credentials = {
  SEGMENT_WRITE_KEY: 'write_key_of_the_environment',
  SEGMENT_TOKEN: 'token_of_the_environment',
  SEGMENT_PROFILE_TOKEN: 'profile_token_of_the_environment',
  SEGMENT_SPACE_ID: 'spa_sandbox',
};

/** Where a home folder should be, by what is there. `isNone`: no folder is known then. */
const homes: readonly { name: string; home(): string | undefined; isNone: boolean }[] = [
  { name: 'unknown', home: () => undefined, isNone: true },
  { name: 'empty', home: () => '', isNone: true },
  { name: 'relative', home: () => 'rel', isNone: true },
  { name: 'not there', home: () => join(root, 'nowhere'), isNone: false },
  { name: 'a file', home: file, isNone: false },
];

function file(): string {
  const path = join(root, 'file');
  writeFileSync(path, 'precious');
  return path;
}

/** Runs it and expects what is always true: no surprise, and nothing put beside the working folder. */
async function run(
  line: string,
  options: CliOptions,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const result = await scene.run(line.split(' '), {
    cwd,
    stdin: 'abcdefabcdefabcdefabcdefabcdef12',
    ...options,
    env: { ...noFolders, SEGMENT_CDN_URL: scene.sandbox.url, ...options.env },
  });
  const { code, stderr } = result;
  expect({ line, code, stderr }).not.toMatchObject({ code: 1 });
  expect(`${line}: ${stderr}`).not.toMatch(/this is a bug|uv_cwd|ERR_SYSTEM|\n {4}at /i);
  expect({ line, left: readdirSync(cwd) }).toEqual({ line, left: [] });
  return result;
}

async function codesOf(lines: readonly string[], options: CliOptions, more = ''): Promise<string[]> {
  const codes: string[] = [];
  for (const line of lines) {
    const { code, stderr } = await run(line + more, options);
    codes.push(`${line}: ${code}${code === 0 ? '' : ` ${stderr}`}`);
  }
  return codes;
}

const allDone = (lines: readonly string[]) => lines.map((line) => `${line}: 0`);

it('names every command of the tree', async () => {
  const words = [...lookUps, ...sandboxVerbs, ...ofTheStore, ...elsewhere];
  const missing = (await listCommands())
    .filter(({ acts }) => acts)
    .map(({ path }) => path.join(' '))
    .filter((path) => !words.some((line) => `${line} `.startsWith(`${path} `)));
  expect(missing).toEqual([]);
});

const noCredentials = {
  SEGMENT_WRITE_KEY: '',
  SEGMENT_TOKEN: '',
  SEGMENT_PROFILE_TOKEN: '',
  SEGMENT_SPACE_ID: '',
};

/** A file to send, outside of the working folder. */
function eventsFile(): string {
  const path = join(root, 'events.ndjson');
  writeFileSync(path, '{"type":"track","event":"A","userId":"u","timestamp":"2026-01-01T00:00:00Z"}\n');
  return path;
}

describe.each(homes)('a home folder that is $name', ({ name, home, isNone }) => {
  const lines = linesAt(homes.findIndex((each) => each.name === name));

  it('does not stop a command whose credentials are in the environment', async () => {
    scene = await openAda();
    const options = { env: credentials, io: { home: home() } };
    expect(await codesOf(lines, options)).toEqual(allDone(lines));
  });

  it('does not stop the built-in sandbox', async () => {
    scene = await openAda();
    const options = { env: noCredentials, io: { home: home() } };
    expect(await codesOf(lines, options, ' -w sandbox')).toEqual(allDone(lines));
    const verbs = ` --url ${scene.sandbox.url}`;
    expect(await codesOf(sandboxVerbs, options, verbs)).toEqual(allDone(sandboxVerbs));
  });

  it('stops a backfill of a file before it sends, unless it needs no folder', async () => {
    scene = await openAda();
    const options = { env: credentials, io: { home: home() } };
    const path = eventsFile();
    const before = scene.sandbox.journal.counts.requests;
    if (isNone || home() === file()) {
      const { code, stderr } = await run(`batch ${path}`, options);
      expect({ code, stderr }).toEqual({
        code: 9,
        stderr: expect.stringMatching(/SEGMENT_STATE_DIR.*--checkpoint FILE.*--no-checkpoint/s),
      });
      expect(scene.sandbox.journal.counts.requests).toBe(before);
    } else {
      expect(await run(`batch ${path}`, options)).toMatchObject({ code: 0 });
    }
    for (const way of [`batch ${path} --no-checkpoint`, `batch ${path} --checkpoint ${join(root, 'ck')}`])
      expect(await run(way, options)).toMatchObject({ code: 0 });
    const stdin = readFileSync(path);
    expect(await run('batch -', { ...options, stdin })).toMatchObject({ code: 0 });
    expect(await run(`batch ${path} --dry-run`, options)).toMatchObject({ code: 0 });
  });

  it('is seen by config list, which tells what is active', async () => {
    scene = await openAda();
    const { code, stdout } = await run('config list --json', { env: noCredentials, io: { home: home() } });
    expect([code, JSON.parse(stdout)[1]]).toEqual([
      0,
      { key: 'region', value: 'us', originKind: 'default', origin: 'default' },
    ]);
  });
});

describe.each(homes.filter(({ isNone }) => isNone))('a home folder that is $name', ({ home }) => {
  it('ends what is about stored things with 9, and says what to set', async () => {
    scene = await openAda();
    for (const line of ofTheStore) {
      const { code, stderr } = await run(line, { env: noCredentials, io: { home: home() } });
      expect({ line, code, stderr }).toEqual({
        line,
        code: 9,
        stderr: `error: There is no folder for settings and credentials: neither HOME nor SEGMENT_CONFIG_DIR names one by an absolute path.
hint: Set HOME, or name a folder: export SEGMENT_CONFIG_DIR=/path/to/folder
`,
      });
    }
  });
});

describe('a working folder that is gone', () => {
  const gone = { isCwdGone: true } as const;

  it('does not stop a command that needs nothing there', async () => {
    scene = await openAda();
    expect(await codesOf(lookUps, { ...gone, env: credentials })).toEqual(allDone(lookUps));
    scene = await openAda();
    expect(await codesOf(lookUps, { ...gone, env: noCredentials }, ' -w sandbox')).toEqual(allDone(lookUps));
    const state = { SEGMENT_STATE_DIR: join(root, 'state') };
    const path = eventsFile();
    for (const line of [
      `batch ${path} --rejects ${join(root, 'rejects.ndjson')}`,
      `batch ${path} --dry-run`,
      'batch - --dry-run',
      `track --input ${path}`,
    ])
      expect(
        await run(line, { ...gone, env: { ...credentials, ...state }, stdin: readFileSync(path) }),
      ).toMatchObject({
        code: 0,
      });
  });

  it('does not stop the demo, which has a folder of its own', async () => {
    scene = await openAda();
    expect(await run('demo --json', { ...gone, io: { home: undefined } })).toMatchObject({ code: 0 });
  });

  it('stops one that does, before it sends', async () => {
    scene = await openAda();
    const before = scene.sandbox.journal.counts.requests;
    for (const line of ['batch events.ndjson', 'batch -', 'batch *.ndjson', `batch ${eventsFile()}`]) {
      const { code, stderr } = await run(line, { ...gone, env: credentials });
      expect({ line, code, stderr }).toMatchObject({
        code: 9,
        stderr: expect.stringContaining('working folder is gone'),
      });
    }
    expect(scene.sandbox.journal.counts.requests).toBe(before);
  });
});

describe('stored files that cannot be used', () => {
  /** What stands in the place of one of the two files, and what is reported of it. */
  const broken: readonly [string, string, (path: string) => void, RegExp][] = [
    ['config.json', 'damaged', (path) => writeFileSync(path, '{"version":1,'), /config\.json is damaged/],
    ['config.json', 'a folder', (path) => mkdirSync(path), /config\.json is not a regular file/],
    [
      'config.json',
      'a link to a device',
      (path) => symlinkSync('/dev/zero', path),
      /config\.json is not a regular file/,
    ],
    ['credentials.json', 'damaged', (path) => writeFileSync(path, 'oops'), /credentials\.json is damaged/],
    [
      'credentials.json',
      'a link',
      (path) => symlinkSync(join(root, 'file'), path),
      /credentials\.json is a symbolic link/,
    ],
    [
      'credentials.json',
      'of a newer program',
      (path) => writeFileSync(path, '{"version":2}'),
      /newer version/,
    ],
  ];
  const make = (name: string, put: (path: string) => void) => {
    const config = mkdtempSync(join(root, 'config-'));
    put(join(config, name));
    if (lstatSync(join(config, name)).isFile()) chmodSync(join(config, name), 0o600);
    return { config, env: { SEGMENT_CONFIG_DIR: config, SEGMENT_STATE_DIR: join(config, 'state') } };
  };

  describe.each(broken)('%s, %s', (name, what, put, problem) => {
    const lines = linesAt(broken.findIndex((each) => each[0] === name && each[1] === what));

    it('do not stop a command whose credentials are in the environment: one warning, which names the region', async () => {
      scene = await openAda();
      const { config, env } = make(name, put);
      const options = { env: { ...credentials, ...env } };
      expect(await codesOf(lines, options)).toEqual(allDone(lines));
      for (const line of ['track A -u u', 'sources list', 'profile traits user_id:ada', 'api /sources']) {
        const { stderr } = await run(line, options);
        const warnings = stderr.split('\n').filter((text) => text.includes('warning'));
        expect({ line, warnings }).toEqual({ line, warnings: [expect.stringMatching(problem)] });
        expect(stderr).toContain(
          'It is skipped; the region is us, because nothing else sets one (--region).',
        );
        expect((await run(`${line} --region us`, options)).stderr).not.toContain('the region is us, as');
      }
      // Who only looks moves nothing.
      expect(readdirSync(config).filter((file) => file !== 'state')).toEqual([name]);
    });

    it('do not stop the built-in sandbox, and are not told of', async () => {
      scene = await openAda();
      const { config, env } = make(name, put);
      const options = { env: { ...noCredentials, ...env } };
      for (const line of lines) {
        const { code, stderr } = await run(`${line} -w sandbox`, options);
        expect({ line, code, stderr }).toMatchObject({
          code: 0,
          stderr: expect.not.stringContaining('warning'),
        });
      }
      expect(await run(`batch ${eventsFile()} -w sandbox`, options)).toMatchObject({ code: 0 });
      expect(readdirSync(config).filter((file) => file !== 'state')).toEqual([name]);
    });

    it('stop a command that needs what is in them, and say why', async () => {
      scene = await openAda();
      const needing = [
        'auth list',
        'config list',
        'config get region',
        'track A -u u -w prod',
        'sources list',
        'auth token',
      ];
      for (const line of needing) {
        const { code, stderr } = await run(line, { env: { ...noCredentials, ...make(name, put).env } });
        expect({ line, code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(problem) });
      }
      for (const line of ['config list', 'track A -u u -w prod', 'config set output json']) {
        const { code, stderr } = await run(line, { env: { ...credentials, ...make(name, put).env } });
        expect({ line, code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(problem) });
      }
    });
  });
});

describe('a project file that cannot be used', () => {
  it.each([
    ['no JSON', 'oops', 'it is not JSON'],
    ['another program’s', '{"region":"emea"}', '“region” is neither “us” nor “eu”'],
  ])('%s: stops a call that leaves something to it', async (_name, content, reason) => {
    scene = await openAda();
    const folder = mkdtempSync(join(root, 'project-'));
    const path = join(folder, 'segment.json');
    writeFileSync(path, content);
    const call = (line: string, env: CliOptions['env'] = {}) =>
      scene.run(line.split(' '), { cwd: folder, env: { ...noCredentials, ...env } });
    const problem = `The project file ${path} cannot be used: ${reason}.`;
    for (const [line, env] of [
      ['track A -u u', credentials],
      ['sources list', {}],
      ['track A -u u --region us', {}],
    ] as const)
      expect(await call(line, env)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`error: ${problem}`),
      });
    for (const [line, env] of [
      ['track A -u u --region us', credentials],
      ['sources list --region us', credentials],
      ['sources list', { ...credentials, SEGMENT_REGION: 'us' }],
      ['sources list -w sandbox', {}],
      ['sandbox events', { SEGMENT_STATE_DIR: sandboxState() }],
    ] as const) {
      const { code, stderr } = await call(line, env);
      const warned = line === 'sandbox events' ? '' : `warning: ${problem} It is skipped`;
      expect({ line, code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining(warned) });
    }
  });
});

/** A state folder in which the sandbox says where it is. */
function sandboxState(): string {
  const state = mkdtempSync(join(root, 'state-'));
  writeFileSync(join(state, 'sandbox.json'), JSON.stringify({ url: scene.sandbox.url }));
  return state;
}

describe('a cache that cannot be used', () => {
  it.each<[string, (folder: string) => void]>([
    ['damaged', (folder) => putAll(folder, (path) => writeFileSync(path, '{"writeKeys":'))],
    ['links', (folder) => putAll(folder, (path) => symlinkSync('/dev/zero', path))],
    ['folders', (folder) => putAll(folder, (path) => mkdirSync(join(path, 'in'), { recursive: true }))],
    [
      'locked by a folder',
      (folder) => mkdirSync(join(folder, 'segment', '.lock'), { recursive: true, mode: 0o700 }),
    ],
    ['a file where the folder should be', (folder) => writeFileSync(join(folder, 'segment'), '')],
  ])('%s: the key is looked up, and the answer of a minute ago asked for again', async (_name, put) => {
    scene = await openAda();
    const cache = mkdtempSync(join(root, 'cache-'));
    put(cache);
    const env = { ...credentials, SEGMENT_WRITE_KEY: '', XDG_CACHE_HOME: cache };
    for (const line of ['track A -u u --source web_store', 'warehouses syncs postgres']) {
      const { code, stderr } = await run(line, { env });
      expect({ line, code, stderr }).toMatchObject({ code: 0 });
      expect(stderr.split('\n').filter((text) => text.includes('warning')).length).toBeLessThanOrEqual(1);
    }
  });

  function putAll(cache: string, put: (path: string) => void): void {
    mkdirSync(join(cache, 'segment'), { mode: 0o700 });
    for (const name of ['write-keys.json', 'replies']) put(join(cache, 'segment', name));
  }
});
