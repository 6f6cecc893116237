import * as z from 'zod/mini';
import type { WorkspaceApi } from '../../api/workspace/client.ts';
import { openLookUp } from '../../clients/open-look-up.ts';
import { UsageError } from '../../errors.ts';
import { granularities } from '../../spec/granularity.ts';
import { messageTypes } from '../../spec/message.ts';
import { namesOf } from '../../spec/names-of.ts';
import { currentPeriod, readPeriod } from '../../spec/period.ts';
import { deliverySteps } from '../../workspace/delivery.ts';
import { deliveryGroups, openDelivery, readDelivery } from '../../workspace/delivery-plan.ts';
import { shownMoment } from '../../workspace/moment-range.ts';
import type { CountedRange } from '../../workspace/series.ts';
import { readUsage } from '../../workspace/usage.ts';
import { openVolume, readVolumeRange, volumeGroupFields } from '../../workspace/volume.ts';
import { choice, listOf, text } from '../fields.ts';
import { refuseUnused } from '../refuse-unused.ts';
import { listArguments, listOutput, listResult, usualLimit } from '../rows.ts';
import { defineTool, type ToolResult } from '../tool.ts';

const groups = [...new Set([...namesOf(volumeGroupFields), ...namesOf(deliveryGroups)])];

const input = z.strictObject({
  figure: choice(
    ['volume', 'delivery', 'api-calls', 'mtu'],
    'volume: what sources received; delivery: each step to a destination; api-calls, mtu: what is billed.',
  ),
  source: z.optional(text('Its id, slug or name.')),
  destination: z.optional(text('Its id or name: adds the steps at it to delivery.')),
  by: z.optional(
    listOf(
      z.enum(groups),
      3,
      'A series for each; what is billed: source alone, volume: source, event, type.',
    ),
  ),
  events: z.optional(listOf(z.string(), 50, 'Only these event names.')),
  types: z.optional(listOf(z.enum(messageTypes), 6, 'Only these message types.')),
  steps: z.optional(
    listOf(z.enum(deliverySteps.map(({ name }) => name)), 6, 'Only these steps of delivery.'),
  ),
  since: z.optional(text('2h or 7d ago, a date or a time; default 7d, of delivery 24h.')),
  until: z.optional(text('The end; default now.')),
  granularity: z.optional(choice(granularities, 'Default fits the range.')),
  month: z.optional(text('Of what is billed: 2026-11; default this one.')),
  ...listArguments,
});
type Args = z.output<typeof input>;
type Figure = Args['figure'];

/** Which arguments a figure knows, beside those of every list. */
const known: Readonly<Record<Figure, readonly (keyof Args)[]>> = {
  volume: ['source', 'by', 'events', 'types', 'since', 'until', 'granularity'],
  delivery: ['source', 'destination', 'by', 'events', 'types', 'steps', 'since', 'until', 'granularity'],
  'api-calls': ['by', 'month'],
  mtu: ['by', 'month'],
};

/** What else a figure can be put apart by than the groups of its own. */
const groupsOf: Readonly<Record<Figure, readonly string[]>> = {
  volume: namesOf(volumeGroupFields),
  delivery: namesOf(deliveryGroups),
  'api-calls': ['source'],
  mtu: ['source'],
};

export const getFigures = defineTool({
  name: 'SEGMENT_GET_USAGE_VOLUME_OR_DELIVERY',
  title: 'Count messages and usage over time',
  toolset: 'lookup',
  writes: false,
  description:
    'Count messages over time, when asked whether an event still comes in, where messages get lost before a destination, or what is billed. Returns series or rows with totals.',
  input,
  output: listOutput,
  async run(deps, args) {
    refuseOthers(args);
    const now = deps.clients.now();
    const { api } = await openLookUp(deps.clients, await deps.settings());
    const { limit = usualLimit } = args;
    switch (args.figure) {
      case 'volume':
        return volume(api, args, now, limit);
      case 'delivery':
        return delivery(api, args, now, limit);
      case 'api-calls':
      case 'mtu':
        return usage(api, { ...args, figure: args.figure }, now, limit);
    }
  },
});

/** Throws UsageError for what a figure does not know. */
function refuseOthers({ figure, limit: _limit, cursor: _cursor, ...args }: Args): void {
  refuseUnused(figure, args, known[figure]);
  const group = args.by?.find((name) => !groupsOf[figure].includes(name));
  if (group !== undefined)
    throw new UsageError(`${figure} cannot be split by ${group}.`, {
      code: 'group_of_another',
      hint: `It can be by ${groupsOf[figure].join(', ')}.`,
    });
}

/** The range that was counted, absolute. */
function aboutRange(figure: Figure, { range, granularity }: CountedRange) {
  return { figure, since: shownMoment(range.start), until: shownMoment(range.end), granularity };
}

async function volume(api: WorkspaceApi, args: Args, now: Date, limit: number): Promise<ToolResult> {
  const { source, since = '7d', until, granularity, events: event, types: type } = args;
  const by = namesOf(volumeGroupFields).filter((name) => args.by?.includes(name));
  const wanted = { since, until, granularity, by, event, type, source: source === undefined ? [] : [source] };
  const counted = readVolumeRange(wanted, now);
  const unlisted: string[] = [];
  const pages = await openVolume(api, wanted, counted, ({ message }) => unlisted.push(message));
  const about = aboutRange(args.figure, counted);
  const result = await listResult('series', pages(limit), limit, { about });
  const [missing] = unlisted;
  if (missing === undefined) return result;
  return { ...result, value: { ...result.value, silentSourcesUnknown: missing } };
}

async function delivery(api: WorkspaceApi, args: Args, now: Date, limit: number): Promise<ToolResult> {
  const { source, destination, since = '24h', until, granularity, steps, events: event, types: type } = args;
  const by = namesOf(deliveryGroups).filter((name) => args.by?.includes(name));
  const wanted = { source, destination, since, until, granularity, by, step: steps, event, type };
  const plan = readDelivery(wanted, now);
  const { pages } = await openDelivery(api, wanted, plan);
  return listResult('rows of delivery', pages(limit), limit, { about: aboutRange(args.figure, plan) });
}

async function usage(
  api: WorkspaceApi,
  { figure, by, month }: Args & { readonly figure: 'api-calls' | 'mtu' },
  now: Date,
  limit: number,
): Promise<ToolResult> {
  const period = month === undefined ? currentPeriod(now) : readPeriod(month);
  if (period === undefined)
    throw new UsageError(`“${month}” is not a month.`, { code: 'bad_value', hint: 'Write it as 2026-11.' });
  const pages = readUsage(api, { kind: figure, period, bySource: by?.includes('source') === true }, limit);
  const about = { figure, month: period.slice(0, 7) };
  return listResult('rows of usage', pages, limit, { about });
}
