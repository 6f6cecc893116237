import type { Command } from '@commander-js/extra-typings';
import { readStats } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { printTable } from '../reading/print-table.ts';
import { addScopeOptions, openSandbox } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox stats
  $ segment sandbox stats --json | jq .messages.stored
  $ segment sandbox stats --json | jq .requests.refused

“requests.refused” counts the requests to any of the APIs that were answered 400, 401, 404 or another 4xx.`;

const columns = [
  { header: 'what', whole: true },
  { header: 'count', whole: true },
];

export function register(command: Command, app: App): void {
  command.description('Count the messages in the sandbox by type, by source and by reason for discarding.');
  addScopeOptions(command, 'only of this source, by name or write key')
    .addHelpText('after', examples)
    .action(async ({ source }) => {
      const { http, url } = await openSandbox(app, command);
      const stats = await readStats(http, url, source);
      if (app.globals.json) return app.print.json(stats);
      return printTable(app, columns, statRows(stats));
    });
}

/** Every number of the answer with the path that leads to it: `messages.stored`, `byType.track`. */
function statRows(value: unknown, path = ''): string[][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) =>
    statRows(inner, path === '' ? name : `${path}.${name}`),
  );
}
