import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtInSeed } from '../../src/sandbox/workspace/seed/built-in.ts';
import type { CliResult } from '../helpers/cli.ts';
import { changesSandbox, listCalls } from '../helpers/command-calls.ts';
import { stepOf } from '../helpers/part.ts';
import { openScene, type ReadingScene, terminal } from '../helpers/reading.ts';
import { sendAll } from '../sandbox/profiles/profile-client.ts';

// Whatever text comes from outside, and whichever command prints it: a terminal is given our own colours and nothing
// else that it would act on.

/** Writes the clipboard (OSC 52), does so with C1, turns the direction of text, hides some, and colours the rest. */
const hostile = '\u001b]52;c;aGk=\u0007\u009d0;x\u009c\u202e\u{e0041}\u001b[31m\u001b[2J\ufff0\ufff1';
/** How it is shown; the parts that no width cuts off. */
const shown = '\\u001b]52';

/** What the styles of the program write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
const own = /\u001b\[(?:1|2|22|31|32|33|36|39)m/g;
const acted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]|[\u{e0000}-\u{e007f}]/u;

const freeText = new Set(
  'name description resourceName actor label hostname database username newEventName'.split(' '),
);

/** The built-in workspace with hostile text behind what people write. */
function hostileWorkspace(): unknown {
  const behind = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') return freeText.has(name) ? value + hostile : value;
    if (Array.isArray(value)) return value.map((each) => behind(each, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, behind(each, key)]));
  };
  return { base: 'empty', ...Object(behind({ ...builtInSeed(new Date()) })) };
}

const folder = mkdtempSync(join(tmpdir(), 'segment-cli-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'in.ndjson'), '{"type":"track","userId":"ada","event":"A"}\n');
writeFileSync(join(folder, 'before.ndjson'), '');

async function openHostile(atEnd?: Parameters<typeof openScene>[2]): Promise<ReadingScene> {
  const scene = await openScene(hostileWorkspace(), {}, atEnd);
  await sendAll(
    scene.sandbox,
    [
      {
        type: 'identify',
        userId: 'ada',
        anonymousId: `a${hostile}`,
        traits: { [`t${hostile}`]: hostile, plan: hostile },
      },
      { type: 'group', userId: 'ada', groupId: `acme${hostile}`, traits: { name: hostile } },
      {
        type: 'track',
        userId: 'ada',
        event: `Order${hostile}`,
        messageId: `m${hostile}`,
        properties: { [hostile]: hostile },
      },
      { type: 'page', userId: 'ada', name: hostile, timestamp: hostile },
    ],
    'webstorewebstorewebstorewebstore',
  );
  return scene;
}

const closers: (() => void | Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});
let unchanged: Promise<ReadingScene> | undefined;

/** The same sandbox for all commands that leave it as it is; one of its own for any other. */
function openFor(command: string): Promise<ReadingScene> {
  if (changesSandbox(command)) return openHostile();
  unchanged ??= openHostile((close) => closers.push(close));
  return unchanged;
}

/** Colours are forced and the rest is plain, for the memory twin of a terminal has no cursor to move. */
async function onTerminal({ run, sandbox }: ReadingScene, args: readonly string[]): Promise<CliResult> {
  const screen = terminal(400);
  const env = {
    NO_COLOR: undefined,
    FORCE_COLOR: '1',
    TERM: 'dumb',
    SEGMENT_CONFIG_DIR: join(folder, 'config'),
    SEGMENT_STATE_DIR: join(folder, 'state'),
    SEGMENT_WRITE_KEY: 'webstorewebstorewebstorewebstore',
  };
  const own = args[0] === 'sandbox' ? ['--url', sandbox.url] : [];
  const { code } = await run([...args, ...own], {
    cwd: folder,
    env,
    io: screen,
    stdin: `${'k'.repeat(32)}\n`,
  });
  return { code, stdout: screen.stdout.text, stderr: screen.stderr.text };
}

function expectHarmless({ stdout, stderr }: CliResult): void {
  for (const text of [stdout, stderr]) expect(text.replaceAll(own, '')).not.toMatch(acted);
}

const calls = await listCalls();
const showing = new Set<string>();

const ways = [[], ['--json'], ['--debug'], ['--csv'], ['--raw'], ['--ndjson'], ['--jq', '.. | strings']];

describe.each(calls.map(([command, args], at) => [command, args, at] as const))(
  'segment %s',
  (command, args, at) => {
    // In part: every second way, the others of the next command.
    it.each(ways.filter((_way, index) => (at + index) % stepOf(2) === 0))('%s', async (...flags) => {
      const result = await onTerminal(await openFor(command), [...args, ...flags]);
      expectHarmless(result);
      if ((result.stdout + result.stderr).includes(shown)) showing.add(command);
    });

    it('a wrong call, with the stack', async () => {
      const result = await onTerminal(await openFor(command), [
        ...args,
        `x${hostile}`,
        `--x${hostile}`,
        '--debug',
      ]);
      expectHarmless(result);
      expect(result.stderr).toContain(shown);
    });
  },
);

it('what leaves the sandbox as it is has left it so', async () => {
  const [shared, own] = [await openFor('sources list'), await openHostile()];
  // Every change is an event there. Their times are those of the two starts.
  const ids = async ({ api }: ReadingScene) =>
    JSON.parse(await api('/audit-events?pagination.count=1000')).data.events.map(
      ({ id }: { id: string }) => id,
    );
  expect(await ids(shared)).toEqual(await ids(own));
  expect(shared.sandbox.journal.counts).toEqual(own.sandbox.journal.counts);
});

it('most commands were shown hostile text', () => {
  expect(showing.size).toBeGreaterThan(60 / stepOf(2));
});

it.each([[], ['--verbose'], ['--json'], ['--debug'], ['--dry-run']])(
  'the name of a file, %s',
  async (...flags) => {
    const name = `in${hostile}.ndjson`;
    writeFileSync(join(folder, name), '{"type":"track","userId":"ada","event":"A"}\n{"no":"message"}\n');
    const result = await onTerminal(await openHostile(), [
      'batch',
      name,
      '--rejects',
      `${name}${flags.join('')}.rejects`,
      ...flags,
    ]);
    expect([3, 8]).toContain(result.code);
    expect(result.stderr).toContain(shown);
    expectHarmless(result);
  },
);

it('into a pipe results go byte for byte, with colours where they are forced', async () => {
  const { run } = await openHostile();
  const piped = await run(['sources', 'list', '--json', '--color']);
  expect(JSON.parse(piped.stdout)[0].name).toContain(hostile);
  const raw = await run(['api', '/sources', '--color']);
  expect(JSON.parse(raw.stdout).data.sources[0].name).toContain(hostile);
  const table = await run(['overview', '--color'], { env: { SEGMENT_FORCE_TTY: '100' } });
  expect(table.stdout).toMatch(own);
});
