import type { Command } from '@commander-js/extra-typings';
import { stringAt } from '../src/api/api-object.ts';
import type { App } from '../src/app.ts';
import { messageTypes } from '../src/spec/message.ts';
import { granularityOf, readRange } from '../src/workspace/moment-range.ts';
import { findSource } from '../src/workspace/names/find.ts';
import { volumePages } from '../src/workspace/volume.ts';
import type { FlagsOf } from './options.ts';
import { textColumn } from './reading/columns.ts';
import { choicesOption, repeated } from './reading/flag-values.ts';
import { openWorkspace } from './reading/open-workspace.ts';
import { addListOptions } from './reading/output-options.ts';
import { printSeries, type SeriesGroup } from './reading/print-series.ts';
import { addGranularityOption, addRangeOptions, printRange } from './reading/range-options.ts';

const examples = `
Times are in UTC, and the last minute is not counted yet. --json and --ndjson print the series of the API; the other
forms print a line for each time and group. --by takes several: --by event,type,source. --by source also lists the
sources without messages, with 0; in JSON these are added and have the key noMessages.

Examples:
  $ segment volume
  $ segment volume --since 24h --by event
  $ segment volume --source web_store --type track --granularity hour --since 2d
  $ segment volume --by source --csv > volume.csv
  $ segment volume --by event --jq '.[0].eventName'`;

/** What messages can be told apart by, by the word of the flag. */
const groups = { event: 'eventName', type: 'eventType', source: 'source' } as const;
type Group = keyof typeof groups;

/** Segment asks for an end at least a minute behind the clock (docs/segment-api/public.md#event-volume). */
const lagMs = 60_000;

function addVolumeOptions(command: Command) {
  const by = 'split the counts; several with commas';
  const type = 'only messages of this type; several with commas';
  const withOwn = addGranularityOption(addRangeOptions(command, '7d'))
    .addOption(choicesOption('--by <what>', by, ['event', 'type', 'source']))
    .option('--source <source>', 'only this source, by id, slug or name; repeat it', repeated)
    .option('--event <name>', 'only Track messages of this name; repeat it', repeated)
    .addOption(choicesOption('--type <type>', type, messageTypes));
  return addListOptions(withOwn);
}

export function register(command: Command, app: App): void {
  command.description('Show how many messages were received over time.').addHelpText('after', examples);
  addVolumeOptions(command).action((flags) => showVolume(app, flags));
}

async function showVolume(app: App, flags: FlagsOf<typeof addVolumeOptions>): Promise<void> {
  const { since, until } = flags;
  const range = readRange({ since, until }, app.io.now(), lagMs);
  const granularity = granularityOf(range, flags.granularity);
  const { api } = await openWorkspace(app);
  const sources = await Promise.all((flags.source ?? []).map((name) => findSource(api, name)));
  printRange(app, range, granularity);
  const { by = [] } = flags;
  const onGated = ({ message }: Error) =>
    app.print.warn(`Sources without messages are not listed: ${message}`);
  await printSeries(app, flags, {
    noun: by.length === 0 ? ['message', 'messages'] : ['group of messages', 'groups of messages'],
    granularity,
    groups: by.map(seriesGroup),
    range,
    pages: (limit) =>
      volumePages(api, {
        ...range,
        granularity,
        groupBy: by.map((group) => groups[group]),
        sources,
        eventName: flags.event,
        eventType: flags.type,
        limit,
        onGated,
      }),
  });
}

function seriesGroup(group: Group): SeriesGroup {
  if (group !== 'source') return textColumn(group, groups[group]);
  // A machine gets what stays the same when somebody renames the source.
  return {
    header: group,
    cell: (series) => stringAt(series, 'source.id'),
    shown: (series) => stringAt(series, 'source.slug') || stringAt(series, 'source.id'),
  };
}
