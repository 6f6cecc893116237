import type { Command } from 'commander';
import type { App } from '../../src/app.ts';

const examples = `
Examples:
  $ segment demo
  $ segment demo --json

It starts a sandbox inside this process, sends the example files and one message to it,
shows what arrived, and leaves nothing behind. No account and no network are needed.`;

export function register(command: Command, app: App): void {
  command
    .description('Watch a backfill go through the chunker into a sandbox: no account, no network.')
    .addHelpText('after', examples)
    .action(async () => {
      const { runDemo } = await import('./run-demo.ts');
      await runDemo(app);
    });
}
