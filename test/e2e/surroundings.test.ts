import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { projectRoot } from '../helpers/imports.ts';
import { partOf } from '../helpers/part.ts';

// The built program where containers, cron and clean-up jobs put it: no home, no such user, no working folder.

const program = join(projectRoot, 'dist', 'segment.cjs');
/** A user of whom the system knows nothing. */
const nobody = 54321;
const isRoot = process.getuid?.() === 0;
const canBeNobody =
  isRoot && spawnSync(process.execPath, [program, '--version'], { uid: nobody, gid: nobody }).status === 0;

let sandbox: RunningSandbox;
let root: string;
let work: string;
let events: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  root = mkdtempSync(join(tmpdir(), 'segment-surroundings-'));
  chmodSync(root, 0o755);
  work = join(root, 'work');
  mkdirSync(work);
  chmodSync(work, 0o777);
  events = join(root, 'events.ndjson');
  writeFileSync(events, '{"type":"track","event":"A","userId":"u","timestamp":"2026-01-01T00:00:00Z"}\n');
});
afterAll(async () => {
  await sandbox.close();
  rmSync(root, { recursive: true, force: true });
});

interface Start {
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly stdin?: string;
  /** What the shell does before it becomes the program. */
  readonly before?: string;
}

async function run(words: string, { env, uid, stdin = '', before = ':' }: Start = {}) {
  const child = spawn(
    '/bin/sh',
    ['-c', `${before}; exec "$0" "$@"`, process.execPath, program, ...words.split(' ')],
    {
      cwd: work,
      env: {
        PATH: process.env.PATH ?? '',
        SEGMENT_TRACKING_URL: sandbox.url,
        SEGMENT_API_URL: sandbox.url,
        SEGMENT_PROFILE_URL: sandbox.url,
        ...env,
      },
      ...(uid === undefined ? {} : { uid, gid: uid }),
    },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  child.stdout.resume();
  child.stdin.on('error', () => {}).end(stdin);
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(`${words}: ${stderr}`).not.toMatch(/this is a bug|uv_cwd|ERR_SYSTEM|\n {4}at /i);
  expect({ words, left: readdirSync(work) }).toEqual({ words, left: [] });
  return { code, stderr };
}

const credentials = { SEGMENT_WRITE_KEY: 'w'.repeat(32), SEGMENT_TOKEN: 't', SEGMENT_PROFILE_TOKEN: 'p' };
const works = [
  'track A -u u',
  'sources list',
  'profile traits user_id:u --space spa_1',
  'auth status --offline',
];
const login = 'auth login --name prod --region us --with-write-key --no-verify';
const key = 'abcdefabcdefabcdefabcdefabcdef12';

async function expectNoHome(start: Start): Promise<void> {
  for (const words of works) {
    const given = await run(words, { ...start, env: { ...start.env, ...credentials } });
    expect({ words, ...given }).toMatchObject({ code: 0 });
  }
  expect(await run('track A -u u -w sandbox', start)).toMatchObject({ code: 0 });
  expect(await run(login, { ...start, stdin: key })).toMatchObject({
    code: 9,
    stderr: expect.stringMatching(/neither HOME nor SEGMENT_CONFIG_DIR/),
  });
  expect(await run(`batch ${events}`, { ...start, env: { ...start.env, ...credentials } })).toMatchObject({
    code: 9,
    stderr: expect.stringMatching(/neither HOME nor SEGMENT_STATE_DIR.*--checkpoint FILE.*--no-checkpoint/s),
  });
}

describe('HOME', () => {
  it.each(partOf(['', 'rel', '.'], 3))(
    'as %j is no folder: nothing is put beside the working folder',
    async (home) => {
      await expectNoHome({ env: { HOME: home } });
    },
  );

  it.skipIf(!canBeNobody)('is not set, and the system does not know the user', async () => {
    await expectNoHome({ uid: nobody });
  });

  it.skipIf(!canBeNobody)('is not set, and the folders are named: a login is stored there', async () => {
    const config = join(root, 'open', 'config');
    mkdirSync(join(root, 'open'));
    chmodSync(join(root, 'open'), 0o777);
    const start = {
      uid: nobody,
      env: { SEGMENT_CONFIG_DIR: config, SEGMENT_STATE_DIR: join(config, 'state') },
    };
    expect(await run(login, { ...start, stdin: key })).toMatchObject({ code: 0 });
    expect(readFileSync(join(config, 'credentials.json'), 'utf8')).toContain(key);
    expect(await run('track A -u u', start)).toMatchObject({ code: 0 });
    expect(await run(`batch ${events}`, start)).toMatchObject({ code: 0 });
  });

  it.skipIf(!canBeNobody).each(partOf(['/root', '/', '/nonexistent/home'], 3))(
    'as %s, which belongs to another user or is not there',
    async (home) => {
      const start = { uid: nobody, env: { HOME: home } };
      for (const words of works) {
        const given = await run(words, { ...start, env: { ...start.env, ...credentials } });
        expect({ words, ...given }).toMatchObject({ code: 0 });
        expect(given.stderr.split('warning').length - 1).toBeLessThanOrEqual(1);
      }
      expect(await run('track A -u u -w sandbox', start)).toMatchObject({ code: 0 });
      const batch = await run(`batch ${events}`, { ...start, env: { ...start.env, ...credentials } });
      expect(batch).toMatchObject({ code: 9, stderr: expect.stringContaining('SEGMENT_STATE_DIR') });
      // Where the system tells why a folder cannot be entered, that is a wrong call (2); where one cannot be made, 9.
      expect([2, 9]).toContain((await run(login, { ...start, stdin: key })).code);
    },
  );
});

describe.skipIf(process.platform === 'win32')('a working folder that is removed', () => {
  const gone = (env: Record<string, string>): Start => ({
    env: { HOME: join(root, 'home'), ...env },
    before: `mkdir ${root}/gone && cd ${root}/gone && rmdir ${root}/gone`,
  });

  it('does not stop a command that needs nothing there', async () => {
    for (const words of [
      ...works,
      `batch ${events} --rejects ${join(root, 'rejects.ndjson')}`,
      'demo',
      'sources list -w sandbox',
    ])
      expect({ words, ...(await run(words, gone(credentials))) }).toMatchObject({ code: 0 });
    expect(await run(login, { ...gone({}), stdin: key })).toMatchObject({ code: 0 });
  });

  it('stops one that does, and is not made again', async () => {
    for (const words of ['batch events.ndjson', 'batch *.ndjson', 'batch -']) {
      const { code, stderr } = await run(words, gone(credentials));
      expect({ words, code, stderr }).toMatchObject({
        code: 9,
        stderr: expect.stringContaining('working folder is gone'),
      });
    }
    for (const name of ['SEGMENT_CONFIG_DIR', 'SEGMENT_STATE_DIR'])
      expect(await run('track A -u u', gone({ ...credentials, [name]: 'rel' }))).toMatchObject({ code: 0 });
    expect(await run('auth list', gone({ SEGMENT_CONFIG_DIR: 'rel' }))).toMatchObject({ code: 9 });
    expect(existsSync(join(root, 'gone'))).toBe(false);
  });
});

it('a scratch folder that cannot be made is told of', async () => {
  const TMPDIR = join(root, 'nowhere');
  expect(await run('demo', { env: { TMPDIR, TMP: TMPDIR, TEMP: TMPDIR, HOME: root } })).toEqual({
    code: 9,
    stderr: `error: No temporary folder can be made in ${TMPDIR} (no such file or directory).\nhint: Name a folder that can be written: export TMPDIR=/path/to/folder\n`,
  });
});

describe.skipIf(process.platform === 'win32')('a checkpoint’s lock that is something else', () => {
  it.each([
    ['a pipe', 'mkfifo "$LOCK"', 9],
    ['a link to a device without end', 'ln -s /dev/zero "$LOCK"', 0],
    ['a link to nothing', 'ln -s nothing "$LOCK"', 0],
    ['a file of 1 GB', 'truncate -s 1G "$LOCK"', 9],
    ['a folder', 'mkdir "$LOCK"', 9],
    ['empty', ': > "$LOCK"', 0],
  ])('%s: taken, or told of', async (name, make, expected) => {
    const checkpoint = join(mkdtempSync(join(root, 'job-')), 'ck.json');
    const lock = `${checkpoint}.lock`;
    const start = { env: { ...credentials, LOCK: lock, HOME: root }, before: make };
    const { code, stderr } = await run(`batch ${events} --checkpoint ${checkpoint}`, start);
    expect({ name, code, stderr }).toMatchObject({ code: expected });
    if (expected === 9) expect(stderr).toContain(`hint: Move it away: mv "${lock}" "${lock}.aside"`);
  });
});
