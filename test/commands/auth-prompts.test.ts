import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import type { Io } from '../../src/terminal/io.ts';
import { type Script, typing } from '../helpers/answering.ts';
import { type CliOptions, cli, MemoryStream } from '../helpers/cli.ts';

const webKey = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa1111';
const euKey = 'cccccccccccccccccccccccccccc3333';
const enter = '\r';
const down = '\u001b[B';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    sources: [
      { name: 'web', writeKey: webKey },
      { name: 'eu', writeKey: euKey, region: 'eu' },
    ],
  });
});
afterAll(() => sandbox.close());

/** A person at a terminal: stdin and stderr are one, stdout is a pipe. */
function terminal() {
  const folder = mkdtempSync(join(tmpdir(), 'segment-prompts-'));
  const env = {
    SEGMENT_CONFIG_DIR: join(folder, 'config'),
    SEGMENT_STATE_DIR: join(folder, 'state'),
    SEGMENT_CDN_URL: sandbox.url,
    TERM: 'xterm',
  };
  const talk = async (line: string, script: Script, io: CliOptions['io'] = {}) => {
    const person = typing(script);
    const options = {
      stdin: person.stdin,
      env,
      cwd: folder,
      io: { ...person.io, sleep: async () => {}, ...io },
    };
    const { code, stdout } = await cli(line.split(' '), options);
    return { code, stdout, stderr: person.io.stderr.text, asked: person.asked() };
  };
  return { folder, env, talk };
}

describe('auth login at a terminal', () => {
  test('asks for everything, on stderr, and shows no secret', async () => {
    const { talk, env } = terminal();
    const r = await talk('auth login', [
      ['Name of the workspace here:', `acme${enter}`],
      ['Region of the workspace:', enter],
      ['Write key (Enter to skip):', `${webKey}${enter}`],
      ['Name of its source here:', `web${enter}`],
      ['Public API token (Enter to skip):', enter],
      ['Profile API token (Enter to skip):', enter],
    ]);
    expect(r.code).toBe(0);
    expect(r.asked).toBe(6);
    expect(r.stdout).toBe('');
    expect(r.stderr.replace(/\s+/g, ' ')).toContain(
      'Stored the write key of source web in workspace acme (us), checked with Segment.',
    );
    expect(r.stderr).toContain('*'.repeat(32));
    expect(r.stderr).not.toContain(webKey);
    const { workspaces } = JSON.parse(readFileSync(join(env.SEGMENT_CONFIG_DIR, 'credentials.json'), 'utf8'));
    expect(workspaces.acme).toMatchObject({ region: 'us', sources: { web: { writeKey: webKey } } });
  });

  test('asks only for what is missing', async () => {
    const { talk } = terminal();
    const r = await talk('auth login --name acme --region eu --source web --with-write-key', [
      ['Write key:', `${euKey}${enter}`],
    ]);
    expect(r).toMatchObject({ code: 0, asked: 1 });
    expect(r.stderr).not.toContain('Region of the workspace');
  });

  test('asks again when the answer cannot be right', async () => {
    const { talk } = terminal();
    const r = await talk('auth login --name acme --source web', [
      ['Region of the workspace:', `${down}${enter}`],
      ['Write key (Enter to skip):', `sgp_a_token_by_mistake${enter}`],
      ['Public API token, not a write key', `${'\u007f'.repeat(22)}${euKey}${enter}`],
      ['Public API token (Enter to skip):', enter],
      ['Profile API token (Enter to skip):', enter],
    ]);
    expect(r).toMatchObject({ code: 0, asked: 5 });
    expect(r.stderr).toContain('workspace acme (eu)');
    expect(r.stderr).not.toContain('sgp_a_token_by_mistake');
  });

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
    ['a closed stdin', 'END'],
  ])('%s cancels: exit 130, nothing stored', async (_, key) => {
    const { talk, env } = terminal();
    const r = await talk('auth login', [
      ['Name of the workspace here:', `acme${enter}`],
      ['Region of the workspace:', key],
    ]);
    expect(r.code).toBe(130);
    expect(r.stderr).toContain('Cancelled; nothing was changed.');
    expect((await cli(['auth', 'list', '--json'], { env })).stdout).toBe('[]\n');
  });

  test.each<[string, Partial<Io> | undefined, string, Record<string, string>]>([
    ['--no-input', undefined, 'auth login --no-input', {}],
    ['--json', undefined, 'auth login --json', {}],
    ['CI', undefined, 'auth login', { CI: '1' }],
    ['a dumb terminal', undefined, 'auth login', { TERM: 'dumb' }],
    ['SEGMENT_NO_INPUT', undefined, 'auth login', { SEGMENT_NO_INPUT: '1' }],
    ['stderr is a file', { stderr: new MemoryStream() }, 'auth login', {}],
  ])('%s: never asks, exit 2', async (_, more, line, variables) => {
    const { talk, env } = terminal();
    const r = await talk(line, [], { env: { ...env, ...variables }, ...more });
    expect(r).toMatchObject({ code: 2, asked: 0 });
  });

  test('a secret from stdin that is a terminal nobody may be asked at: exit 2 instead of waiting', async () => {
    const { talk } = terminal();
    const r = await talk('auth login --with-token --no-input', []);
    expect(r.code).toBe(2);
    expect(r.stderr).toContain('segment auth login --with-token < file');
  });
});

