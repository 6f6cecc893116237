import { clearFaults, readFaults } from '../../../src/api/sandbox/control.ts';
import { faultRows } from '../../../src/local-sandbox/fault-rows.ts';
import { escapeLine } from '../../../src/spec/escape.ts';
import { describedCommand, noun } from '../../reading/noun.ts';
import { printTable } from '../../reading/print-table.ts';
import { addScopeOptions, openSandbox } from '../open-sandbox.ts';

const columns = [
  { header: 'source' },
  { header: 'rule' },
  { header: 'for' },
  { header: 'checked', whole: true },
  { header: 'applied', whole: true },
];

export const register = noun(
  [
    { name: 'set', summary: 'make requests fail, with flags or from a file', load: () => import('./set.ts') },
    describedCommand(
      {
        name: 'list',
        summary: 'show the active fault rules and their counts',
        description:
          'Show the active fault rules, how many requests each one checked and how many it applied to.',
        help: `Examples:
  $ segment sandbox faults list
  $ segment sandbox faults list --source web --json`,
      },
      (command, app) =>
        addScopeOptions(command, 'only the rules of this source, by name or write key').action(
          async ({ source }) => {
            const { http, url } = await openSandbox(app, command);
            const faults = await readFaults(http, url, source);
            if (app.globals.json) return app.print.json(faults);
            const rows = faultRows(faults);
            if (rows.length === 0) app.print.note('No faults.');
            return printTable(app, columns, rows);
          },
        ),
    ),
    describedCommand(
      {
        name: 'clear',
        summary: 'remove all fault rules',
        description: 'Remove all fault rules, or those of one source.',
        help: `Examples:
  $ segment sandbox faults clear
  $ segment sandbox faults clear --source web`,
      },
      (command, app) =>
        addScopeOptions(command, 'only the rules of this source, by name or write key').action(
          async ({ source }) => {
            const { http, url } = await openSandbox(app, command);
            await clearFaults(http, url, source);
            if (app.globals.json) return app.print.json({ cleared: true, source: source ?? null, url });
            return app.print.success(
              source === undefined
                ? 'all fault rules removed'
                : `fault rules of ${escapeLine(source)} removed`,
            );
          },
        ),
    ),
  ],
  {
    description:
      'Make requests to the sandbox fail: error statuses, broken connections, truncated or slow responses.',
    help: `Examples:
  $ segment sandbox faults set --status 500 --share 0.05
  $ segment sandbox faults list
  $ segment sandbox faults clear`,
  },
);
