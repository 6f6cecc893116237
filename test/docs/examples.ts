import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from '../helpers/cli.ts';
import { projectRoot } from '../helpers/imports.ts';
import { type ShellLine, shellLinesOf, shellLinesOfHelp } from '../helpers/markdown.ts';
import { openShell, type Shell } from '../helpers/shell.ts';
import { skillFiles } from '../helpers/skills.ts';
import { listCommands } from '../helpers/tree.ts';

/** Examples that a test cannot run, each with its reason. */
const notRun: readonly [RegExp, string][] = [
  [/--format (?:duckdb|parquet)\b/, 'needs @duckdb/node-api: test/export/duckdb'],
  [/^segment sandbox(?: --.*)?$/, 'runs until it is stopped'],
  [/^segment sandbox tail\b/, 'waits for messages to arrive'],
  [/ --watch\b/, 'runs until it is stopped'],
  [/^segment auth login(?: --name \w+)?$/, 'asks questions at a terminal'],
  [/^segment auth (?:logout|switch|write-key remove \w+)$/, 'asks a question at a terminal'],
  [
    /^segment auth status(?!.* --offline)|auth login.* --with-(?:profile-)?token/,
    'asks an API that the sandbox does not have',
  ],
  [/\b(?:curl|terraform|npm (?:run|install)|jq) /, 'needs another program or the network'],
];

let shell: Shell;
let sandbox = '';

/** To be called by each test file: files of one worker share this module, and each closes its shell. */
function withShell(): void {
  beforeAll(async () => {
    shell = openShell();
    cpSync(join(projectRoot, 'examples'), examples(), { recursive: true });
    sandbox = await shell.startSandbox();
    await logIn();
  });
  afterAll(() => shell.close());
}

const message = '{"type":"track","userId":"user_1","event":"Signed Up","timestamp":"2026-09-01T12:00:00Z"}';
const reject = {
  file: 'events.ndjson',
  line: 1,
  offset: 0,
  code: 'type_missing',
  message: 'type is missing',
};
const token = 'sgp_exampleexampleexampleexampleexample1';
const keys = {
  WRITE_KEY: 'b7Xk2mQ9aLr4TzVn8cWp1YsDfGh6JeUo',
  EU_WRITE_KEY: 'pW3nZt7RkLq0BvXc5MyHg9SdJf2AeUi8',
};

/** A folder with the files that the examples name. */
function workingFolder(): string {
  const folder = mkdtempSync(join(shell.folder, 'cwd-'));
  for (const name of ['examples', 'archive', 'exports']) mkdirSync(join(folder, name));
  // Links: a hundred folders with two copies of 2 MB took a tenth of the run.
  for (const name of readdirSync(examples()).filter((file) => /\.(?:ndjson|csv)/.test(file)))
    for (const path of [name, join('examples', name)]) linkSync(join(examples(), name), join(folder, path));
  const records = join(projectRoot, 'test', 'fixtures', 'presets');
  for (const name of readdirSync(records).filter((file) => file.endsWith('.ndjson')))
    copyFileSync(join(records, name), join(folder, name));
  writeFileSync(join(folder, 'events.ndjson'), `${message}\n`);
  for (const name of ['events', 'archive/2026', 'exports/2026-09'])
    writeFileSync(join(folder, `${name}.ndjson.gz`), gzipSync(`${message}\n`));
  const mended = JSON.stringify({ ...reject, status: null, messageId: 'sc1-1-0-1', raw: message });
  writeFileSync(join(folder, 'events.ndjson.rejects.ndjson'), `${mended}\n`);
  writeFileSync(join(folder, 'write-key.txt'), `${keys.WRITE_KEY}\n`);
  writeFileSync(
    join(folder, 'faults.json'),
    '{"rules":[{"status":500,"share":0.05},{"reset":"after","every":20}]}',
  );
  writeFileSync(join(folder, 'token.txt'), `${token}\n`);
  return folder;
}

/** One copy of the example files, so that no command can change those of the project. */
function examples(): string {
  return join(shell.folder, 'examples');
}

/** What a person did before reading the help of these commands. */
const before: Readonly<Record<string, string>> = {
  'segment auth login': 'segment auth logout prod --yes',
  'segment auth rename': 'segment auth logout prod --yes',
  'segment sandbox wait': `${shopping('149.9')} && ${order('149.9')} && ${order('149.9')}`,
  'segment sandbox assert': `segment sandbox reset && ${shopping('49.9')}`,
  'segment sandbox diff': `${shopping('49.9')} && segment sandbox snapshot checkout.ndjson && cp checkout.ndjson before.ndjson && cp checkout.ndjson after.ndjson`,
  'segment completion': 'mkdir -p ~/.config/fish/completions',
  ...Object.fromEntries(
    ['get', 'traits', 'events', 'external-ids', 'metadata', 'links'].map((verb) => [
      `segment profile ${verb}`,
      knownProfile(),
    ]),
  ),
};

/** What the shop of the sandbox's examples sends. */
function order(revenue: string): string {
  return `segment -w sandbox track "Order Completed" -u user_1 -F revenue=${revenue}`;
}

function shopping(revenue: string): string {
  return `${order(revenue)} && segment -w sandbox identify user_1 -f email=maya@example.com`;
}

/** A token for profiles, and somebody to look up. */
function knownProfile(): string {
  const commands = [
    'echo profile-token | segment auth login --name prod --no-verify --space-id spa_1 --with-profile-token',
    'segment identify user_1 -f email=ada@example.com -f plan=pro',
    'segment group acme -u user_1 -f name=Acme',
    'segment track "Order Completed" -u user_1 -F revenue=49.90',
  ];
  return commands.join(' && ');
}

const inSandbox = { SEGMENT_WORKSPACE: 'sandbox' };

