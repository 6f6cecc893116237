import type { Option } from 'commander';
import { describe, expect, it, test } from 'vitest';
import { commandTable } from '../../commands/table.ts';
import { cli } from '../helpers/cli.ts';
import { listCommands } from '../helpers/tree.ts';

test('--json prints the whole tree with flags, defaults and choices', async () => {
  const { code, stdout, stderr } = await cli(['commands', '--json']);
  expect([code, stderr]).toEqual([0, '']);
  const tree = JSON.parse(stdout);
  expect(tree.commands.map(({ name }: { name: string }) => name)).toEqual(
    commandTable.map(({ name }) => name),
  );
  const batch = tree.commands.find(({ name }: { name: string }) => name === 'batch');
  expect(batch.flags.find(({ long }: { long: string }) => long === '--concurrency')).toMatchObject({
    value: 'n',
    default: 8,
    global: false,
  });
  expect(batch.flags.find(({ long }: { long: string }) => long === '--region')).toMatchObject({
    choices: ['us', 'eu'],
    global: true,
  });
});

test('without --json: a line each, no header', async () => {
  const { code, stdout } = await cli(['commands']);
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^segment track\t/);
  expect(lines.some((line) => line.startsWith('segment auth write-key add\t'))).toBe(true);
  expect(lines.some((line) => line.startsWith('segment commands\t'))).toBe(false);
});

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly repeatable: boolean;
  readonly default: unknown;
  readonly choices: readonly string[];
}
interface Node {
  readonly path: string;
  readonly arguments: readonly Parameter[];
  readonly flags: readonly Parameter[];
  readonly examples: readonly string[];
  readonly commands: readonly Node[];
}
const nodesOf = (node: Node): Node[] => [node, ...node.commands.flatMap(nodesOf)];
const treeOf = async () => JSON.parse((await cli(['commands', '--json'])).stdout);

describe('what --json says of parameters', () => {
  it.each([
    ['track', 'event', { type: 'string', required: false, repeatable: false, choices: [] }],
    ['batch', 'files', { type: 'string', required: false, repeatable: true }],
    ['sources get', 'source', { type: 'string', required: true, repeatable: false }],
    ['track', 'f', { type: 'string', required: false, repeatable: true, short: '-f', long: null }],
    ['batch', 'concurrency', { type: 'number', default: 8, repeatable: false }],
    ['sources list', 'limit', { type: 'number', default: null }],
    ['sources list', 'ndjson', { type: 'boolean', value: null }],
    [
      'volume',
      'type',
      { repeatable: true, choices: ['track', 'identify', 'page', 'screen', 'group', 'alias'] },
    ],
    ['volume', 'region', { choices: ['us', 'eu'], global: true }],
    ['profile traits', 'phone', { type: 'string' }],
    ['export', 'full', { valueRequired: false }],
    ['completion', 'shell', { choices: expect.arrayContaining(['bash', 'fish']) }],
  ])('%s %s', async (path, name, wanted) => {
    const node = nodesOf(await treeOf()).find((one) => one.path === path);
    const found = [...(node?.arguments ?? []), ...(node?.flags ?? [])].find((one) => one.name === name);
    expect(found).toMatchObject(wanted);
  });

  it('is what the flags do', async () => {
    const nodes = nodesOf(await treeOf());
    let [numbers, lists] = [0, 0];
    for (const { path, command } of await listCommands())
      for (const option of command.options) {
        const flags = nodes.find((node) => node.path === path.join(' '))?.flags;
        const flag = flags?.find(({ name }) =>
          option.flags.split(/[ ,]+/).some((word) => word.replace(/^-+/, '') === name),
        );
        const values = ['250', 'a=1', ...(option.argChoices ?? [])].map((text) => parseTwice(option, text));
        if (flag?.type === 'number' && option.parseArg !== undefined) {
          numbers += 1;
          const taken = ['250', '0.5'].filter((text) => parseTwice(option, text) !== undefined);
          expect([option.flags, taken]).not.toEqual([option.flags, []]);
        }
        if (values.some((value) => Array.isArray(value) && value.length > 1)) {
          lists += 1;
          expect([path, flag]).toMatchObject([path, { repeatable: true }]);
        }
      }
    expect([numbers > 20, lists > 10]).toEqual([true, true]);
  });
});

/** What a flag holds that is given twice. */
function parseTwice({ parseArg, argChoices = [] }: Option, text: string): unknown {
  try {
    return parseArg?.(argChoices.at(-1) ?? text, parseArg(text, undefined));
  } catch {
    return undefined;
  }
}

test('--json has the examples of every help, and the exit codes', async () => {
  const tree = await treeOf();
  const nodes = nodesOf(tree).filter(({ path, commands }) => path !== '' && commands.length === 0);
  expect(nodes.filter(({ examples }) => examples.length < 2).map(({ path }) => path)).toEqual([]);
  expect(nodes.find(({ path }) => path === 'api ls')?.examples).toContain('segment api ls audience');
  const track = nodes.find(({ path }) => path === 'track')?.examples ?? [];
  expect(track.filter((example) => !example.startsWith('segment track '))).toEqual([]);
  expect(tree.exitCodes.map(({ code }: { code: number }) => code)).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130, 143,
  ]);
  expect(tree.exitCodes[2]).toEqual({
    code: 2,
    meaning: expect.stringContaining('usage'),
    advice: 'fix the call',
  });
});
