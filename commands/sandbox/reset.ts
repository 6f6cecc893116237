import type { Command } from '@commander-js/extra-typings';
import { resetSandbox } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { addScopeOptions, openSandbox } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox reset
  $ segment sandbox reset --source web
  $ segment sandbox reset && npm run my-tests && segment sandbox stats`;

export function register(command: Command, app: App): void {
  command.description(
    'Delete all messages, counts and messageIds, once the requests in flight are answered.',
  );
  addScopeOptions(command, 'only what came from this source, by name or write key')
    .addHelpText('after', examples)
    .action(async ({ source }) => {
      const { http, url } = await openSandbox(app, command);
      await resetSandbox(http, url, source);
      if (app.globals.json) return app.print.json({ reset: true, url, source: source ?? null });
      return app.print.success(
        source === undefined
          ? `sandbox at ${url} is empty`
          : `sandbox at ${url} has no messages from ${escapeLine(source)}`,
      );
    });
}
