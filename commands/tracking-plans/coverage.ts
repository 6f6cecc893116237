import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { lookOf } from '../../src/terminal/look.ts';
import { readCoverage } from '../../src/workspace/read-coverage.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { personLimit } from '../reading/output-options.ts';

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
      if (app.globals.json) return app.print.json(coverage);
      const { coverageReport, coverageRows } = await import('../../src/terminal/coverage-report.ts');
      const look = lookOf(app);
      return app.print.result(
        look.terminal ? coverageReport(coverage, look, personLimit) : coverageRows(coverage, look),
      );
    });
}
