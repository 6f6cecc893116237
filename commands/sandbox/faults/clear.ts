import type { Command } from 'commander';
import { clearFaults } from '../../../src/api/sandbox/control.ts';
import type { App } from '../../../src/app.ts';
import { addUrlOption, findSandboxUrl } from '../url.ts';

const examples = `
Examples:
  $ segment sandbox faults clear
  $ segment sandbox faults clear --source web`;

export function register(command: Command, app: App): void {
  command
    .description('Remove all fault rules, or those of one source.')
    .option('--source <name>', 'only the rules of this source, by name or write key')
    .addHelpText('after', examples)
    .action(async ({ source }: { readonly source?: string }) => {
      const { print } = app;
      const url = findSandboxUrl(command, app.io);
      await clearFaults(await app.http(), url, source);
      if (app.globals.json) return print.json({ cleared: true, source: source ?? null, url });
      return print.note(`${print.style.green(print.style.symbols.ok)} no more faults`);
    });
  addUrlOption(command);
}
