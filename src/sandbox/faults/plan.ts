import * as z from 'zod/mini';
import type { Scope } from '../journal/scope.ts';
import { apiOfPattern, readPathPattern } from './path-pattern.ts';

const count = z.int().check(z.minimum(1), z.maximum(1_000_000_000));
/** Ten minutes: longer than any client waits. */
const milliseconds = z.number().check(z.minimum(0), z.maximum(600_000));
/** What may stand in a header: no line break, no other control character. */
const headerText = z.string().check(z.maxLength(2_000), z.regex(/^[\t\x20-\x7e\x80-\xff]*$/));
const headerName = z.string().check(z.maxLength(100), z.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/));

const ruleSchema = z.strictObject({
  /** By which it is counted; otherwise what it does is its name. */
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),

  // Which requests. All that is given must hold; the counts are of the requests that came as far as this rule.
  /** A path of one of the three APIs, or its beginning and a `*`; without it the paths of messages. */
  path: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  writeKey: z.optional(z.string()),
  source: z.optional(z.string()),
  /** A share of them, chosen by the seed. */
  share: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  /** The first so many. */
  first: z.optional(count),
  /** Not the first so many. */
  after: z.optional(count),
  /** Every so many-th. */
  every: z.optional(count),
  /** At most so often. */
  times: z.optional(count),

  // What happens. At most one of the first six.
  status: z.optional(z.int().check(z.minimum(200), z.maximum(999))),
  /** A broken connection, before or after the messages were stored. */
  reset: z.optional(z.enum(['before', 'after'])),
  /** The answer is cut off: in the middle, or after so many bytes of its body. */
  truncated: z.optional(z.union([z.literal(true), z.int().check(z.minimum(0), z.maximum(1_000_000))])),
  hang: z.optional(z.literal(true)),
  /** 200 with a web page, as a login portal answers. */
  html: z.optional(z.literal(true)),
  /** 302 to this place, or the status given beside it. */
  redirect: z.optional(headerText),

  /** `Retry-After`: seconds, decimals as well; a text as it is; or a date so many seconds ahead. */
  retryAfter: z.optional(
    z.union([z.number().check(z.minimum(0)), headerText, z.strictObject({ date: z.number() })]),
  ),
  /** The text of the error, in the shape Segment gives its errors. */
  message: z.optional(z.string().check(z.maxLength(10_000))),
  /** The whole body instead. */
  body: z.optional(z.string().check(z.maxLength(4_000_000))),
  headers: z.optional(z.record(headerName, headerText)),
  /** Whether the messages are stored all the same. Without it: when the connection breaks after, and when the answer is cut. */
  stores: z.optional(z.boolean()),
  /** Before the answer: so long, or anything between two times. Alone it lets the rules below have their say. */
  latency: z.optional(z.union([milliseconds, z.tuple([milliseconds, milliseconds])])),
  /** The body comes byte by byte with so much time in between. Alone it lets the rules below have their say. */
  drip: z.optional(milliseconds),
});

const planSchema = z.strictObject({
  /** Decides every share and every range. Same plan, same order of requests: same faults. */
  seed: z.optional(z.int()),
  rules: z.array(ruleSchema).check(z.maxLength(100)),
});

export type FaultRule = z.infer<typeof ruleSchema>;

/** Faults on demand: rules that are asked in order for each request (docs/sandbox-control.md#faults). */
export type FaultPlan = z.infer<typeof planSchema>;

const outcomes = ['status', 'reset', 'truncated', 'hang', 'html', 'redirect'] as const;
const needsReply = ['retryAfter', 'message', 'body', 'headers'] as const;

/** Reads a plan that somebody sent, for a scope or for everybody. The problem is one sentence that names the field. */
export function readFaultPlan(
  value: unknown,
  scope: Scope = {},
):
  | { readonly kind: 'valid'; readonly plan: FaultPlan }
  | { readonly kind: 'invalid'; readonly message: string } {
  const read = planSchema.safeParse(value);
  if (!read.success) return { kind: 'invalid', message: describeIssue(read.error.issues[0]) };
  const rules: FaultRule[] = [];
  for (const [index, given] of read.data.rules.entries()) {
    const rule = withPattern(given);
    const problem = typeof rule === 'string' ? rule : (findProblem(rule) ?? findSourceProblem(rule, scope));
    if (typeof rule === 'string' || problem !== undefined)
      return { kind: 'invalid', message: `rules.${index}: ${problem}.` };
    rules.push(rule);
  }
  return { kind: 'valid', plan: { ...read.data, rules } };
}

/** The rule with its path as requests have it, or what is wrong with the path. */
function withPattern(rule: FaultRule): FaultRule | string {
  if (rule.path === undefined) return rule;
  const read = readPathPattern(rule.path);
  return read.kind === 'valid' ? { ...rule, path: read.pattern } : read.message;
}

function findProblem(rule: FaultRule): string | undefined {
  const given = outcomes.filter((name) => rule[name] !== undefined);
  const isRedirect = given.length === 2 && given.includes('status') && given.includes('redirect');
  if (given.length > 1 && !isRedirect) return `${given.join(' and ')} cannot happen together`;
  if (given.length === 0 && rule.latency === undefined && rule.drip === undefined)
    return `it does nothing: give one of ${[...outcomes, 'latency', 'drip'].join(', ')}`;
  if (rule.first !== undefined && rule.after !== undefined && rule.first <= rule.after)
    return `no request is among the first ${rule.first} and after the first ${rule.after}`;
  const answers = rule.status !== undefined || rule.html !== undefined || rule.redirect !== undefined;
  const idle = needsReply.find((name) => rule[name] !== undefined);
  if (!answers && idle !== undefined) return `${idle} needs a status, html or redirect to go with`;
  if (isRedirect && (rule.status ?? 0) > 399) return 'a redirect has a status from 300 to 399';
  if (given.length === 0 && rule.stores !== undefined) return 'stores needs a fault to go with';
  if (rule.reset !== undefined && rule.stores !== undefined) return 'reset says itself whether it stores';
  if (Array.isArray(rule.latency) && rule.latency[0] > rule.latency[1])
    return 'latency ends before it begins';
  return undefined;
}

/** Only messages name their source. */
function findSourceProblem({ path, source, writeKey }: FaultRule, scope: Scope): string | undefined {
  const names = source ?? writeKey ?? scope.source ?? scope.writeKey;
  if (path === undefined || names === undefined || apiOfPattern(path) === 'tracking') return undefined;
  return `requests to ${path} are of no source, so the rule must be for all sources`;
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
  readonly message?: string;
}

/** zod/mini brings no sentences along, except for what is checked by a function of ours. */
export function describeIssue(issue: Issue | undefined): string {
  const where = issue?.path.map(String).join('.') ?? '';
  const at = where === '' ? 'the body' : where;
  if (issue?.code === 'unrecognized_keys')
    return `${at}: there is no field “${issue.keys?.join('”, “') ?? ''}”.`;
  if (issue?.code === 'custom') return `${at}: ${issue.message}.`;
  return `${at}: the value does not fit.`;
}
