import type { Command } from '@commander-js/extra-typings';
import type { App } from '../src/app.ts';
import { programOf, registerAll } from '../src/command-tree/lazy-commands.ts';
import { readTree, visibleCommands } from '../src/completion/tree.ts';

export function register(command: Command, app: App): void {
  command
    .description(
      'Print every command with its summary; with --json the whole tree with arguments, flags, defaults and choices.',
    )
    .addHelpText('after', '\nExamples:\n  $ segment commands\n  $ segment commands --json')
    .action(async () => {
      const tree = readTree(await registerAll(programOf(command)));
      if (app.globals.json) return app.print.json(tree);
      const rows = visibleCommands(tree).filter(({ path }) => path !== '');
      await app.print.result(rows.map(({ path, summary }) => `segment ${path}\t${summary}\n`).join(''));
    });
}