describe('the other questions', () => {
  async function withThree() {
    const it = terminal();
    for (const name of ['a', 'b', 'c']) {
      await cli(['auth', 'login', '--name', name, '--with-write-key', '--no-verify'], {
        env: it.env,
        stdin: webKey,
      });
    }
    return it;
  }

  test('logout: Enter is no, exit 130; y is yes', async () => {
    const { talk, env } = await withThree();
    expect(await talk('auth logout a', [['Forget workspace a', enter]])).toMatchObject({ code: 130 });
    expect(JSON.parse((await cli(['auth', 'list', '--json'], { env })).stdout)).toHaveLength(3);
    expect(await talk('auth logout a', [['Forget workspace a', `y${enter}`]])).toMatchObject({
      code: 0,
      asked: 1,
    });
    expect(JSON.parse((await cli(['auth', 'list', '--json'], { env })).stdout)).toHaveLength(2);
  });

  test('switch asks when there are more than two', async () => {
    const { talk, env } = await withThree();
    expect(await talk('auth switch', [['Workspace to use from now on:', `${down}${enter}`]])).toMatchObject({
      code: 0,
      asked: 1,
    });
    // The active one was the last; one down from it is the first.
    expect((await cli(['config', 'get', 'workspace'], { env })).stdout).toBe('a\n');
  });

  test('write-key add and remove', async () => {
    const { talk, env } = await withThree();
    expect(await talk('auth write-key add web', [['Write key:', `${webKey}${enter}`]])).toMatchObject({
      code: 0,
    });
    expect(
      await talk('auth write-key remove web', [['Forget the write key of source web', `y${enter}`]]),
    ).toMatchObject({ code: 0 });
    expect(JSON.parse((await cli(['auth', 'write-key', 'list', '--json'], { env })).stdout)).toHaveLength(1);
  });
});

describe('a signal at a question', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it with %i, and the cursor is there again', async (signal, code) => {
    const { talk } = terminal();
    let send = (_signal: NodeJS.Signals) => {};
    const onSignal: Io['onSignal'] = (listener) => {
      send = listener;
      return () => {};
    };
    const r = await talk('auth login --name acme', [['eu (Dublin)', () => send(signal)]], { onSignal });
    expect(r.code).toBe(code);
    const [hidden, shown] = ['\u001b[?25l', '\u001b[?25h'].map((each) => r.stderr.lastIndexOf(each));
    expect(hidden).toBeGreaterThan(-1);
    expect(shown).toBeGreaterThan(hidden ?? 0);
  });
});

test('a question about hostile names: nothing that a terminal would act on is drawn from them', async () => {
  const { talk, env } = terminal();
  const hostile = '\u001b]52;c;aGk=\u0007\u009d0;x\u009c\u202e';
  const api = await startSandbox({
    seed: { name: 'seed', value: { sources: [{ id: 'sRcX', slug: 'x', name: `X${hostile}` }] } },
  });
  try {
    Object.assign(env, { SEGMENT_API_URL: api.url, SEGMENT_TOKEN: 'sgp_aaaaaaaaaaaaaaaaaaaa' });
    const r = await talk('sources update x --name Y', [['Change ', `n${enter}`]]);
    expect([r.code, r.asked]).toEqual([130, 1]);
    expect(r.stderr).toContain('\\u001b]52');
    for (const part of ['\u001b]52', '\u009d', '\u202e', '\u0007']) expect(r.stderr).not.toContain(part);
  } finally {
    await api.close();
  }
});
