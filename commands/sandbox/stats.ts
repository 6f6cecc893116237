import type { Command } from 'commander';
import { readStats } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { addUrlOption, findSandboxUrl } from './url.ts';

const examples = `
Examples:
  $ segment sandbox stats
  $ segment sandbox stats --json | jq .messages.stored`;

export function register(command: Command, app: App): void {
  command
    .description('Count the messages in the sandbox by type, by source and by reason for discarding.')
    .option('--source <name>', 'only of this source, by name or write key')
    .addHelpText('after', examples)
    .action(async ({ source }: { readonly source?: string }) => {
      const stats = await readStats(await app.http(), findSandboxUrl(command, app.io), source);
      if (app.globals.json) return app.print.json(stats);
      const { renderTable, tableLook } = await import('../../src/terminal/table.ts');
      const columns = [
        { header: 'what', whole: true },
        { header: 'count', whole: true },
      ];
      return app.print.result(
        renderTable(columns, statRows(stats), tableLook(app.io, app.print.resultStyle)),
      );
    });
  addUrlOption(command);
}

/** Every number of the answer with the path that leads to it: `messages.stored`, `byType.track`. */
export function statRows(value: unknown, path = ''): string[][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) =>
    statRows(inner, path === '' ? name : `${path}.${name}`),
  );
}
