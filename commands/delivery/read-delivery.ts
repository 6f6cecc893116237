import { type DeliveryStep, deliverySteps } from '../../src/api/workspace/delivery.ts';
import { UsageError } from '../../src/errors.ts';
import { overviewReach } from '../../src/spec/delivery-range.ts';
import { type CountedRange, readDeliveryRange } from '../reading/delivery-range.ts';
import { type DeliveryFlags, deliveryGroups } from './delivery-options.ts';

/** What can be said of a call before anything is sent. */
export interface DeliveryPlan extends CountedRange {
  readonly steps: readonly DeliveryStep[];
}

/** Reads the flags. Throws UsageError for what the API would refuse, before anything is sent. */
export function readDelivery(flags: DeliveryFlags, now: Date): DeliveryPlan {
  if (flags.source === undefined && flags.destination === undefined) {
    throw new UsageError('No source is named.', {
      code: 'source_missing',
      hint: 'Add --source or --destination. See: segment sources list',
    });
  }
  const steps = stepsOf(flags);
  checkFields(flags, steps);
  return { steps, ...readDeliveryRange(flags, now, overviewReach) };
}

/** Those that were asked for; else all, without those at a destination when none is named. */
function stepsOf({ step, destination }: DeliveryFlags): readonly DeliveryStep[] {
  if (step === undefined)
    return deliverySteps.filter(({ atDestination }) => !atDestination || destination !== undefined);
  const steps = deliverySteps.filter(({ name }) => step.includes(name));
  const lacking = destination === undefined ? steps.find(({ atDestination }) => atDestination) : undefined;
  if (lacking === undefined) return steps;
  throw new UsageError(`The step ${lacking.name} is at a destination, and none is named.`, {
    code: 'destination_missing',
    hint: 'Add --destination. See: segment destinations list',
  });
}

/** Not every step knows every field. */
function checkFields({ by = [], event, type, reason }: DeliveryFlags, steps: readonly DeliveryStep[]): void {
  const asked = [
    ...by.map((name) => [`--by ${name}`, deliveryGroups[name]] as const),
    ...(event === undefined ? [] : [['--event', deliveryGroups.event] as const]),
    ...(type === undefined ? [] : [['--type', deliveryGroups.type] as const]),
    ...(reason === undefined ? [] : [['--reason', deliveryGroups.reason] as const]),
  ];
  for (const [flag, field] of asked) {
    const lacking = steps.find(({ fields }) => !fields.includes(field));
    if (lacking === undefined) continue;
    const known = deliverySteps.filter(({ fields }) => fields.includes(field)).map(({ name }) => name);
    throw new UsageError(`The step ${lacking.name} does not know ${flag}.`, {
      code: 'field_not_at_step',
      hint: `Choose steps that do: --step ${known.join(',')}`,
    });
  }
}
