import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exitCodeTable } from '../../src/errors.ts';
import { configClients } from '../../src/mcp/client-config.ts';
import { allTools } from '../../src/mcp/tools.ts';
import { skillClients, skillFolders } from '../../src/skills/skill-clients.ts';
import { fixFor } from '../../src/spec/fix.ts';
import { rejectCodes } from '../../src/spec/verdict.ts';
import { warningCodes } from '../../src/spec/warning.ts';
import { environmentVariables } from '../../src/store/environment-variables.ts';
import { cli } from '../helpers/cli.ts';
import { projectRoot } from '../helpers/imports.ts';
import { shellLinesOf, shellLinesOfHelp, tableBelow } from '../helpers/markdown.ts';
import { openSandbox } from '../helpers/sandbox.ts';
import { skillFiles } from '../helpers/skills.ts';
import { type ListedCommand, listCommands } from '../helpers/tree.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const readme = read('README.md');
/** A command as the README writes it: `segment auth switch [workspace]`. */
function usageOf({ path, command }: ListedCommand): string {
  const words = command.registeredArguments.map((argument) => {
    const shown = argument.variadic ? `${argument.name()}…` : argument.name();
    return argument.required ? `<${shown}>` : `[${shown}]`;
  });
  return ['segment', ...path, ...words].join(' ');
}

describe('README.md', () => {
  it('lists every command with its arguments and its summary', async () => {
    const listed = tableBelow(readme, '## Commands').map(([usage, summary]) => `${usage}: ${summary}`);
    const acting = (await listCommands()).filter(({ acts }) => acts);
    expect(listed).toEqual(acting.map((listed) => `${usageOf(listed)}: ${listed.command.summary()}`));
  });

  it('lists every exit code', () => {
    const rows = exitCodeTable.map(({ code, meaning, advice }) => [String(code), meaning, advice]);
    expect(tableBelow(readme, '## Exit codes')).toEqual(rows);
  });

  it('lists every variable of its own that the program reads', () => {
    const own = environmentVariables
      .flatMap(({ variables }) => variables)
      .filter(([name]) => /^(?:SEGMENT|PUBLIC)_/.test(name));
    expect(tableBelow(readme, '## Environment')).toEqual(own);
  });

  it('says nothing in its first screen that needs an account', () => {
    const first = readme.slice(0, readme.indexOf('## Install'));
    expect(first).toContain('npm run demo');
    expect(first).toContain('npm test');
    expect(first).not.toMatch(/write key|token|log ?in\b/i);
  });
});

describe('docs/sending.md', () => {
  it.each(tableBelow(read('docs/sending.md'), '## Fields'))(
    'is right that %s becomes %s',
    async (written = '', json = '') => {
      const cwd = mkdtempSync(join(tmpdir(), 'segment-cli-fields-'));
      writeFileSync(join(cwd, 'bio.txt'), 'the text of the file');
      const words = written.split(' ').map((word) => word.replaceAll("'", ''));
      const run = await cli(['track', 'x', '-u', 'u', ...words, '-w', 'sandbox', '--dry-run'], { cwd });
      rmSync(cwd, { recursive: true });
      expect(run.stdout.replace(/\s/g, ''), run.stderr).toContain(json.replace(/\s/g, ''));
    },
  );
});

describe('docs/batch.md', () => {
  it('lists the codes in the order in which they are checked', () => {
    expect(tableBelow(read('docs/batch.md'), '## Reasons').map(([code]) => code)).toEqual([...rejectCodes]);
  });

  it('lists everything that ends a backfill with 9', () => {
    const folder = join(projectRoot, 'src', 'backfill');
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const sources = names.map((name) => readFileSync(join(folder, name), 'utf8'));
    const thrown = sources.flatMap((source) =>
      [...source.matchAll(/new StateError\([\s\S]*?\bcode: '(\w+)'/g)].map(([, code]) => code),
    );
    const listed = tableBelow(read('docs/batch.md'), '### State errors').map(([code]) => code);
    expect([...listed].sort()).toEqual([...new Set(thrown)].sort());
  });

  it('names the keys that --replay cuts', async () => {
    const rows = tableBelow(read('docs/batch.md'), '## Messages that were in Segment before');
    const cut = rows.flatMap(([keys = '']) => keys.split(', '));
    expect(cut).toHaveLength(11);
    const message = { type: 'track', event: 'x', userId: 'u', timestamp: '2026-09-01T12:00:00Z' };
    const line = JSON.stringify({ ...message, ...Object.fromEntries(cut.map((key) => [key, 'old'])) });
    const sandbox = await openSandbox();
    const env = { SEGMENT_WRITE_KEY: 'key', SEGMENT_TRACKING_URL: sandbox.url };
    const run = await cli(['batch', '-', '--replay', '--json'], { stdin: `${line}\n`, env });
    expect(JSON.parse(run.stdout)).toMatchObject({ acknowledged: 1, replayed: 1 });
    const { messageId, ...rest } = JSON.parse([...sandbox.journal.messages][0]?.raw.toString('utf8') ?? '');
    expect(rest).toEqual(message);
    expect(messageId).toMatch(/^sc1-/);
  });
});

describe('docs/validating.md', () => {
  it('says what to do about each code that validate finds', () => {
    const found = rejectCodes.filter((code) => code !== 'refused_by_server');
    expect(tableBelow(read('docs/validating.md'), '## How to correct what is found')).toEqual(
      [...found, ...warningCodes].map((code) => [code, fixFor(code)]),
    );
  });
});

describe('CONTRIBUTING.md', () => {
  it('shows code as it stands in its files', () => {
    const shown = [...read('CONTRIBUTING.md').matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)];
    expect(shown.map(([, path]) => path)).toEqual([
      'src/segment/endpoints/warehouses.ts',
      'src/sandbox/workspace/endpoints/warehouses.ts',
      'commands/warehouses/index.ts',
      'commands/warehouses/index.ts',
      'commands/audiences.ts',
    ]);
    for (const [, path = '', code = ''] of shown) expect(read(path)).toContain(code);
  });
});

