import type { Command } from '@commander-js/extra-typings';
import { clearFaults, readFaults } from '../../../src/api/sandbox/control.ts';
import type { App } from '../../../src/app.ts';
import { faultRows } from '../../../src/local-sandbox/fault-rows.ts';
import { escapeLine } from '../../../src/spec/escape.ts';
import { type CommandEntry, defineCommands } from '../../lazy-commands.ts';
import { printTable } from '../../reading/print-table.ts';
import { addScopeOptions, openSandbox } from '../open-sandbox.ts';

const verbs: readonly CommandEntry[] = [
  { name: 'set', summary: 'make requests fail, with flags or from a file', load: () => import('./set.ts') },
  {
    name: 'list',
    summary: 'show the active fault rules and their counts',
    load: async () => ({ register: registerList }),
  },
  { name: 'clear', summary: 'remove all fault rules', load: async () => ({ register: registerClear }) },
];

const examples = `
Examples:
  $ segment sandbox faults set --status 500 --share 0.05
  $ segment sandbox faults list
  $ segment sandbox faults clear`;

export function register(command: Command, app: App): void {
  command
    .description(
      'Make requests to the sandbox fail: error statuses, broken connections, truncated or slow responses.',
    )
    .addHelpText('after', examples);
  defineCommands(command, verbs, app);
}

const listExamples = `
Examples:
  $ segment sandbox faults list
  $ segment sandbox faults list --source web --json`;

const columns = [
  { header: 'source' },
  { header: 'rule' },
  { header: 'for' },
  { header: 'checked', whole: true },
  { header: 'applied', whole: true },
];

function registerList(command: Command, app: App): void {
  command.description(
    'Show the active fault rules, how many requests each one checked and how many it applied to.',
  );
  addScopeOptions(command, 'only the rules of this source, by name or write key')
    .addHelpText('after', listExamples)
    .action(async ({ source }) => {
      const { http, url } = await openSandbox(app, command);
      const faults = await readFaults(http, url, source);
      const { print, globals } = app;
      if (globals.json) return print.json(faults);
      const rows = faultRows(faults);
      if (rows.length === 0) print.note('No faults.');
      return printTable(app, columns, rows);
    });
}

const clearExamples = `
Examples:
  $ segment sandbox faults clear
  $ segment sandbox faults clear --source web`;

function registerClear(command: Command, app: App): void {
  command.description('Remove all fault rules, or those of one source.');
  addScopeOptions(command, 'only the rules of this source, by name or write key')
    .addHelpText('after', clearExamples)
    .action(async ({ source }) => {
      const { http, url } = await openSandbox(app, command);
      await clearFaults(http, url, source);
      if (app.globals.json) return app.print.json({ cleared: true, source: source ?? null, url });
      return app.print.success(
        source === undefined ? 'all fault rules removed' : `fault rules of ${escapeLine(source)} removed`,
      );
    });
}
