import type { Page, WorkspaceApi } from '../api/workspace/client.ts';
import { UsageError } from '../errors.ts';
import { type DeliveryReach, deliveryRange, overviewReach, reachLines } from '../spec/delivery-range.ts';
import type { Granularity } from '../spec/granularity.ts';
import { type DeliveryStep, deliveryPages, deliverySteps } from './delivery.ts';
import { sourceIdOf } from './destinations.ts';
import { readRange, shownMoment, type WrittenRange } from './moment-range.ts';
import { findDestination, findSource } from './names/find.ts';
import { idOf } from './names/source-facts.ts';
import type { CountedRange } from './series.ts';

/** What messages can be told apart by, by the word of the flag; as the API names it (docs/segment-api/public.md#delivery-overview). */
export const deliveryGroups = {
  event: 'eventName',
  type: 'eventType',
  'app-version': 'appVersion',
  reason: 'discardReason',
  subscription: 'subscriptionId',
  activation: 'activationId',
  audience: 'audienceId',
  space: 'spaceId',
} as const;
export type DeliveryGroup = keyof typeof deliveryGroups;

/** A range as it was typed, and what is counted together. */
export interface WrittenDeliveryRange extends WrittenRange {
  readonly granularity?: Granularity | undefined;
}

/** Whose deliveries are wanted, at which steps, and in which groups. */
export interface WantedDelivery extends WrittenDeliveryRange {
  readonly source?: string | undefined;
  readonly destination?: string | undefined;
  readonly step?: readonly string[] | undefined;
  readonly by?: readonly DeliveryGroup[] | undefined;
  readonly event?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly reason?: readonly string[] | undefined;
}

export interface DeliveryPlan extends CountedRange {
  readonly steps: readonly DeliveryStep[];
}

/** What a call means. Throws UsageError for what the API would refuse, before anything is sent. */
export function readDelivery(wanted: WantedDelivery, now: Date): DeliveryPlan {
  if (wanted.source === undefined && wanted.destination === undefined) {
    throw new UsageError('No source is named.', {
      code: 'source_missing',
      hint: 'Add --source or --destination. See: segment sources list',
    });
  }
  const steps = stepsOf(wanted);
  checkFields(wanted, steps);
  return { steps, ...readDeliveryRange(wanted, now, overviewReach) };
}

/** The ids of what is named, looked up concurrently. A destination knows its source. */
async function findPlaces(
  api: WorkspaceApi,
  wanted: Pick<WantedDelivery, 'source' | 'destination'>,
): Promise<{ readonly sourceId: string; readonly destinationId: string | undefined }> {
  const [source, destination] = await Promise.all([
    wanted.source === undefined ? undefined : findSource(api, wanted.source),
    wanted.destination === undefined ? undefined : findDestination(api, wanted.destination),
  ]);
  return {
    sourceId: source === undefined ? sourceIdOf(destination) : idOf(source),
    destinationId: destination && idOf(destination),
  };
}

/** Deliveries that can be read, page by page; `destinationId` is undefined where no destination is named. */
interface OpenDelivery {
  readonly destinationId: string | undefined;
  readonly pages: (limit: number) => AsyncIterable<Page>;
}

/** Looks up the source and the destination that are named. */
export async function openDelivery(
  api: WorkspaceApi,
  wanted: WantedDelivery,
  { steps, range, granularity }: DeliveryPlan,
): Promise<OpenDelivery> {
  const { by = [], event, type, reason } = wanted;
  const places = await findPlaces(api, wanted);
  const pages = deliveryPages(api, steps, {
    ...{ ...places, ...range, granularity },
    groupBy: by.map((name) => deliveryGroups[name]),
    filter: {
      [deliveryGroups.event]: event,
      [deliveryGroups.type]: type,
      [deliveryGroups.reason]: reason,
    },
  });
  return { destinationId: places.destinationId, pages };
}

/** Those that were asked for; else all, without those at a destination when none is named. */
function stepsOf({ step, destination }: WantedDelivery): readonly DeliveryStep[] {
  if (step === undefined)
    return deliverySteps.filter(({ atDestination }) => !atDestination || destination !== undefined);
  const steps = deliverySteps.filter(({ name }) => step.includes(name));
  const lacking = destination === undefined ? steps.find(({ atDestination }) => atDestination) : undefined;
  if (lacking === undefined) return steps;
  throw new UsageError(`The step ${lacking.name} belongs to a destination, and none is named.`, {
    code: 'destination_missing',
    hint: 'Add --destination. See: segment destinations list',
  });
}

/** Not every step knows every field. */
function checkFields({ by = [], event, type, reason }: WantedDelivery, steps: readonly DeliveryStep[]): void {
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
    throw new UsageError(`The step ${lacking.name} does not support ${flag}.`, {
      code: 'field_not_at_step',
      hint: `Choose steps that do: --step ${known.join(',')}`,
    });
  }
}

/** Reads `--since`, `--until` and `--granularity`. Throws UsageError for more than the API counts. */
export function readDeliveryRange(
  wanted: WrittenDeliveryRange,
  now: Date,
  reach: DeliveryReach,
): CountedRange {
  const { start, end } = readRange(wanted, now);
  const { granularity: asked } = wanted;
  const found = deliveryRange({ from: start.getTime(), to: end.getTime() }, asked, now.getTime(), reach);
  if (found !== undefined) {
    const { from, to, granularity } = found;
    return { range: { start: new Date(from), end: new Date(to) }, granularity };
  }
  const by = asked === undefined ? '' : ` by ${asked}`;
  throw new UsageError(`Segment does not count deliveries${by} that far back, or for so long.`, {
    code: 'range_too_long',
    details: [`asked for: ${shownMoment(start)} to ${shownMoment(end)}`, ...reachLines(reach)],
    hint:
      asked === undefined
        ? 'Let it begin later: --since 14d'
        : 'Leave --granularity out, or let it begin later.',
  });
}
