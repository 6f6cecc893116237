import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { findSetting, readSettings } from './settings.ts';

export function register(command: Command, app: App): void {
  command
    .argument('<setting>', 'a name that “segment config list” shows')
    .addHelpText(
      'after',
      `
Prints the active value, wherever it comes from; prints nothing if there is none.

Examples:
  $ segment config get region
  $ segment config get tracking-url -w sandbox`,
    )
    .action(async (key: string) => {
      const setting = findSetting(await readSettings(app), key);
      if (app.globals.json) return app.print.json(setting);
      if (setting.value === null) return app.print.note(`${key} is not set.`);
      return app.print.result(`${escapeLine(setting.value)}\n`);
    });
}
