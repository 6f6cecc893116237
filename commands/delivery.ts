import type { Command } from '@commander-js/extra-typings';
import { type ApiObject, type JsonObject, stringAt, valueAt } from '../src/api/api-object.ts';
import type { App } from '../src/app.ts';
import { messageTypes } from '../src/spec/message.ts';
import { namesOf } from '../src/spec/names-of.ts';
import { numberColumn, wholeColumn } from '../src/views/columns.ts';
import type { ListColumn } from '../src/views/list-column.ts';
import { deliverySteps } from '../src/workspace/delivery.ts';
import {
  deliveryGroups,
  openDelivery,
  readDelivery,
  type WantedDelivery,
} from '../src/workspace/delivery-plan.ts';
import type { FlagsFor, FlagsOf } from './options.ts';
import { choicesOption, repeated } from './reading/flag-values.ts';
import { openWorkspace } from './reading/open-workspace.ts';
import { addListOptions, listForm } from './reading/output-options.ts';
import { printSeries, totalColumn } from './reading/print-series.ts';
import { addGranularityOption, addRangeOptions, printRange } from './reading/range-options.ts';

const examples = `
A message takes these steps: received or failed-on-ingest, then filtered-at-source, and for each destination
filtered-at-destination, then failed or successful. The figures do not include storage destinations and Reverse ETL, and
are about 30 seconds old. Segment keeps them for 48 hours by the minute (at most 4 hours per call) and for 30 days by
the hour (at most 14 days per call) or by the day.

--json prints the rows of the API with two keys added: step, and unavailable, which is null or says why the plan or the
token does not include the step. The total of such a step is null; a step without messages has a total of 0.

Examples:
  $ segment delivery --source web_store
  $ segment delivery --destination "Order webhook" --since 7d
  $ segment delivery --destination "Order webhook" --step failed --by event,reason
  $ segment delivery --source web_store --step failed-on-ingest --by reason --since 2h --json`;

const groupNames = namesOf(deliveryGroups);
const stepNames = deliverySteps.map(({ name }) => name);

type DeliveryFlags = FlagsFor<FlagsOf<typeof addDeliveryOptions>, WantedDelivery>;

function addDeliveryOptions(command: Command) {
  const step = 'only this step; several with commas';
  const by = 'a series for each; several with commas';
  const type = 'only messages of this type; several with commas';
  const withPlace = command
    .option('--source <source>', 'its id, slug or name (default: that of the destination)')
    .option('--destination <destination>', 'its id or name: adds the steps at this destination')
    .addOption(choicesOption('--step <step>', step, stepNames));
  const withGroups = addGranularityOption(addRangeOptions(withPlace, '24h'))
    .addOption(choicesOption('--by <what>', by, groupNames))
    .option('--event <name>', 'only Track messages of this name; repeat it', repeated)
    .addOption(choicesOption('--type <type>', type, messageTypes))
    .option('--reason <reason>', 'only discarded for this reason; repeat it', repeated);
  return addListOptions(withGroups);
}

export function register(command: Command, app: App): void {
  command
    .description(
      'Show how many messages were received, filtered, failed or succeeded between a source and a destination.',
    )
    .addHelpText('after', examples);
  addDeliveryOptions(command).action((flags) => showDelivery(app, flags));
}

async function showDelivery(app: App, flags: DeliveryFlags): Promise<void> {
  const { by = [] } = flags;
  const plan = readDelivery(flags, app.io.now());
  const { range, granularity } = plan;
  const { api } = await openWorkspace(app);
  const { destinationId, pages } = await openDelivery(api, flags, plan);
  printRange(app, range, granularity);
  const form = listForm(app, flags);
  const isLines = form === 'csv' || form === 'lines';
  await printSeries(app, flags, {
    noun: by.length === 0 ? ['message', 'messages'] : ['group of messages', 'groups of messages'],
    granularity,
    range,
    groups: [
      wholeColumn('step'),
      ...by.map((name) => ({
        header: name,
        cell: (row: JsonObject) => stringAt(row, deliveryGroups[name]),
        // A step that has no groups of its own, as one without messages, is not a group without a name.
        shown: (row: JsonObject) =>
          valueAt(row, deliveryGroups[name]) === undefined ? '–' : stringAt(row, deliveryGroups[name]),
      })),
    ],
    totals: destinationId === undefined ? [messages] : [messages, retries],
    pages: isLines ? (limit) => warnOfGaps(app, pages(limit)) : pages,
  });
  if (destinationId === undefined && flags.step === undefined)
    app.print.note('For the steps at a destination add --destination. See: segment destinations list');
}

const messages: ListColumn = {
  ...totalColumn,
  shown: (row, now, text) =>
    isGap(row) ? 'not included (403)' : (totalColumn.shown?.(row, now, text) ?? ''),
};

const retries = numberColumn('retries', 'totalRetryCount');

/** A step that the plan or the token does not include. */
function isGap(row: JsonObject): boolean {
  return typeof valueAt(row, 'unavailable.code') === 'string';
}

/** A line for each time and group has no room for a step that is not included. */
async function* warnOfGaps<T extends { readonly items: readonly ApiObject[] }>(
  { print }: App,
  pages: AsyncIterable<T>,
): AsyncGenerator<T> {
  for await (const page of pages) {
    for (const { value } of page.items)
      if (isGap(value)) print.warn(`${stringAt(value, 'step')}: ${stringAt(value, 'unavailable.message')}`);
    yield page;
  }
}
