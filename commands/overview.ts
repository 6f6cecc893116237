import type { Command } from '@commander-js/extra-typings';
import type { App } from '../src/app.ts';
import { isForPerson, lookOf } from '../src/terminal/look.ts';
import { type OverviewLine, overviewLines } from '../src/terminal/overview-lines.ts';
import { openCharts } from '../src/views/charts.ts';
import { type Fact, shownFacts } from '../src/views/fact.ts';
import { ownObject } from '../src/workspace/computed-pages.ts';
import { type OpenOverview, openOverview } from '../src/workspace/overview.ts';
import { openWorkspace } from './reading/open-workspace.ts';
import { addFieldsOption } from './reading/output-options.ts';
import { printObject } from './reading/print-object.ts';

const examples = `
The violations are counted from the audit trail: see segment violations --help.

--json prints one object: {workspace, sources, destinations, warehouses,
trackingPlans, transformations, violations, volume, apiCalls, unavailable}.
A part that the plan of the workspace or the token does not include is null, and unavailable lists it as {part, code,
status, message}.

Examples:
  $ segment overview
  $ segment overview --fields volume.total
  $ segment overview --jq '.unavailable[].part'`;

export function register(command: Command, app: App): void {
  command
    .description('Show the whole workspace on one screen: what it holds and how much it handles.')
    .addHelpText('after', examples);
  addFieldsOption(command).action(async (flags) => {
    const { api, settings } = await openWorkspace(app);
    const overview = openOverview(api, app.io.now());
    const { sparkText } = openCharts(app, 50);
    const lines = overviewLines(settings.region.value, sparkText);
    if (flags.fields === undefined && !app.globals.json && isForPerson(app.io))
      return printAsRead(app, overview, lines);
    const whole = await overview.whole;
    const read = await Promise.all(lines.map((line) => line.read(overview)));
    const facts = read.map(({ fact }) => fact);
    await printObject(app, flags, ownObject({ ...whole }), facts);
  });
}

/** The parts in their order, each as soon as those before it are there. */
async function printAsRead(app: App, overview: OpenOverview, lines: readonly OverviewLine[]): Promise<void> {
  const { factLines } = await import('../src/terminal/fact-lines.ts');
  const look = lookOf(app);
  const labels = lines.map(({ label }) => label);
  let held: Fact[] = [];
  let isAnyIncluded = false;
  for (const { read } of lines) {
    const { fact, isIncluded } = await read(overview);
    held.push(fact);
    isAnyIncluded ||= isIncluded;
    // Where nothing is included there is nothing to show but the refusal.
    if (!isAnyIncluded) continue;
    await app.print.result(factLines(shownFacts(held), look, labels));
    held = [];
  }
  await overview.whole;
}
