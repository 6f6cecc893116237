import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../commands/program.ts';
import { createApp } from '../../src/app.ts';
import { processIo } from '../../src/terminal/io.ts';
import type { CliResult } from '../helpers/cli.ts';
import type { SeenRequest } from '../helpers/http-server.ts';
import { stepOf } from '../helpers/part.ts';
import { errorOf, openScene } from '../helpers/reading.ts';
import { recordBefore } from '../helpers/recording.ts';
import { type ListedCommand, listCommands } from '../helpers/tree.ts';

// What no command does with a name that is empty, or that is `.` or `..` in a URL. The commands come from the command
// tree, so one that is added is in here by itself.

const commands = (await listCommands()).filter(({ acts }) => acts);
const globals = createProgram(createApp(processIo(), '0.0.0-test')).options;
const blanks = ['', ' ', '\t', '\u00a0'];

/** They name the profile, in place of its argument. */
const idFlag = /^--(?:user-id|anonymous-id|group-id|email)$/;

/** A call with one word in it that is tried with several values. */
interface Place {
  readonly title: string;
  readonly command: ListedCommand;
  readonly args: (text: string) => string[];
  /** As the message names it. */
  readonly name: string;
}

const callOf = ({ path }: ListedCommand) => path.join(' ');

/** Every argument of every command, those before it filled in. */
function argumentPlaces(fill: (name: string) => string = () => 'x'): Place[] {
  return commands.flatMap((command) =>
    command.command.registeredArguments.map((argument, at, all) => ({
      title: `${callOf(command)} ${argument.name()}`,
      command,
      name: argument.name(),
      args: (text) => [
        ...command.path,
        ...all.map((each, index) => (index === at ? text : fill(each.name()))).slice(0, neededUpTo(all, at)),
      ],
    })),
  );
}

/** Up to the argument that is tried, and further while others are required. */
function neededUpTo(all: readonly { readonly required: boolean }[], at: number): number {
  const after = all.findIndex(({ required }, index) => index > at && !required);
  return after === -1 ? all.length : after;
}

function flagPlaces(
  isWanted: (option: Option) => boolean,
  fill: (name: string) => string = () => 'x',
): Place[] {
  return commands.flatMap((command) =>
    [...command.command.options, ...globals]
      .filter((option) => (option.required || option.optional) && isWanted(option))
      .map((option) => {
        const flag = option.long ?? option.short ?? '';
        const needed = command.command.registeredArguments.filter(
          (each) => each.required || (each.name() === 'id' && !idFlag.test(flag)),
        );
        return {
          title: `${callOf(command)} ${flag}`,
          command,
          name: flag,
          args: (text: string) => [...command.path, ...needed.map((each) => fill(each.name())), flag, text],
        };
      }),
  );
}

/** The program in front of a sandbox that records, in a folder of its own. */
async function openRecorded() {
  const { run, sandbox } = await openScene();
  const { url, requests } = await recordBefore(sandbox);
  // A name such as `../x` may be that of a file: it stays within this test.
  const cwd = join(mkdtempSync(join(tmpdir(), 'segment-names-')), 'inner');
  mkdirSync(cwd);
  const env = {
    SEGMENT_API_URL: url,
    SEGMENT_PROFILE_URL: url,
    SEGMENT_TRACKING_URL: url,
    SEGMENT_CDN_URL: url,
    SEGMENT_OAUTH_URL: url,
    SEGMENT_WRITE_KEY: 'sandboxsandboxsandboxsandboxsand',
  };
  return {
    url,
    async call(args: readonly string[], more = {}): Promise<{ result: CliResult; seen: SeenRequest[] }> {
      requests.length = 0;
      const result = await run(args, { cwd, env: { ...env, ...more } });
      return { result, seen: [...requests] };
    },
  };
}

