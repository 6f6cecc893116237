import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { renderTable, tableLook } from '../../src/terminal/table.ts';
import { readSettings } from './settings.ts';

export function register(command: Command, app: App): void {
  command
    .option('--show-origin', 'show where each value comes from')
    .addHelpText(
      'after',
      `
Each setting is taken from the first place that has it: a flag, the environment, the project file (segment.json), the
stored workspace, the default.

Examples:
  $ segment config list
  $ segment config list --show-origin
  $ segment config list --json -w prod`,
    )
    .action(async (flags: { readonly showOrigin?: boolean }) => {
      const settings = await readSettings(app);
      if (app.globals.json) return app.print.json(settings);
      const columns = [
        { header: 'setting', whole: true },
        { header: 'value', whole: true },
        ...(flags.showOrigin === true ? [{ header: 'origin' }] : []),
      ];
      const rows = settings.map(({ key, value, origin }) => [key, value ?? '', origin ?? '']);
      return app.print.result(renderTable(columns, rows, tableLook(app.io, app.print.resultStyle)));
    });
}
