import { expect, test } from 'vitest';
import { commandTable } from '../../commands/table.ts';
import { cli } from '../helpers/cli.ts';

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
