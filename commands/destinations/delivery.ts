import type { Command } from '@commander-js/extra-typings';
import { type ApiObject, objectsAt, stringAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { metricsReach } from '../../src/spec/delivery-range.ts';
import { destinationName } from '../../src/views/columns.ts';
import type { Fact } from '../../src/views/fact.ts';
import { numberFact } from '../../src/views/facts.ts';
import { readDeliveryMetrics } from '../../src/workspace/delivery-metrics.ts';
import { readDeliveryRange, type WrittenDeliveryRange } from '../../src/workspace/delivery-plan.ts';
import { sourceIdOf } from '../../src/workspace/destinations.ts';
import { findDestination, findSource } from '../../src/workspace/names/find.ts';
import { idOf } from '../../src/workspace/names/source-facts.ts';
import type { FlagsFor, FlagsOf } from '../options.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption } from '../reading/output-options.ts';
import { printObject } from '../reading/print-object.ts';
import { addGranularityOption, addRangeOptions, printRange } from '../reading/range-options.ts';

const examples = `
Segment keeps these figures for 48 hours by the minute (at most 4 hours per call), 7 days by the hour and 14 days by the
day. The labels are the names that the API uses; it does not document the unit of its times.

Examples:
  $ segment destinations delivery "Order webhook"
  $ segment destinations delivery "Order webhook" --since 7d
  $ segment destinations delivery "Order webhook" --source web_store --since 24h --json`;

function addDeliveryOptions(command: Command) {
  const withOwn = command
    .argument('<destination>', 'its id, name or type')
    .option('--source <source>', 'from this source: its id, slug or name (default: the destination’s own)');
  return addFieldsOption(addGranularityOption(addRangeOptions(withOwn, '1h')));
}

export function register(command: Command, app: App): void {
  command
    .description('Show delivery to a destination: successes, retries, discarded messages and latency.')
    .addHelpText('after', examples);
  addDeliveryOptions(command).action((name, flags) => showDelivery(app, name, flags));
}

async function showDelivery(
  app: App,
  name: string,
  flags: FlagsFor<FlagsOf<typeof addDeliveryOptions>, WrittenDeliveryRange>,
): Promise<void> {
  const { granularity, range } = readDeliveryRange(flags, app.io.now(), metricsReach);
  const { api } = await openWorkspace(app);
  const destination = await findDestination(api, name);
  const { value } = destination;
  const sourceId =
    flags.source === undefined ? sourceIdOf(destination) : idOf(await findSource(api, flags.source));
  printRange(app, range, granularity);
  const destinationId = stringAt(value, 'id');
  const summary = await readDeliveryMetrics(api, { destinationId, sourceId, range, granularity });
  await printObject(app, flags, summary, [
    { label: 'destination', value: destinationId, shown: destinationName(value) },
    { label: 'source', value: sourceId },
    ...metricFacts(summary),
  ]);
}

/** Each metric and what it is made of (docs/segment-api/public.md#destinations). */
function metricFacts(summary: ApiObject): Fact[] {
  return objectsAt(summary.text, 'metrics').flatMap((metric) => [
    metricFact(metric, 'total'),
    ...objectsAt(metric.text, 'breakdown').map((part) => metricFact(part, 'value')),
  ]);
}

function metricFact({ value, text }: ApiObject, path: string): Fact {
  return numberFact(stringAt(value, 'metricName'), text, path);
}
