import type { Command } from '@commander-js/extra-typings';
import type { App } from '../src/app.ts';
import { formatCount, plural } from '../src/terminal/numbers.ts';
import { ownObject } from '../src/workspace/computed-pages.ts';
import { type Counts, type Overview, readOverview } from '../src/workspace/overview.ts';
import { type Charts, openCharts } from './reading/charts.ts';
import { openWorkspace } from './reading/open-workspace.ts';
import { addFieldsOption } from './reading/output-options.ts';
import { type Fact, printObject } from './reading/print-object.ts';

const examples = `
The violations are counted from the audit trail: see segment violations --help.

--json prints one object: {workspace, sources, destinations, warehouses,
trackingPlans, transformations, violations, volume, apiCalls, unavailable}.
A part that the plan of the workspace or the token does not include is null, and unavailable lists it as {part, code,
status, message}.

Examples:
  $ segment overview
  $ segment overview --fields volume.total
  $ segment overview --json | jq '.unavailable[].part'`;

export function register(command: Command, app: App): void {
  command
    .description('Show the whole workspace on one screen: what it holds and how much it handles.')
    .addHelpText('after', examples);
  addFieldsOption(command).action(async (flags) => {
    const { api, settings } = await openWorkspace(app);
    const overview = await readOverview(api, app.io.now());
    const facts = factsOf(overview, settings.region.value, await openCharts(app, 50));
    await printObject(app, flags, ownObject({ ...overview }), facts);
  });
}

/** A line for each part, also for one that is not included. */
function factsOf(overview: Overview, region: string, charts: Charts): Fact[] {
  const { workspace, sources, destinations, warehouses, trackingPlans, transformations } = overview;
  const { violations, volume, apiCalls } = overview;
  return [
    fact('workspace', workspace, ({ name, slug }) => [`${name} (${slug}), region ${region}`]),
    fact('sources', sources, enabledOf),
    fact('destinations', destinations, enabledOf),
    fact('warehouses', warehouses, enabledOf),
    fact('tracking plans', trackingPlans, ({ total }) => [formatCount(total)]),
    fact('transformations', transformations, ({ dropping, ...counts }) => [
      `${enabledOf(counts)[0]}, ${dropping === 0 ? 'none' : countText(dropping)} of them dropping`,
    ]),
    fact('violations', violations, ({ detections, sources: count }) => [
      `${plural(detections, 'detection')} in 7 days${detections === 0 ? '' : `, at ${plural(count, 'source')}`}`,
    ]),
    fact('volume', volume, ({ total, daily }) => {
      const words = `${total === null ? 'an unknown number of messages' : plural(total, 'message')} in 7 days`;
      const drawn = daily.map((count) => (count === null ? undefined : Number(count)));
      return [words, `${words}  ${charts.sparkText(drawn)}`.trimEnd()];
    }),
    fact('API calls', apiCalls, ({ total, period }) => [
      `${countText(total)} in ${period.slice(0, 7)} so far`,
    ]),
  ];
}

/** What a machine reads, and, where it differs, what a person does. */
function fact<T>(label: string, part: T | null, words: (part: T) => readonly [string, string?]): Fact {
  if (part === null) return { label, value: 'not included in the plan or the token (403)' };
  const [value, shown = value] = words(part);
  return { label, value, shown };
}

function enabledOf({ total, enabled }: Counts): readonly [string] {
  return [`${countText(enabled)} enabled of ${formatCount(total)}`];
}

function countText(count: number | bigint | null): string {
  return count === null ? 'an unknown number' : formatCount(count);
}
