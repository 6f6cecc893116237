import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../commands/program.ts';
import { createApp } from '../../src/app.ts';
import { registerAll } from '../../src/command-tree/lazy-commands.ts';
import { shells } from '../../src/completion/render.ts';
import { asCompleted, readTree, visibleCommands } from '../../src/completion/tree.ts';
import { processIo } from '../../src/terminal/io.ts';
import { topics } from '../../src/topics/topics.ts';

const tree = readTree(await registerAll(createProgram(createApp(processIo(), '0.0.0-test'))));

describe('the scripts in completions/ are those of the command tree (npm run completions writes them anew)', () => {
  test.each(Object.entries(shells))('%s', async (_shell, { render, file }) => {
    await expect(render(asCompleted(tree, topics))).toMatchFileSnapshot(`../../completions/${file}`);
  });
});

describe('the real scripts, read by their shells', () => {
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const isInstalled = spawnSync(shell, ['-c', 'true']).status === 0;
    test.skipIf(!isInstalled)(`${shell}, where it is installed, finds nothing wrong`, () => {
      const script = join(import.meta.dirname, '..', '..', 'completions', shells[shell].file);
      expect(spawnSync(shell, ['-n', script], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stdout: '',
        stderr: '',
      });
    });
  }
});

describe('every command', () => {
  const commands = visibleCommands(tree).filter(({ path }) => path !== '');

  test.each(commands.map((command) => [command.path, command] as const))(
    '%s has a summary, and its flags and arguments a description',
    (_path, command) => {
      expect(command.summary).not.toBe('');
      for (const { description } of [...command.flags, ...command.arguments])
        expect(description).not.toBe('');
    },
  );

  test.each(commands.map((command) => [command.path, command] as const))(
    '%s never gives a flag two meanings',
    (_path, { flags }) => {
      const names = flags.flatMap(({ short, long }) => [short, long].filter((name) => name !== null));
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    },
  );
});
