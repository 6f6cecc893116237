import type { Command } from '@commander-js/extra-typings';
import { clearFaults } from '../../../src/api/sandbox/control.ts';
import type { App } from '../../../src/app.ts';
import { escapeLine } from '../../../src/spec/escape.ts';
import { addUrlOption, openSandbox } from '../open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox faults clear
  $ segment sandbox faults clear --source web`;

export function register(command: Command, app: App): void {
  command.description('Remove all fault rules, or those of one source.');
  addUrlOption(command.option('--source <name>', 'only the rules of this source, by name or write key'))
    .addHelpText('after', examples)
    .action(async ({ source }) => {
      const { http, url } = await openSandbox(app, command);
      await clearFaults(http, url, source);
      if (app.globals.json) return app.print.json({ cleared: true, source: source ?? null, url });
      return app.print.success(
        source === undefined ? 'all fault rules removed' : `fault rules of ${escapeLine(source)} removed`,
      );
    });
}
