import type { Command } from 'commander';
import type { App } from '../../src/app.ts';

const examples = `
Examples:
  $ segment demo
  $ segment demo --json

It starts a sandbox in this process, sends the example files and one message to it, shows what arrived, and leaves no
files behind.`;

export function register(command: Command, app: App): void {
  command
    .description('Watch a backfill into a local sandbox; no account and no network needed.')
    .addHelpText('after', examples)
    .action(async () => {
      const { runDemo } = await import('./run-demo.ts');
      await runDemo(app);
    });
}
