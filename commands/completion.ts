import type { Command } from '@commander-js/extra-typings';
import { Argument } from 'commander';
import type { App } from '../src/app.ts';
import { programOf, registerAll } from '../src/command-tree/lazy-commands.ts';
import { isShell, shells } from '../src/completion/render.ts';
import { asCompleted, readTree } from '../src/completion/tree.ts';
import { topics } from '../src/topics/topics.ts';

export function register(command: Command, app: App): void {
  command
    .description('Print a completion script for your shell. It writes no file; the lines below install it.')
    .addArgument(new Argument('[shell]', 'the shell you use').choices(Object.keys(shells)))
    .addHelpText('after', examples)
    .action(async (shell) => {
      if (typeof shell !== 'string' || !isShell(shell)) return command.help({ error: true });
      const tree = asCompleted(readTree(await registerAll(programOf(command))), topics);
      await app.print.result(shells[shell].render(tree));
    });
}

const examples = `
Examples:
  $ echo 'source <(segment completion bash)' >> ~/.bashrc
  $ echo 'source <(segment completion zsh)' >> ~/.zshrc
  $ segment completion fish > ~/.config/fish/completions/segment.fish
  PS> segment completion powershell >> $PROFILE`;
