import type { Command } from 'commander';
import { type ApiObject, type JsonObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import {
  detectionsBySource,
  listDetections,
  type SourceDetections,
} from '../../src/api/workspace/violations.ts';
import type { App } from '../../src/app.ts';
import { granularityMs } from '../../src/spec/granularity.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import { openCharts } from '../reading/charts.ts';
import { onlyPage, ownObject } from '../reading/computed-pages.ts';
import { numberColumn } from '../reading/numbers.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags, listForm } from '../reading/output-options.ts';
import { type ListColumn, printList } from '../reading/print-list.ts';
import {
  addRangeOptions,
  type MomentRange,
  type RangeFlags,
  readRange,
  tellRange,
} from '../reading/range-options.ts';
import { findSource } from '../sources/find-source.ts';

const examples = `
Segment’s API has no list of violations. This command reads the audit events of type “Violations Detected”: they show
that a source violated its tracking plan, but neither how often nor with which message. The audit trail is part of the
Business plan and shown only to workspace owners.

To get every violation, let Segment forward them to a source. It then sends a Track message “Violation Generated” for
each one, with the field, the plan and the messageId. Set forwardingViolationsTo in the schema settings of the source
that violates the plan:
  $ segment sources schema update web_store -F forwardingViolationsTo=violations --dry-run

With --json each source is {sourceId, sourceName, detections, first, last,
events}. events are those of the API, newest first.

Examples:
  $ segment violations
  $ segment violations --since 30d --source web_store
  $ segment violations --since 90d --json | jq -r '.[] | [.sourceName, .detections] | @tsv'`;

interface ViolationFlags extends RangeFlags, ListFlags {
  readonly source?: string;
}

export function register(command: Command, app: App): void {
  command
    .description('Show tracking plan violations by source.')
    .addHelpText('after', examples)
    .action((flags: ViolationFlags) => showViolations(app, flags));
  addRangeOptions(command, '7d').option('--source <source>', 'only this one: its id, slug or name');
  addListOptions(command);
}

async function showViolations(app: App, flags: ViolationFlags): Promise<void> {
  const range = readRange(flags, app.io.now());
  const { api } = await openWorkspace(app);
  const source = flags.source === undefined ? undefined : await findSource(api, flags.source);
  tellRange(app, range);
  const resourceId = source === undefined ? undefined : stringAt(source.value, 'id');
  const sources = detectionsBySource(await listDetections(api, { ...range, resourceId }));
  const isTable = listForm(app, flags) === 'table';
  const chart = isTable ? (await openCharts(app, 60)).spark((item) => perDay(item, range)) : undefined;
  await printList(app, flags, {
    noun: ['detection', 'audit events of the type “Violations Detected”'],
    columns: chart === undefined ? columns : [...columns, chart],
    pages: () => onlyPage(sources.map(toObject)),
  });
}

/** Our own object around events that stay as they came. */
function toObject({ sourceId, sourceName, events }: SourceDetections): ApiObject {
  const times = events.map(({ value }) => stringAt(value, 'timestamp'));
  const about = { sourceId, sourceName, detections: events.length, first: times.at(-1), last: times[0] };
  const own = ownObject({ ...about, events: events.map(({ value }) => value) });
  const texts = events.map(({ text }) => text).join(',');
  return { value: own.value, text: `${JSON.stringify(about).slice(0, -1)},"events":[${texts}]}` };
}

const time = (header: string): ListColumn => ({
  header,
  whole: true,
  cell: (item) => stringAt(item, header),
  shown: (item, now) => relativeTime(stringAt(item, header), now),
});
/** The id is what stays when somebody renames the source. */
const columns: readonly ListColumn[] = [
  {
    header: 'source',
    cell: (item) => stringAt(item, 'sourceId'),
    shown: (item) => stringAt(item, 'sourceName') || stringAt(item, 'sourceId'),
  },
  numberColumn('detections', 'detections'),
  time('first'),
  time('last'),
];

/** How many detections each day of the range had, in UTC. */
function perDay(item: JsonObject, { start, end }: MomentRange): number[] {
  const dayOf = (time: number): number => Math.floor(time / granularityMs.day);
  const first = dayOf(start.getTime());
  const counts = Array.from({ length: dayOf(end.getTime()) - first + 1 }, () => 0);
  const events = valueAt(item, 'events');
  for (const event of Array.isArray(events) ? events : []) {
    const at = dayOf(Date.parse(stringAt(event, 'timestamp'))) - first;
    if (counts[at] !== undefined) counts[at] += 1;
  }
  return counts;
}
