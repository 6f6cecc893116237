import * as z from 'zod/mini';
import {
  assertMessages,
  type EventFilter,
  filterByCode,
  readEvents,
  readStats,
  waitForMessages,
} from '../../api/sandbox/control.ts';
import { UsageError } from '../../errors.ts';
import { messageTypes } from '../../spec/message.ts';
import { exactValue } from '../exact-value.ts';
import { choice, cursor, flag, plainObject, text, whole } from '../fields.ts';
import { exactFacts, listArguments, listOutput, moreWords, usualLimit } from '../rows.ts';
import { defineTool } from '../tool.ts';

const outcomes = ['stored', 'discarded', 'duplicate', 'refused', 'all'] as const;

/** Which messages of the sandbox are meant. */
const filterArguments = {
  type: z.optional(choice(messageTypes, 'Only of this type.')),
  event: z.optional(text('Only this event.')),
  userId: z.optional(text('Only of this user or anonymous id.')),
  where: z.optional(text('FQL: properties.revenue > 100.')),
};

type Filter = Omit<EventFilter, 'fql'> & { readonly where?: string | undefined };

function filterOf({ where, ...filter }: Filter): EventFilter {
  return filterByCode({ ...filter, fql: where });
}

const slowestMs = 60_000;

export const waitForSandbox = defineTool({
  name: 'SEGMENT_WAIT_FOR_SANDBOX_MESSAGES',
  title: 'Wait for messages in the sandbox',
  toolset: 'sandbox',
  writes: false,
  description:
    'Wait until messages are in the sandbox, when an app under test sends them; those already there count. Returns whether they came, the messages, and of a miss the nearest ones with what differs.',
  input: z.strictObject({
    ...filterArguments,
    count: z.optional(whole(1, 1_000, 'How many at least; default 1.')),
    timeoutMs: z.optional(whole(0, slowestMs, 'How long to wait; default 5000.')),
    cursor,
  }),
  output: z.looseObject({ met: z.boolean(), count: z.number() }),
  async run(deps, { count = 1, timeoutMs = 5_000, ...filter }) {
    const { http, url } = await deps.sandbox();
    const result = await waitForMessages(http, url, { filter: filterOf(filter), count, timeout: timeoutMs });
    return {
      value: exactFacts(result),
      list: 'events',
      summary: `${result.count} of ${count} messages arrived${result.met ? '' : ' in time'}.`,
    };
  },
});

export const assertSandbox = defineTool({
  name: 'SEGMENT_ASSERT_SANDBOX_MESSAGES',
  title: 'Check what arrived in the sandbox',
  toolset: 'sandbox',
  writes: false,
  description:
    'Check that the expected messages are in the sandbox, after tracking code was run. Returns ok, each check, and the differences line by line.',
  input: z.strictObject({
    ...filterArguments,
    count: z.optional(whole(0, 1_000_000, 'Exactly this many; default at least one.')),
    min: z.optional(whole(0, 1_000_000, 'At least so many.')),
    max: z.optional(whole(0, 1_000_000, 'At most so many.')),
    fields: z.optional(plainObject('Values by path that each has: {"properties.revenue": 49.9}.')),
    noViolations: z.optional(flag('No message was discarded either.')),
  }),
  output: z.looseObject({ ok: z.boolean(), count: z.number() }),
  async run(deps, { count, min, max, fields = {}, noViolations = false, ...filter }) {
    if (count !== undefined && (min !== undefined || max !== undefined))
      throw new UsageError('count cannot be combined with min or max.', { code: 'count_conflict' });
    const { http, url } = await deps.sandbox();
    const result = await assertMessages(http, url, {
      filter: filterOf(filter),
      count: min === undefined && max === undefined ? count : { min, max },
      fields,
      noViolations,
    });
    return {
      value: exactFacts(result),
      summary: result.ok ? 'The messages are as expected.' : 'The messages are not those expected.',
    };
  },
});

export const listSandboxMessages = defineTool({
  name: 'SEGMENT_LIST_SANDBOX_MESSAGES',
  title: 'List messages of the sandbox',
  toolset: 'sandbox',
  writes: false,
  description:
    'List messages that came to the sandbox, newest first; use it with outcome discarded or refused when one was lost. Returns each as destinations get it, with its source, outcome and code.',
  input: z.strictObject({
    ...filterArguments,
    source: z.optional(text('Only of this source, by name.')),
    outcome: z.optional(choice(outcomes, 'Default stored.')),
    code: z.optional(text('Only lost for this reason: no_user_anon_id.')),
    text: z.optional(text('Only with this text anywhere.')),
    ...listArguments,
  }),
  output: listOutput,
  async run(deps, { limit = usualLimit, ...filter }) {
    const { http, url } = await deps.sandbox();
    const items: unknown[] = [];
    let [more, refused] = [false, 0];
    for await (const page of readEvents(http, url, { ...filterOf(filter), order: 'desc' }, limit)) {
      items.push(...page.lines.map(exactValue));
      more = page.hasMore;
      refused = page.refused;
    }
    return {
      value: { items, more, refusedRequests: refused },
      list: 'items',
      summary: `${items.length} messages, the newest first${moreWords(more, limit)}.`,
    };
  },
});

export const countSandboxMessages = defineTool({
  name: 'SEGMENT_COUNT_SANDBOX_MESSAGES',
  title: 'Count messages of the sandbox',
  toolset: 'sandbox',
  writes: false,
  description:
    'Count everything in the sandbox at once, before and after a step. Returns how many messages were stored, discarded or duplicates, by type, source and reason.',
  input: z.strictObject({ source: z.optional(text('Only of this source, by name.')) }),
  output: z.looseObject({ messages: z.looseObject({}) }),
  async run(deps, { source }) {
    const { http, url } = await deps.sandbox();
    return { value: exactFacts(await readStats(http, url, source)), summary: 'The counts of the sandbox.' };
  },
});
