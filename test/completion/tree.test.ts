import { expect, test } from 'vitest';
import { visibleCommands } from '../../src/completion/tree.ts';
import { sampleTree } from './sample.ts';

const tree = sampleTree();
const at = (path: string) => visibleCommands(tree).find((command) => command.path === path);
const flag = (path: string, long: string) => at(path)?.flags.find((found) => found.long === long);

test('paths, parents first, hidden ones left out', () => {
  expect(visibleCommands(tree).map(({ path }) => path)).toEqual([
    '',
    'track',
    'batch',
    'auth',
    'auth login',
    'auth logout',
    'auth whoami',
    'auth write-key',
    'auth write-key add',
    'auth write-key list',
    'completion',
    'export',
    'help',
    ...['track', 'batch', 'auth', 'auth login', 'auth logout', 'auth whoami'].map((path) => `help ${path}`),
    ...['auth write-key', 'auth write-key add', 'auth write-key list'].map((path) => `help ${path}`),
    'help completion',
    'help export',
    'help exit-codes',
  ]);
  expect(tree.commands.find(({ name }) => name === 'secret')).toMatchObject({ hidden: true });
});

test('flags: own ones first, then the global ones, marked; --version only at the root', () => {
  expect(at('track')?.flags.map(({ short, long, global }) => [short, long, global])).toEqual([
    ['-u', '--user-id', false],
    ['-f', null, false],
    [null, '--input', false],
    ['-n', '--dry-run', false],
    ['-h', '--help', false],
    ['-w', '--workspace', true],
    [null, '--region', true],
    [null, '--json', true],
    [null, '--no-color', true],
  ]);
  expect(flag('', '--version')).toMatchObject({ global: false });
});

test('values: their names, kinds and choices', () => {
  expect(flag('track', '--input')).toMatchObject({ value: 'file', valueKind: 'file' });
  expect(flag('track', '--user-id')).toMatchObject({ value: 'id', valueKind: 'free' });
  expect(flag('track', '--dry-run')).toMatchObject({ value: null, valueKind: 'none' });
  expect(flag('batch', '--on-invalid')).toMatchObject({
    valueKind: 'choice',
    choices: ['reject', 'stop', 'send'],
  });
  expect(at('batch')?.arguments).toEqual([
    {
      ...{ name: 'files', description: 'NDJSON', type: 'string', required: false, repeatable: true },
      ...{ variadic: true, default: null, valueKind: 'file', choices: [] },
    },
  ]);
  expect(at('completion')?.arguments[0]).toMatchObject({
    required: true,
    valueKind: 'choice',
    choices: ['bash', 'zsh'],
  });
});

test('aliases', () => {
  expect(at('auth logout')?.aliases).toEqual(['signout']);
});
