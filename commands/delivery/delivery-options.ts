import type { Command, OptionValues } from '@commander-js/extra-typings';
import { deliverySteps } from '../../src/api/workspace/delivery.ts';
import { messageTypes } from '../../src/spec/message.ts';
import { type DeliveryGroup, deliveryGroups } from '../../src/workspace/delivery-plan.ts';
import { type FlagsOf, type NoFlags, Option } from '../options.ts';
import { addListOptions } from '../reading/output-options.ts';
import { addGranularityOption, addRangeOptions } from '../reading/range-options.ts';
import { repeated, repeatedChoice } from '../reading/repeated.ts';

const groupNames = Object.keys(deliveryGroups).filter(
  (name): name is DeliveryGroup => name in deliveryGroups,
);

/** What is asked for, as flags. */
export type DeliveryFlags = FlagsOf<typeof addDeliveryOptions<[], NoFlags>>;

export function addDeliveryOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  const names = deliverySteps.map(({ name }) => name);
  const withPlace = command
    .option('--source <source>', 'its id, slug or name (default: that of the destination)')
    .option('--destination <destination>', 'its id or name: adds the steps at this destination')
    .addOption(
      new Option('--step <step>', `only this step: ${names.join(', ')}; several with commas`).argParser(
        repeatedChoice(names),
      ),
    );
  const withRange = addGranularityOption(addRangeOptions(withPlace, '24h'));
  const withGroups = withRange
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
  return addListOptions(withGroups);
}
