import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { topics } from '../../commands/topics/index.ts';
import { exitCodeTable } from '../../src/errors.ts';
import { environmentVariables } from '../../src/store/environment-variables.ts';
import { layOut } from '../../src/terminal/lay-out.ts';
import { cli } from '../helpers/cli.ts';

describe('segment help', () => {
  test.each([[[]], [['help']], [['--help']], [['-h']], [['help', '--json']]])(
    '%j shows the root help on stdout, exit 0',
    async (argv) => {
      const { code, stdout, stderr } = await cli(argv);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Usage: segment <command> [flags]');
    },
  );

  test.each([
    [['help', 'track'], 'Usage: segment track'],
    [['help', 'auth'], 'Usage: segment auth'],
    [['help', 'auth', 'login'], 'Usage: segment auth login'],
    [['help', 'auth', 'write-key', 'add'], 'Usage: segment auth write-key add'],
    [['track', '-h'], 'Usage: segment track'],
    [['-h', 'track'], 'Usage: segment track'],
    [['--help', 'auth', 'login'], 'Usage: segment auth login'],
    [['-h', 'track', '--', 'x'], 'Usage: segment track'],
    [['track', 'Signup', '-u', 'u1', '--json', '--help'], 'Usage: segment track'],
    [['auth', 'login', '--help'], 'Usage: segment auth login'],
    [['-w', 'prod', 'track', '-h'], 'Usage: segment track'],
  ])('%j: that command’s help on stdout, exit 0', async (argv, usage) => {
    const { code, stdout, stderr } = await cli(argv);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.startsWith(usage)).toBe(true);
  });

  test('the help of a command that is a topic too shows both', async () => {
    const { stdout } = await cli(['help', 'batch']);
    expect(stdout).toMatch(/^Usage: segment batch/);
    expect(stdout).toContain('How a backfill works');
  });

  test.each([
    [['help', 'trakc'], 'segment help track'],
    [['help', 'exit-code'], 'segment help exit-codes'],
    [['help', 'enviroment'], 'segment help environment'],
    [['help', 'auth', 'logn'], 'segment help auth login'],
    [['help', 'zzzzzz'], 'segment --help'],
    [['help', 'auth', 'zzzzzz'], 'segment auth --help'],
  ])('%j: exit 2 and the nearest: %s', async (argv, hint) => {
    const { code, stdout, stderr } = await cli(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('error:');
    expect(stderr).toMatch(new RegExp(`hint: .*${hint}\n`));
  });
});

describe('topics', () => {
  test.each(topics.map((topic) => [topic.name, topic] as const))(
    '%s: the text of the topic, listed in the help of help',
    async (name, topic) => {
      const { code, stdout, stderr } = await cli(['help', name], { env: { COLUMNS: '100' } });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(layOut(topic.text(), 100));
      expect(topic.text().endsWith('\n')).toBe(true);
      expect((await cli(['help', 'help'])).stdout).toContain(`  ${name} `);
    },
  );

  test('exit-codes has every row of the table', async () => {
    const { stdout } = await cli(['help', 'exit-codes'], { env: { COLUMNS: '200' } });
    for (const { code, meaning, advice } of exitCodeTable) {
      expect(stdout).toContain(`${String(code).padStart(3)}  ${meaning}\n`);
      expect(stdout).toContain(`${String(code).padStart(3)}  ${advice}\n`);
    }
  });

  test('environment lists every variable the source reads, and no other', () => {
    const listed = environmentVariables.flatMap(({ variables }) =>
      variables.flatMap(([names]) => names.split(', ')),
    );
    expect(new Set(listed).size).toBe(listed.length);
    // NODE_EXTRA_CA_CERTS is read by Node, and the rest of a URL's name is put together from its service.
    const elsewhere = [
      'NODE_EXTRA_CA_CERTS',
      ...['TRACKING', 'PROFILE', 'API', 'OAUTH', 'CDN'].map((service) => `SEGMENT_${service}_URL`),
    ];
    expect([...listed].sort()).toEqual([...new Set([...variablesOfTheSource(), ...elsewhere])].sort());
  });
});

/** Names that are read from `env` in any of the ways the source does it. */
function variablesOfTheSource(): Set<string> {
  const root = join(import.meta.dirname, '..', '..');
  const names = new Set<string>();
  for (const folder of ['src', 'commands', 'bin']) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      // The tools of the MCP server have names that look like variables.
      if (!file.endsWith('.ts') || /^(?:topics|mcp)\b/.test(file)) continue;
      const source = readFileSync(join(root, folder, file), 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
      for (const [, name] of source.matchAll(/\benv\??\.([A-Za-z]+_?[A-Za-z_]*|CI|TERM)\b/g))
        if (name !== undefined && /^[A-Z]{2}|_proxy$/.test(name)) names.add(name);
      for (const [, name] of source.matchAll(/(?:envValue|fromEnv)\([^,()]+,\s*'(\w+)'/g))
        if (name !== undefined) names.add(name);
      for (const [, name] of source.matchAll(
        /'(SEGMENT_[A-Z_]+[A-Z]|PUBLIC_API_TOKEN|(?:https?|no)_proxy|(?:HTTPS?|NO)_PROXY)'/g,
      ))
        if (name !== undefined) names.add(name);
    }
  }
  return names;
}
