import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { plural } from '../../src/terminal/numbers.ts';
import type { Column } from '../../src/terminal/table.ts';
import { type Coverage, readCoverage } from '../../src/workspace/read-coverage.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { isForPerson } from '../reading/output-options.ts';

const examples = `
Libraries and templates do not count as plans.
It reads the sources, the plans, and the sources of each plan.

--json prints one object:
  activeSources        how many sources are enabled
  coveredSources       how many of them have a plan
  sourcesWithoutPlan   enabled sources without a plan: [{id, slug, name}]
  plansWithoutSources  plans without a source: [{id, name, type}]
In a pipe each line has tab-separated fields: source, id, slug, name; or plan, id, type, name.

Examples:
  $ segment tracking-plans coverage
  $ segment tracking-plans coverage --json
  $ segment tracking-plans coverage | grep ^source | cut -f 3`;

export function register(command: Command, app: App): void {
  command
    .description('Find active sources without a tracking plan, and plans without a source.')
    .addHelpText('after', examples)
    .action(async () => {
      const { api } = await openWorkspace(app);
      const coverage = await readCoverage(api);
      if (coverage.activeSources === null)
        app.print.warn('The API does not say whether some sources are enabled: they are skipped.');
      if (app.globals.json) await app.print.json(coverage);
      else if (isForPerson(app.io)) await printSections(app, coverage);
      else await app.print.result(lines(coverage, await renderer(app)));
    });
}

type Render = (columns: readonly Column[], rows: readonly (readonly string[])[]) => string;

async function renderer({ io, print }: App): Promise<Render> {
  const { renderTable, tableLook } = await import('../../src/terminal/table.ts');
  return (columns, rows) => renderTable(columns, rows, tableLook(io, print.resultStyle));
}

const sourceColumns: readonly Column[] = [
  { header: 'id', whole: true },
  { header: 'slug' },
  { header: 'name' },
];
const planColumns: readonly Column[] = [
  { header: 'id', whole: true },
  { header: 'type', whole: true },
  { header: 'name' },
];

function sourceRows({ sourcesWithoutPlan }: Coverage): string[][] {
  return sourcesWithoutPlan.map(({ id, slug, name }) => [id, slug, name || slug]);
}

function planRows({ plansWithoutSources }: Coverage): string[][] {
  return plansWithoutSources.map(({ id, type, name }) => [id, type, name]);
}

function lines(coverage: Coverage, render: Render): string {
  const kind: Column = { header: 'kind' };
  return (
    render(
      [kind, ...sourceColumns],
      sourceRows(coverage).map((row) => ['source', ...row]),
    ) +
    render(
      [kind, ...planColumns],
      planRows(coverage).map((row) => ['plan', ...row]),
    )
  );
}

function countLine({ activeSources, coveredSources }: Coverage): string {
  if (activeSources === null || coveredSources === null)
    return 'How many active sources have a tracking plan is unknown.';
  return `${coveredSources} of ${plural(activeSources, 'active source')} ${coveredSources === 1 ? 'has' : 'have'} a tracking plan.`;
}

async function printSections(app: App, coverage: Coverage): Promise<void> {
  const { bold } = app.print.resultStyle;
  const render = await renderer(app);
  const section = (title: string, table: string) => (table === '' ? '' : `\n${bold(title)}\n${table}`);
  await app.print.result(
    `${countLine(coverage)}\n` +
      section('Active sources without a tracking plan', render(sourceColumns, sourceRows(coverage))) +
      section('Tracking plans without a source', render(planColumns, planRows(coverage))),
  );
}
