import type { Command } from '@commander-js/extra-typings';
import type { App } from '../src/app.ts';
import { formatCount, plural } from '../src/terminal/numbers.ts';
import { ownObject } from '../src/workspace/computed-pages.ts';
import { type Counts, type OpenOverview, type Overview, openOverview } from '../src/workspace/overview.ts';
import { type Charts, openCharts } from './reading/charts.ts';
import { openWorkspace } from './reading/open-workspace.ts';
import { addFieldsOption, isForPerson } from './reading/output-options.ts';
import { type Fact, printObject, shownFacts } from './reading/print-object.ts';

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
    const lines = linesOf(settings.region.value, await openCharts(app, 50));
    if (flags.fields === undefined && !app.globals.json && isForPerson(app.io))
      return printAsRead(app, overview, lines);
    const whole = await overview.whole;
    const read = await Promise.all(lines.map((line) => line.read(overview)));
    const facts = read.map(({ fact }) => fact);
    await printObject(app, flags, ownObject({ ...whole }), facts);
  });
}

/** The parts in their order, each as soon as those before it are there. */
async function printAsRead(
  { io, print }: App,
  overview: OpenOverview,
  lines: readonly OverviewLine[],
): Promise<void> {
  const { factLines } = await import('../src/terminal/fact-lines.ts');
  const { tableLook } = await import('../src/terminal/table.ts');
  const look = tableLook(io, print.resultStyle);
  const labels = lines.map(({ label }) => label);
  let held: Fact[] = [];
  let isAnyIncluded = false;
  for (const { read } of lines) {
    const { fact, isIncluded } = await read(overview);
    held.push(fact);
    isAnyIncluded ||= isIncluded;
    // Where nothing is included there is nothing to show but the refusal.
    if (!isAnyIncluded) continue;
    await print.result(factLines(shownFacts(held), look, labels));
    held = [];
  }
  await overview.whole;
}

/** A line of the overview, also for a part that is not included. */
interface OverviewLine {
  readonly label: string;
  readonly read: (overview: OpenOverview) => Promise<{ readonly fact: Fact; readonly isIncluded: boolean }>;
}

function linesOf(region: string, charts: Charts): readonly OverviewLine[] {
  return [
    line('workspace', 'workspace', ({ name, slug }) => [`${name} (${slug}), region ${region}`]),
    line('sources', 'sources', enabledOf),
    line('destinations', 'destinations', enabledOf),
    line('warehouses', 'warehouses', enabledOf),
    line('tracking plans', 'trackingPlans', ({ total }) => [formatCount(total)]),
    line('transformations', 'transformations', ({ dropping, ...counts }) => [
      `${enabledOf(counts)[0]}, ${dropping === 0 ? 'none' : countText(dropping)} of them dropping`,
    ]),
    line('violations', 'violations', ({ detections, sources: count }) => [
      `${plural(detections, 'detection')} in 7 days${detections === 0 ? '' : `, at ${plural(count, 'source')}`}`,
    ]),
    line('volume', 'volume', ({ total, daily }) => {
      const words = `${total === null ? 'an unknown number of messages' : plural(total, 'message')} in 7 days`;
      const drawn = daily.map((count) => (count === null ? undefined : Number(count)));
      return [words, `${words}  ${charts.sparkText(drawn)}`.trimEnd()];
    }),
    line('API calls', 'apiCalls', ({ total, period }) => [
      `${countText(total)} in ${period.slice(0, 7)} so far`,
    ]),
  ];
}

/** `words`: what a machine reads, and, where it differs, what a person does. */
function line<Name extends keyof OpenOverview['parts']>(
  label: string,
  name: Name,
  words: (part: NonNullable<Overview[Name]>) => readonly [string, string?],
): OverviewLine {
  return {
    label,
    async read({ parts, whole }) {
      // A failure of any part ends the command, also while another one is waited for.
      const part = await Promise.race([parts[name], whole.then(() => parts[name])]);
      if (part === null)
        return { fact: { label, value: 'not included in the plan or the token (403)' }, isIncluded: false };
      const [value, shown = value] = words(part);
      return { fact: { label, value, shown }, isIncluded: true };
    },
  };
}

function enabledOf({ total, enabled }: Counts): readonly [string] {
  return [`${countText(enabled)} enabled of ${formatCount(total)}`];
}

function countText(count: number | bigint | null): string {
  return count === null ? 'an unknown number' : formatCount(count);
}
