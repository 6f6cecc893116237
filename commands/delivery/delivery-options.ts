import { type Command, Option } from 'commander';
import type { Granularity } from '../../src/spec/granularity.ts';
import { messageTypes } from '../../src/spec/message.ts';
import { deliverySteps } from '../../src/workspace/delivery.ts';
import { type DeliveryGroup, deliveryGroups } from '../../src/workspace/delivery-plan.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { addGranularityOption, addRangeOptions, type RangeFlags } from '../reading/range-options.ts';
import { repeated, repeatedChoice } from '../reading/repeated.ts';

const groupNames = Object.keys(deliveryGroups).filter(
  (name): name is DeliveryGroup => name in deliveryGroups,
);

/** What is asked for, as flags. */
export interface DeliveryFlags extends RangeFlags, ListFlags {
  readonly source?: string;
  readonly destination?: string;
  readonly step?: readonly string[];
  readonly granularity?: Granularity;
  readonly by?: readonly DeliveryGroup[];
  readonly event?: readonly string[];
  readonly type?: readonly string[];
  readonly reason?: readonly string[];
}

export function addDeliveryOptions(command: Command): void {
  const names = deliverySteps.map(({ name }) => name);
  command
    .option('--source <source>', 'its id, slug or name (default: that of the destination)')
    .option('--destination <destination>', 'its id or name: adds the steps at this destination')
    .addOption(
      new Option('--step <step>', `only this step: ${names.join(', ')}; several with commas`).argParser(
        repeatedChoice(names),
      ),
    );
  addGranularityOption(addRangeOptions(command, '24h'));
  command
    .addOption(
      new Option('--by <what>', `a series for each: ${groupNames.join(', ')}; several with commas`).argParser(
        repeatedChoice(groupNames),
      ),
    )
    .option('--event <name>', 'only Track messages of this name; repeat it', repeated)
    .addOption(
      new Option('--type <type>', 'only messages of this type; several with commas').argParser(
        repeatedChoice(messageTypes),
      ),
    )
    .option('--reason <reason>', 'only discarded for this reason; repeat it', repeated);
  addListOptions(command);
}
