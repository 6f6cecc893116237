import type { Command } from '@commander-js/extra-typings';
import { stringAt } from '../src/api/api-object.ts';
import type { App } from '../src/app.ts';
import { messageTypes } from '../src/spec/message.ts';
import { textColumn } from '../src/views/columns.ts';
import {
  openVolume,
  readVolumeRange,
  type VolumeGroup,
  volumeGroupFields,
  type WantedVolume,
} from '../src/workspace/volume.ts';
import type { FlagsFor, FlagsOf } from './options.ts';
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

type VolumeFlags = FlagsFor<FlagsOf<typeof addVolumeOptions>, WantedVolume>;

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

async function showVolume(app: App, flags: VolumeFlags): Promise<void> {
  const counted = readVolumeRange(flags, app.io.now());
  const { api } = await openWorkspace(app);
  const onGated = ({ message }: Error) =>
    app.print.warn(`Sources without messages are not listed: ${message}`);
  const pages = await openVolume(api, flags, counted, onGated);
  printRange(app, counted.range, counted.granularity);
  const { by = [] } = flags;
  await printSeries(app, flags, {
    noun: by.length === 0 ? ['message', 'messages'] : ['group of messages', 'groups of messages'],
    groups: by.map(seriesGroup),
    ...counted,
    pages,
  });
}

function seriesGroup(group: VolumeGroup): SeriesGroup {
  if (group !== 'source') return textColumn(group, volumeGroupFields[group]);
  // A machine gets what stays the same when somebody renames the source.
  return {
    header: group,
    cell: (series) => stringAt(series, 'source.id'),
    shown: (series) => stringAt(series, 'source.slug') || stringAt(series, 'source.id'),
  };
}