describe('docs/workspace.md', () => {
  const page = read('docs/workspace.md');
  const commands = [
    ['overview', ['overview']],
    ['coverage', ['tracking-plans', 'coverage']],
    ['violations', ['violations']],
  ] as const;
  it.each(commands)('lists the keys of our own JSON for %s', async (name, words) => {
    const { url } = await openSandbox();
    const env = { SEGMENT_WORKSPACE: 'sandbox', SEGMENT_API_URL: url };
    const { stdout, stderr } = await cli([...words, '--json'], { env });
    const printed: unknown = JSON.parse(stdout || stderr);
    const listed = tableBelow(page, '## JSON of our own', name).flatMap(([keys = '']) => keys.split(', '));
    expect(listed).toEqual(Object.keys(Object(Array.isArray(printed) ? printed[0] : printed)));
  });
});

describe('docs/profiles.md', () => {
  it('lists the fields of profile get --json', async () => {
    const { url } = await openSandbox();
    const env = { SEGMENT_WORKSPACE: 'sandbox', SEGMENT_PROFILE_URL: url, SEGMENT_TRACKING_URL: url };
    await cli(['identify', 'user_1', '-f', 'plan=pro'], { env });
    const { stdout } = await cli(['profile', 'get', 'user_id:user_1', '--json'], { env });
    const listed = tableBelow(read('docs/profiles.md'), '## The whole profile').map(([field]) => field);
    expect(listed).toEqual(Object.keys(JSON.parse(stdout)));
  });
});

describe('docs/mcp.md', () => {
  const page = read('docs/mcp.md');

  it('lists every tool', () => {
    const listed = tableBelow(page, '## Tools').map((row) => row.slice(0, 3).join());
    const tools = allTools.map(({ name, toolset, writes }) => `${name},${toolset},${writes ? 'yes' : 'no'}`);
    expect(tools.filter((tool) => !listed.includes(tool))).toEqual([]);
  });

  it('lists every client', () => {
    expect(tableBelow(page, '## Set it up').map(([client]) => client)).toEqual([...configClients]);
    const folders = tableBelow(page, '## Skills').map(([client, folder]) => [client, folder]);
    expect(folders).toEqual(
      skillClients.map((client) => [client, [...skillFolders([client]).keys()].join()]),
    );
  });
});

describe('examples/README.md', () => {
  it('counts the lines of each file', () => {
    const counted = tableBelow(read('examples/README.md'), '# Example files').map(
      ([name = '', lines = '']) => {
        const bytes = readFileSync(join(projectRoot, 'examples', name));
        const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
        return { name, stated: Number(lines.replace(',', '')), real: text.split('\n').length - 1 };
      },
    );
    expect(counted.map(({ name }) => name)).toEqual([
      ...['web.ndjson', 'mobile.ndjson.gz', 'server.ndjson', 'orders.csv'],
    ]);
    for (const { name, stated, real } of counted) expect(stated, name).toBe(real);
  });
});

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'].concat(
  readdirSync(join(projectRoot, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  skillFiles,
);

describe.each(documents)('%s', (path) => {
  it('links to pages and headings that exist', () => {
    const targets = [...read(path).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].map(
      ([, file = '', heading]) => ({
        file: file === '' ? path : join(dirname(path), file),
        heading,
      }),
    );
    const broken = targets.filter(({ file, heading }) => {
      if (!existsSync(join(projectRoot, file))) return true;
      return heading !== undefined && !headingsOf(read(file)).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  it('promises nothing that a 200 does not promise', () => {
    const text = read(path).replaceAll('Never "delivered"', '');
    expect(text).not.toMatch(/(?<!Email )\bdelivered\b/i);
  });
});

/** The anchors that a page offers, as GitHub makes them. */
function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the readers of documents', () => {
  it('find commands, their continuation and their exit code', () => {
    const markdown =
      'x\n```sh\nsegment a \\\n  -b\n\nsegment c   # exits 3\n```\n```console\nsegment d\n```\n';
    expect(shellLinesOf(markdown)).toEqual([
      { line: 4, command: 'segment a -b', exitCode: 0 },
      { line: 6, command: 'segment c', exitCode: 3 },
    ]);
    expect(shellLinesOfHelp('Examples:\n  $ segment a   says a\n  not $ this\n')).toEqual([
      { line: 2, command: 'segment a', exitCode: 0 },
    ]);
  });

  it('find the table below a heading', () => {
    expect(tableBelow('# A\n\n| x | y |\n| - | - |\n| `1` | 2 |\n\ntext\n', '# A')).toEqual([['1', '2']]);
    expect(() => tableBelow('# A\n', '# B')).toThrow('no heading');
  });
});
