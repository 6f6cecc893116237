import * as z from 'zod/mini';
import type { Journal } from '../journal/journal.ts';
import { type Assertion, judgeAssertion } from './assertion.ts';
import { type ControlContext, filterSchema, invalid, readJson } from './body.ts';
import type { MessageFilter } from './filter.ts';

const amount = z.int().check(z.minimum(0));

const assertSchema = z.strictObject({
  filter: z._default(filterSchema, {}),
  /** Exactly so many, or between two numbers. Without it: at least one, or none at all where only violations count. */
  count: z.optional(z.union([amount, z.strictObject({ min: z.optional(amount), max: z.optional(amount) })])),
  /** What every one of them holds, by the path that leads there. */
  fields: z.optional(z.record(z.string(), z.unknown())),
  /** Nothing of these sources was discarded. */
  noViolations: z.optional(z.boolean()),
});

/** Compares what arrived with what should have (`POST /_/assert`): 200 when all of it holds, 417 when not. */
export function createAsserts(journal: Journal): (c: ControlContext) => Promise<Response> {
  return async (c) => {
    const asked = await readJson(c, assertSchema);
    if ('refusal' in asked) return asked.refusal;
    const { filter, count, fields, noViolations } = asked.value;
    const wanted: MessageFilter = { outcome: 'stored', ...filter };
    const assertion: Assertion = {
      filter: wanted,
      count: typeof count === 'number' ? { min: count, max: count } : count,
      fields: new Map(Object.entries(fields ?? {})),
      noViolations: noViolations === true,
    };
    const result = await judgeAssertion(journal, assertion);
    if ('problem' in result) return invalid(c, result.problem);
    c.header('content-type', 'application/json');
    return c.body(result.text, result.ok ? 200 : 417);
  };
}
