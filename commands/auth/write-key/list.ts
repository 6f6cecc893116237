import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { renderTable, tableLook } from '../../../src/terminal/table.ts';
import { workspaceToChange } from '../../stored/stored-workspace.ts';
import { describeSource } from '../list.ts';

export function register(command: Command, app: App): void {
  command
    .addHelpText(
      'after',
      `
Examples:
  $ segment auth write-key list
  $ segment auth write-key list -w prod --json`,
    )
    .action(async () => {
      const { name, workspace } = await workspaceToChange(app);
      const sources = [...workspace.sources].map(([alias, source]) =>
        describeSource(alias, source, workspace.defaultSource),
      );
      if (app.globals.json) return app.print.json(sources);
      if (sources.length === 0) {
        return app.print.note(
          `Workspace ${name} has no write keys. Store one with: segment auth write-key add <source>`,
        );
      }
      const columns = [
        { header: 'source', whole: true },
        { header: 'default' },
        { header: 'write key', whole: true },
        { header: 'slug' },
        { header: 'id', whole: true },
        { header: 'added' },
      ];
      const rows = sources.map((source) => [
        source.name,
        source.default ? 'default' : '',
        source.writeKey,
        source.slug ?? '',
        source.id ?? '',
        source.addedAt,
      ]);
      return app.print.result(renderTable(columns, rows, tableLook(app.io, app.print.resultStyle)));
    });
}
