import type { Command } from '@commander-js/extra-typings';
import { readStats } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import type { Fact } from '../../src/views/fact.ts';
import { ownObject } from '../../src/workspace/computed-pages.ts';
import { printObject } from '../reading/print-object.ts';
import { addScopeOptions, openSandbox } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox stats
  $ segment sandbox stats --jq .messages.stored
  $ segment sandbox stats --jq .requests.refused

“requests.refused” counts the requests to any of the APIs that were answered 400, 401, 404 or another 4xx.`;

export function register(command: Command, app: App): void {
  command.description('Count the messages in the sandbox by type, by source and by reason for discarding.');
  addScopeOptions(command, 'only of this source, by name or write key')
    .addHelpText('after', examples)
    .action(async ({ source }) => {
      const { http, url } = await openSandbox(app, command);
      const stats = await readStats(http, url, source);
      return printObject(app, {}, ownObject(stats), statFacts(stats));
    });
}

/** Every number of the answer with the path that leads to it: `messages.stored`, `byType.track`. */
function statFacts(value: unknown, path = ''): Fact[] {
  if (typeof value !== 'object' || value === null) return [{ label: path, value: String(value) }];
  return Object.entries(value).flatMap(([name, inner]) =>
    statFacts(inner, path === '' ? name : `${path}.${name}`),
  );
}