const documents: readonly [string, Readonly<Record<string, string>>][] = [
  ['README.md', {}],
  ['examples/README.md', {}],
  ['docs/sending.md', inSandbox],
  ['docs/batch.md', inSandbox],
  ['docs/importing.md', inSandbox],
  ['docs/validating.md', {}],
  ['docs/scale.md', inSandbox],
  ['docs/profiles.md', {}],
  ['docs/workspace.md', inSandbox],
  ['docs/export.md', inSandbox],
  ['docs/jq.md', inSandbox],
  ['docs/credentials.md', keys],
  ['docs/sandbox.md', {}],
  ['docs/sandbox-control.md', inSandbox],
  ['docs/testing-in-ci.md', {}],
  ['docs/mcp.md', {}],
  ...skillFiles.map((path): [string, Readonly<Record<string, string>>] => [path, {}]),
];

/** The commands of README.md, the pages under docs/ and the skills. */
export function testDocuments(): void {
  withShell();
  describe.each(documents)('the commands of %s', (path, env) => {
    const place = { cwd: '' };
    beforeAll(() => {
      place.cwd = workingFolder();
    });
    const lines = shellLinesOf(readFileSync(join(projectRoot, path), 'utf8'));
    it('are there', () => expect(lines.length).toBeGreaterThan(0));
    runEach(lines, path === 'README.md' ? runInShell : runHere, () => ({
      ...place,
      env: { ...env, SEGMENT_CONFIG_DIR: join(place.cwd, 'config') },
    }));
  });
}

/** The commands in the help of every command. */
export async function testHelps(): Promise<void> {
  withShell();
  const commands = [{ path: [], acts: true }, ...(await listCommands())];
  const helps = await Promise.all(
    commands.map(async ({ path, acts }) => {
      const { code, stdout } = await cli([...path, '--help'], { env: { COLUMNS: '200' } });
      return { name: ['segment', ...path].join(' '), acts, code, lines: shellLinesOfHelp(stdout) };
    }),
  );

  describe.each(helps)('the examples of $name --help', ({ name, acts, code, lines }) => {
    it('are there', () => {
      expect(code).toBe(0);
      expect(lines.length).toBeGreaterThanOrEqual(acts ? 2 : 0);
    });

    // The sandbox stands in for every host, and each command begins with the same three workspaces.
    const place = { cwd: '', env: {} };
    beforeAll(async () => {
      place.cwd = workingFolder();
      place.env = { ...keys, ...hosts(), TOKEN: token, SEGMENT_CONFIG_DIR: join(place.cwd, 'config') };
      cpSync(loggedIn(), join(place.cwd, 'config'), { recursive: true });
      if (before[name] !== undefined) await prepare(before[name], place);
    });
    runEach(lines, runHere, () => place);
  });
}

/** A config folder with the workspaces `default`, `staging` and `prod`, the last one active. */
function loggedIn(): string {
  return join(shell.folder, 'logged-in');
}

async function logIn(): Promise<void> {
  const place = { cwd: workingFolder(), env: { SEGMENT_CONFIG_DIR: loggedIn() } };
  const commands = ['default', 'staging', 'prod'].flatMap((name) => [
    `segment auth login --name ${name} --no-verify --source web --with-write-key < write-key.txt`,
    `segment auth login --name ${name} --no-verify --with-token < token.txt`,
    `segment auth write-key add ios -w ${name} --no-verify < write-key.txt`,
  ]);
  for (const command of [...commands, 'segment auth switch prod']) await prepare(command, place);
}

async function prepare(command: string, place: Place): Promise<void> {
  for (const step of command.split(' && ')) {
    const { code, stderr } = await runHere(step, place);
    expect(code, stderr).toBe(0);
  }
}

function hosts(): Record<string, string> {
  const services = ['TRACKING', 'PROFILE', 'API', 'OAUTH', 'CDN'];
  return Object.fromEntries(services.map((service) => [`SEGMENT_${service}_URL`, sandbox]));
}

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

type Run = (
  command: string,
  place: Place,
) => Promise<{ readonly code: number | null; readonly stderr: string }>;

/** As a person types it: in bash, with the built program. */
const runInShell: Run = (command, { cwd, env }) => shell.run(command, env, cwd);

/** A single call of `segment` whose words bash would take as they stand, but for plain quotes around them; and its file. */
const plainCall = /^(segment(?: (?:[\w./:=,@%+-]|'[^']*'|"[^"$`\\!]*")+)*)(?: ([<>]) ([\w./-]+))?$/;

/** A plain call in this process, for a process of its own takes ten times as long; any other line in bash. */
const runHere: Run = async (command, place) => {
  const [, call, redirection, name = ''] = plainCall.exec(command) ?? [];
  if (call === undefined) return runInShell(command, place);
  const words = call.match(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g) ?? [];
  const file = join(place.cwd, name);
  const result = await cli(
    words.slice(1).map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2')),
    {
      cwd: place.cwd,
      env: { ...shell.env, ...place.env },
      ...(redirection === '<' ? { stdin: readFileSync(file) } : {}),
    },
  );
  if (redirection === '>') writeFileSync(file, result.stdout);
  return result;
};

/** One test per line, in order: later lines of a page build on the earlier ones. */
function runEach(lines: readonly ShellLine[], run: Run, place: () => Place): void {
  for (const { command, exitCode, line } of lines) {
    const reason = notRun.find(([pattern]) => pattern.test(command))?.[1];
    const title = `${line}: ${command}`;
    if (reason !== undefined) it.skip(`${title} (${reason})`);
    else
      it(title, async () => {
        const { code, stderr } = await run(command, place());
        expect(code, stderr).toBe(exitCode);
      });
  }
}
