import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { formatCount, plural } from '../../src/terminal/numbers.ts';
import type { Column } from '../../src/terminal/table.ts';
import { wrapText } from '../../src/terminal/wrap.ts';
import { type Coverage, readCoverage } from '../../src/workspace/read-coverage.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { isForPerson, personLimit } from '../reading/output-options.ts';

const examples = `
Libraries and templates do not count as plans.
It reads the sources, the plans, and the sources of each plan.

--json prints one object:
  activeSources        how many sources are enabled
  coveredSources       how many of them have a plan
  sourcesWithoutPlan   enabled sources without a plan: [{id, slug, name}]
  plansWithoutSources  plans without a source: [{id, name, type}]
On a terminal it lists the first 100 of each. In a pipe each line has tab-separated fields: source, id, slug, name; or plan, id, type, name.

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
      else await printCoverage(app, coverage);
    });
}

/** What is missing what, as a table with its title, and as lines that begin with their kind. */
const sections: readonly {
  readonly kind: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: (coverage: Coverage) => string[][];
}[] = [
  {
    kind: 'source',
    title: 'Active sources without a tracking plan',
    columns: [{ header: 'id', whole: true }, { header: 'slug' }, { header: 'name' }],
    rows: ({ sourcesWithoutPlan }) =>
      sourcesWithoutPlan.map(({ id, slug, name }) => [id, slug, name || slug]),
  },
  {
    kind: 'plan',
    title: 'Tracking plans without a source',
    columns: [{ header: 'id', whole: true }, { header: 'type', whole: true }, { header: 'name' }],
    rows: ({ plansWithoutSources }) => plansWithoutSources.map(({ id, type, name }) => [id, type, name]),
  },
];

async function printCoverage({ io, print }: App, coverage: Coverage): Promise<void> {
  const { renderTable, tableLook } = await import('../../src/terminal/table.ts');
  const look = tableLook(io, print.resultStyle);
  if (!isForPerson(io)) {
    const tables = sections.map(({ kind, columns, rows }) =>
      renderTable(
        [{ header: 'kind' }, ...columns],
        rows(coverage).map((row) => [kind, ...row]),
        look,
      ),
    );
    return print.result(tables.join(''));
  }
  const { bold, dim } = print.resultStyle;
  const tables = sections.map(({ title, columns, rows }) => {
    const all = rows(coverage);
    const table = renderTable(columns, all.slice(0, personLimit), look);
    const hidden = all.length - personLimit;
    const more = hidden > 0 ? dim(`… ${formatCount(hidden)} more: --json prints all\n`) : '';
    return table === '' ? '' : `\n${bold(title)}\n${table}${more}`;
  });
  await print.result(`${wrapText(countLine(coverage), look.width)}\n${tables.join('')}`);
}

function countLine({ activeSources, coveredSources }: Coverage): string {
  if (activeSources === null || coveredSources === null)
    return 'How many active sources have a tracking plan is unknown.';
  return `${coveredSources} of ${plural(activeSources, 'active source')} ${coveredSources === 1 ? 'has' : 'have'} a tracking plan.`;
}
