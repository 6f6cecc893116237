import type { Command } from '@commander-js/extra-typings';
import { readFaults } from '../../../src/api/sandbox/control.ts';
import type { App } from '../../../src/app.ts';
import { describeRule } from '../../../src/sandbox/faults/describe-rule.ts';
import { isJsonObject } from '../../../src/spec/message.ts';
import { addUrlOption, openSandbox } from '../open-sandbox.ts';

const examples = `
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

export function register(command: Command, app: App): void {
  command.description(
    'Show the active fault rules, how many requests each one checked and how many it applied to.',
  );
  addUrlOption(command.option('--source <name>', 'only the rules of this source, by name or write key'))
    .addHelpText('after', examples)
    .action(async ({ source }) => {
      const { http, url } = await openSandbox(app, command);
      const faults = await readFaults(http, url, source);
      const { io, print, globals } = app;
      if (globals.json) return print.json(faults);
      const rows = itemsOf(faults, 'plans').flatMap((plan) =>
        itemsOf(plan, 'rules').map((rule) => ruleRow(rule, plan.scope)),
      );
      if (rows.length === 0) print.note('No faults.');
      const { renderTable, tableLook } = await import('../../../src/terminal/table.ts');
      return print.result(renderTable(columns, rows, tableLook(io, print.resultStyle)));
    });
}

function ruleRow(rule: Record<string, unknown>, scope: unknown): string[] {
  const where = isJsonObject(scope) ? (scope.source ?? scope.writeKey) : undefined;
  const chosen = ['path', 'source', 'writeKey', 'share', 'first', 'after', 'every', 'times']
    .filter((name) => rule[name] !== undefined)
    .map((name) => `${name} ${String(rule[name])}`);
  const name = typeof rule.name === 'string' ? `${rule.name}: ` : '';
  return [
    typeof where === 'string' ? where : 'all',
    name + describeRule(rule),
    chosen.join(', ') || 'every request',
    String(rule.seen),
    String(rule.hits),
  ];
}

function itemsOf(value: unknown, name: string): readonly Record<string, unknown>[] {
  const found = isJsonObject(value) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}
