import type { Command } from '@commander-js/extra-typings';
import type { App } from '../src/app.ts';
import { programOf, registerAll } from '../src/command-tree/lazy-commands.ts';
import { readTree, visibleCommands } from '../src/completion/tree.ts';
import { exitCodeTable } from '../src/errors.ts';

const examples = `
Examples:
  $ segment commands
  $ segment commands --json
  $ segment commands --jq '.. | objects | select(.path == "sources list") | .flags[].long'

With --json each argument and flag has its name, type, required, repeatable, default and choices, each command the
examples of its help, and the tree the exit codes, which mean the same for all commands.`;

export function register(command: Command, app: App): void {
  command
    .description(
      'Print every command with its summary; with --json the whole tree with arguments, flags, examples and exit codes.',
    )
    .addHelpText('after', examples)
    .action(async () => {
      const tree = readTree(await registerAll(programOf(command)));
      if (app.globals.json) return app.print.json({ ...tree, exitCodes: exitCodeTable });
      const rows = visibleCommands(tree).filter(({ path }) => path !== '');
      await app.print.result(rows.map(({ path, summary }) => `segment ${path}\t${summary}\n`).join(''));
    });
}
