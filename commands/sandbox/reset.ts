import type { Command } from 'commander';
import { resetSandbox } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { addUrlOption, findSandboxUrl } from './url.ts';

const examples = `
Examples:
  $ segment sandbox reset
  $ segment sandbox reset --source web
  $ segment sandbox reset && npm run my-tests && segment sandbox stats`;

export function register(command: Command, app: App): void {
  command
    .description('Delete all messages, counts and messageIds, once the requests in flight are answered.')
    .option('--source <name>', 'only what came from this source, by name or write key')
    .addHelpText('after', examples)
    .action(async ({ source }: { readonly source?: string }) => {
      const where = findSandboxUrl(command, app.io);
      await resetSandbox(await app.http(), where, source);
      if (app.globals.json) return app.print.json({ reset: true, url: where, source: source ?? null });
      return app.print.note(
        `${app.print.style.green(app.print.style.symbols.ok)} sandbox at ${where} is empty${source === undefined ? '' : ` of ${escapeLine(source)}`}`,
      );
    });
  addUrlOption(command);
}