describe('a blank value ends with 2, names its place, and nothing is sent', () => {
  const places = [...argumentPlaces(), ...flagPlaces(() => true)];

  it('is tried in every command', () => {
    expect(places.length).toBeGreaterThan(600);
    expect(new Set(places.map(({ command }) => callOf(command))).size).toBe(commands.length);
  });

  it.each(commands.map((command) => [callOf(command), command] as const))('%s', async (_, command) => {
    const { call } = await openRecorded();
    for (const [at, { title, args, name }] of places.filter((place) => place.command === command).entries()) {
      // A space or a tab divides cells as any other character does.
      // In part: one of them for each place, another for the next.
      const some = blanks.filter((_blank, index) => (at + index) % stepOf(blanks.length) === 0);
      for (const text of name === '--delimiter' ? [''] : some) {
        const { result, seen } = await call([...args(text), '--json']);
        expect([title, result.code, result.stdout, seen], result.stderr).toEqual([title, 2, '', []]);
        const { code, message, hint } = errorOf(result);
        expect([code, message]).toEqual(['value_blank', expect.stringContaining(name)]);
        expect(hint).toContain('shell variable is probably unset');
      }
    }
  });

  it('also as one of several, after an equals sign, and before the command', async () => {
    const { call } = await openRecorded();
    for (const args of [
      ['volume', '--event', 'A', '--event', ''],
      ['audit', '--type=', '--type', 'A'],
      ['sources', 'labels', 'add', 'web_store', 'team:web', ''],
      ['batch', 'a.ndjson', ''],
      ['help', 'auth', ''],
      ['-w', '', 'track', 'A', '-u', 'u'],
      ['--workspace=', 'sources', 'list'],
      ['track', '-u', 'u', '--', ''],
      ['sandbox', 'events', '--port', ''],
    ]) {
      const { result, seen } = await call(['--json', ...args]);
      expect([args, result.code, errorOf(result).code, seen]).toEqual([args, 2, 'value_blank', []]);
    }
  });

  it('a name in a list, a pair or an id is not empty either', async () => {
    const { call } = await openRecorded();
    for (const args of [
      ['sources', 'list', '--fields', 'id,,name'],
      ['sources', 'list', '--fields', ','],
      ['sources', 'get', 'web_store', '--fields', 'id,'],
      ['profile', 'traits', 'user_id:ada', '--include', 'a,,b'],
      ['profile', 'get', 'user_id:'],
      ['profile', 'get', 'user_id: '],
      ['profile', 'get', ':ada'],
      ['sources', 'labels', 'add', 'web_store', ':web'],
      ['sources', 'labels', 'add', 'web_store', 'team: '],
      ['sources', 'schema', 'update', 'web_store', '-F', '=true', '--yes'],
      ['track', 'A', '-u', 'u', '-f', '=x'],
      ['api', '/sources', '--query', '=x'],
      ['delivery', '--source', 'web_store', '--step', 'failed,,received'],
      ['sources', ''],
      [''],
    ]) {
      const { result, seen } = await call(args);
      expect([args, result.code, result.stdout, seen]).toEqual([args, 2, '', []]);
    }
  });

  it('a value behind its key may be empty', async () => {
    const { call } = await openRecorded();
    const { result } = await call(['track', 'A', '-u', 'u', '-f', 'note=', '--dry-run', '--json']);
    expect(JSON.parse(result.stdout).body.properties).toEqual({ note: '' });
  });

  it('an empty variable is one that is not set', async () => {
    const { call } = await openRecorded();
    const { result } = await call(['sources', 'list', '--json'], {
      SEGMENT_WORKSPACE: '',
      SEGMENT_SOURCE: '',
    });
    expect(result.code, result.stderr).toBe(0);
  });
});

