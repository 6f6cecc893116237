import type { Command } from '@commander-js/extra-typings';
import { type ApiObject, newestFirst, stringAt } from '../src/api/api-object.ts';
import { allItems } from '../src/api/workspace/client.ts';
import type { App } from '../src/app.ts';
import { escapeLine } from '../src/spec/escape.ts';
import { textColumn, timeColumn } from '../src/views/columns.ts';
import type { ListColumn } from '../src/views/list-column.ts';
import { isWanted, listEventsOf, resourceTypesOf } from '../src/workspace/audit.ts';
import { filterPages, onlyPage } from '../src/workspace/computed-pages.ts';
import { readRange } from '../src/workspace/moment-range.ts';
import type { FlagsOf } from './options.ts';
import { repeated } from './reading/flag-values.ts';
import { openWorkspace } from './reading/open-workspace.ts';
import { addListOptions, listForm } from './reading/output-options.ts';
import { printList } from './reading/print-list.ts';
import { addRangeOptions, printRange } from './reading/range-options.ts';

const examples = `
Segment keeps the audit trail for 90 days, and shows it only to tokens of workspace owners. On a terminal the newest
events come first; in a pipe they come in the order in which Segment returns them.

Examples:
  $ segment audit
  $ segment audit --since 30d --type "Source Modified" --type "Source Settings Modified"
  $ segment audit --resource "Web store" --actor ann@example.com --since 90d
  $ segment audit --since 2026-11-01 --ndjson --jq .type | sort | uniq -c`;

function addAuditOptions(command: Command) {
  const withOwn = addRangeOptions(command, '7d')
    .option('--type <type>', 'only events of this type: "Source Modified"; repeat it', repeated)
    .option('--resource <resource>', 'only changes to this resource: an id, slug or name')
    .option('--resource-type <type>', 'only changes to this kind of resource: source, warehouse')
    .option('--actor <actor>', 'only by this user or token: an id or an e-mail address');
  return addListOptions(withOwn);
}

export function register(command: Command, app: App): void {
  command.description('Show who changed what in the workspace.').addHelpText('after', examples);
  addAuditOptions(command).action((flags) => showAudit(app, flags));
}

async function showAudit(app: App, flags: FlagsOf<typeof addAuditOptions>): Promise<void> {
  const { since, until, type, resource, resourceType, actor } = flags;
  const range = readRange({ since, until }, app.io.now());
  const { api } = await openWorkspace(app);
  printRange(app, range);
  const types = new Set<string>();
  const events = (limit: number) => {
    const all = listEventsOf(api, resource, { ...range, resourceType });
    return filterPages(all, (event) => noted(types, event) && isWanted(event, { type, actor }), limit);
  };
  let count = 0;
  const isTable = listForm(app, flags) === 'table';
  await printList(app, flags, {
    noun: ['audit event', 'audit events'],
    columns: isTable ? tableColumns : columns,
    pages: async function* (limit) {
      // The order is not promised (docs/segment-api/public.md#pagination): the newest are only known when all have been seen.
      const pages = isTable
        ? onlyPage(newestFirst(await allItems(events(Number.POSITIVE_INFINITY))))
        : events(limit);
      for await (const page of pages) {
        count += page.items.length;
        yield page;
      }
    },
  });
  if (count === 0 && type !== undefined && types.size > 0) {
    const seen = [...types].sort().map((type) => `“${escapeLine(type)}”`);
    app.print.note(`Types of events in this time: ${seen.join(', ')}.`);
  }
  if (count === 0 && resource !== undefined)
    app.print.note(
      `“${escapeLine(resource)}” was looked for as an id, in the names of the events, and among sources, tracking plans and spaces.`,
    );
  if (count === 0 && resourceType !== undefined) {
    const kinds = await resourceTypesOf(api, range);
    if (kinds.length > 0)
      app.print.note(`Kinds of resources in this time: ${kinds.map(escapeLine).join(', ')}.`);
  }
}

function noted(types: Set<string>, { value }: ApiObject): true {
  types.add(stringAt(value, 'type'));
  return true;
}

/** An audit event with all its fields (docs/segment-api/public.md#audit-trail). */
const columns: readonly ListColumn[] = [
  'timestamp',
  'type',
  'resourceType',
  'resourceId',
  'resourceName',
  'actor',
  'actorEmail',
  'id',
].map((field) => textColumn(field));

/** What a person reads of it. A token acts without an e-mail address. */
const tableColumns: readonly ListColumn[] = [
  timeColumn('when', 'timestamp'),
  textColumn('type'),
  {
    header: 'resource',
    cell: (event) => stringAt(event, 'resourceName') || stringAt(event, 'resourceId'),
  },
  textColumn('kind', 'resourceType'),
  { header: 'by', cell: (event) => stringAt(event, 'actorEmail') || stringAt(event, 'actor') },
];
