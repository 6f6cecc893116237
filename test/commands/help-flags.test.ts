import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../commands/program.ts';
import type { App } from '../../src/app.ts';
import { run } from '../../src/run.ts';
import { processIo } from '../../src/terminal/io.ts';
import { cli, MemoryStream } from '../helpers/cli.ts';
import { listCalls } from '../helpers/command-calls.ts';
import { projectRoot } from '../helpers/imports.ts';
import { openScene } from '../helpers/reading.ts';
import { listCommands } from '../helpers/tree.ts';
import { sendAll } from '../sandbox/profiles/profile-client.ts';

// The help of a command lists a global flag when, and only when, the command reads it. What it reads is seen while it
// runs, in front of a sandbox.

const folder = mkdtempSync(join(tmpdir(), 'segment-cli-flags-'));
afterAll(() => rmSync(folder, { recursive: true }));
const line = '{"type":"track","userId":"ada","event":"A"}\n';
for (const name of ['in', 'before']) writeFileSync(join(folder, `${name}.ndjson`), line);
// Half of a skill: there is something to write, and something to remove.
cpSync(join(projectRoot, 'skills/segment/SKILL.md'), join(folder, '.claude/skills/segment/SKILL.md'));

/** Calls at a terminal in which a command reads what its usual call does not; they come first. */
const furtherCalls: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'auth login': [[], ['--no-verify', '--with-write-key']],
  'auth logout': [[]],
  'auth write-key add': [['app', '--no-verify']],
  'auth switch': [[]],
  'skills install': [[]],
  'skills uninstall': [[]],
  'sources write-key remove': [['shopping_app', 'shoppingapprotatedshoppingapprot']],
  'sources schema update': [['web_store', '-F', 'track.allowUnplannedEvents=true']],
  api: [
    ['-X', 'DELETE', '/sources/none'],
    ['/sources', '--include'],
  ],
};

/** What an app is asked for, by the global flag that decides it. */
function watched(app: App, read: Set<string>): App {
  const flagOf = {
    json: '--json',
    workspace: '--workspace',
    region: '--region',
    url: '--url',
    input: '--no-input',
    cache: '--no-cache',
  };
  return new Proxy(app, {
    get(target, key) {
      if (key === 'mayPrompt') read.add(flagOf.input);
      if (key === ('settings' satisfies keyof App))
        for (const name of ['workspace', 'region', 'url'] as const) read.add(flagOf[name]);
      if (key !== 'globals') return Reflect.get(target, key);
      return new Proxy(target.globals, {
        get(globals, name) {
          if (name in flagOf) read.add(flagOf[name as keyof typeof flagOf]);
          // What prints JSON is filtered: no command sees how.
          if (name === 'json') read.add('--jq');
          return Reflect.get(globals, name);
        },
      });
    },
  });
}

async function readBy(command: string, calls: readonly (readonly string[])[]): Promise<Set<string>> {
  const { sandbox } = await openScene();
  const place = mkdtempSync(join(folder, 'place-'));
  const secret = 'webstorewebstorewebstorewebstore';
  const isAuth = /^(?:auth (?!token)|config)/.test(command);
  const env = {
    SEGMENT_CONFIG_DIR: join(place, 'config'),
    SEGMENT_STATE_DIR: join(place, 'state'),
    ...Object.fromEntries(['API', 'PROFILE', 'TRACKING'].map((name) => [`SEGMENT_${name}_URL`, sandbox.url])),
    ...(isAuth ? {} : { SEGMENT_TOKEN: secret, SEGMENT_PROFILE_TOKEN: secret, SEGMENT_SPACE_ID: 'spa_1' }),
    ...(isAuth ? {} : { SEGMENT_WRITE_KEY: secret }),
  };
  await sendAll(sandbox, [{ type: 'identify', userId: 'ada', traits: { plan: 'pro' } }], secret);
  const read = new Set<string>();
  const call = (words: readonly string[], seen: Set<string>, stdinIsTerminal = false) => {
    const stdin = () => Readable.from([Buffer.from(`${secret}\n`)]);
    const streams = { stdin, stdinIsTerminal, stdout: new MemoryStream(), stderr: new MemoryStream() };
    const io = { ...processIo(), ...streams, env, cwd: folder, home: place };
    return run((app) => createProgram(watched(app, seen)), words, io, '0.0.0-test');
  };
  if (isAuth)
    for (const name of ['other', 'third', 'shop'])
      await call(
        ['auth', 'login', '--name', name, '--source', 'web', '--no-verify', '--with-write-key'],
        new Set(),
      );
  const own = command.startsWith('sandbox') ? ['--url', sandbox.url] : [];
  for (const words of furtherCalls[command] ?? [])
    await call([...command.split(' '), ...words, ...own], read, true);
  for (const words of calls) await call([...words, ...own], read);
  return read;
}

const always = ['--quiet', '--verbose', '--debug', '--color', '--no-color'];

async function listed(path: readonly string[]): Promise<string[]> {
  const { stdout } = await cli([...path, '--help'], { env: { COLUMNS: '120' } });
  const section = /^Global flags:\n((?: .*\n)*)/m.exec(stdout)?.[1] ?? '';
  return [...section.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag = '']) => flag);
}

const calls = await listCalls();

describe('the global flags that the help of a command lists are those that it reads', () => {
  it.each(calls)('%s', async (command, args) => {
    const words = command.split(' ');
    const read = await readBy(command, [args.filter((word) => word !== '--yes'), args]);
    // It asks before it sends an input again, a day later and to Segment itself: no sandbox is that.
    if (command === 'batch') read.add('--no-input');
    expect(new Set(await listed(words))).toEqual(new Set([...read, ...always, '--help']));
  });

  it('a group that only holds commands lists --help alone', async () => {
    const groups = (await listCommands()).filter(({ acts }) => !acts);
    expect(groups.length).toBeGreaterThan(15);
    for (const { path } of groups) expect([path, await listed(path)]).toEqual([path, ['--help']]);
  });
});