/** They wait for messages, a person or a signal; what they are given is never part of a path. */
const endless = ['sandbox', 'sandbox tail', 'sandbox live', 'demo'];
/** Names of the built-in workspace, for the arguments that are not tried. */
const known: Readonly<Record<string, string>> = {
  source: 'web_store',
  plan: 'Web store',
  labels: 'team:web',
  id: 'user_id:ada',
  setting: 'concurrency',
  value: '2',
};
/** Names that are given to something: they stand in a body, and may be anything. */
const given = ['sources update --name', 'sources update --slug'];
/** What makes a command do what it is for. */
const meant: Readonly<Record<string, readonly string[]>> = {
  api: ['-X', 'DELETE', '--yes'],
  'auth write-key remove': ['--yes'],
  'auth logout': ['--yes'],
  'sandbox wait': ['--timeout', '10ms'],
  'sources update': ['--disable', '--yes'],
  'sources schema update': ['-F', 'track.allowUnplannedEvents=true', '--yes'],
  'sources labels set': ['--yes'],
  'sources write-key remove': ['--yes'],
};
const plain = 'no-such-name';
const parents = ['.', '..', '%2e%2e', '.%2E', '../x', 'a/b', '..\\x'];
const nameFlag = /<(?:name|id|source|destination|space|workspace|slug|alias|resource|actor|user|key)>/;

describe('a name that a URL takes for its parent calls nothing that was not asked for, and changes nothing', () => {
  const fill = (name: string) => known[name] ?? plain;
  const places = [...argumentPlaces(fill), ...flagPlaces(({ flags }) => nameFlag.test(flags), fill)].filter(
    ({ command }) => !endless.includes(callOf(command)),
  );
  const withPlaces = commands.filter((command) => places.some((place) => place.command === command));

  it.each(withPlaces.map((command) => [callOf(command), command] as const))('%s', async (_, command) => {
    const { url, call } = await openRecorded();
    const more = [
      ...(meant[callOf(command)] ?? []),
      ...(command.command.options.some(({ long }) => long === '--url') ? ['--url', url] : []),
    ];
    for (const [at, { title, args }] of places.filter((place) => place.command === command).entries()) {
      const asked = (await call([...args(plain), ...more])).seen.map(routeOf);
      const some = parents.filter((_parent, index) => (at + index) % stepOf(3) === 0);
      for (const text of some) {
        const { result, seen } = await call([...args(text), ...more]);
        const allowed = new Set([
          ...asked,
          ...asked.map((route) => route.replaceAll(plain, encoded(title, text))),
        ]);
        const strange = seen.map(routeOf).filter((route) => !allowed.has(route) && !isLookUp(route));
        expect([title, text, strange], result.stderr).toEqual([title, text, []]);
        const changes = seen.filter(({ method, path }) => method !== 'GET' && !/^\/(?:v1|_)\//.test(path));
        if (text !== 'a/b' && !given.includes(title))
          expect([title, text, changes], result.stderr).toEqual([title, text, []]);
        expect([title, result.code], result.stderr).not.toEqual([title, 1]);
      }
    }
  });

  it('the same commands do change what is named', async () => {
    const { call } = await openRecorded();
    for (const [command, args] of [
      ['sources update', ['web_store']],
      ['sources schema update', ['web_store']],
      ['sources write-key remove', ['shopping_app', 'shoppingapprotatedshoppingapprot']],
      ['api', ['/sources/sRcWebStore11111111111']],
    ] as const) {
      const { seen } = await call([...command.split(' '), ...args, ...(meant[command] ?? [])]);
      expect([command, seen.filter(({ method }) => method !== 'GET')]).toEqual([
        command,
        [expect.anything()],
      ]);
    }
  });
});

function routeOf({ method, path }: SeenRequest): string {
  return `${method} ${path.split('?', 1)[0]}`;
}

/** What a name is looked for in, where it could not be an id: a whole list, which has no name in its path. */
function isLookUp(route: string): boolean {
  return /^GET \/(?:sources|destinations|warehouses|tracking-plans|spaces|users|groups|transformations|labels|audit-events|catalog\/\w+)$/.test(
    route,
  );
}

/** What stands for a name in a path; what is typed after `segment api` is a path already. */
function encoded(title: string, text: string): string {
  return title === 'api path' ? text : encodeURIComponent(text);
}
