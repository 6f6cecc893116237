import { isInScope, type Scope } from '../journal/scope.ts';
import { describeRule } from './describe-rule.ts';
import { draw } from './draw.ts';
import type { FaultPlan, FaultRule } from './plan.ts';

export interface FaultRequest {
  readonly path: string;
  /** Reads the body, so it is asked only when a rule needs it. */
  readonly sender: () => Scope;
  readonly now: Date;
}

/** What is to happen to one request. */
export interface FaultDecision {
  /** The rules that had a part in it, by name. */
  readonly names: readonly string[];
  readonly latencyMs: number;
  readonly dripMs: number | undefined;
  /** Undefined: the request is answered as it would have been, only slower. */
  readonly outcome: FaultOutcome | undefined;
  readonly stores: boolean;
}

export type FaultOutcome =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'reset' | 'hang' }
  | { readonly kind: 'truncated'; readonly keep: number | undefined };

/** An active plan, and what it has done so far. */
export interface FaultState {
  readonly scope: Scope;
  readonly seed: number;
  readonly rules: readonly (FaultRule & { readonly seen: number; readonly hits: number })[];
}

/** The fault plans of a sandbox: one for all sources, and one for each scope that asked for its own. */
export interface Faults {
  /** Puts a plan in the place of the one of the same scope; its counts begin at nothing. False when there are too many. */
  set(plan: FaultPlan, scope?: Scope): boolean;
  /** Without a scope every plan. */
  list(scope?: Scope): FaultState[];
  /** Without a scope every plan. */
  clear(scope?: Scope): void;
  /** What the plans want of a request; undefined when they leave it alone. */
  decide(request: FaultRequest): FaultDecision | undefined;
}

interface RunningRule {
  readonly rule: FaultRule;
  readonly index: number;
  seen: number;
  hits: number;
}

interface RunningPlan {
  readonly scope: Scope;
  readonly seed: number;
  readonly rules: readonly RunningRule[];
}

/** Plans with a scope; far more than tests that run at the same time. */
const maxPlans = 1_000;

export function createFaults(initial?: FaultPlan): Faults {
  const plans = new Map<string, RunningPlan>();
  const faults: Faults = {
    set({ seed = 1, rules }, scope = {}) {
      const key = keyOf(scope);
      if (!plans.has(key) && plans.size >= maxPlans) return false;
      plans.set(key, { scope, seed, rules: rules.map((rule, index) => ({ rule, index, seen: 0, hits: 0 })) });
      return true;
    },
    list: (scope) =>
      [...plans]
        .filter(([key]) => scope === undefined || key === keyOf(scope))
        .map(([, plan]) => ({
          scope: plan.scope,
          seed: plan.seed,
          rules: plan.rules.map(({ rule, seen, hits }) => ({ ...rule, seen, hits })),
        })),
    clear(scope) {
      if (scope === undefined) plans.clear();
      else plans.delete(keyOf(scope));
    },
    decide: (request) => (plans.size === 0 ? undefined : decideBy(plans, request)),
  };
  if (initial !== undefined) faults.set(initial);
  return faults;
}

function keyOf({ writeKey, source }: Scope): string {
  return JSON.stringify([writeKey ?? null, source ?? null]);
}

/** A plan of one's own speaks before the one for all. */
function decideBy(plans: ReadonlyMap<string, RunningPlan>, request: FaultRequest): FaultDecision | undefined {
  const everybody = plans.get(keyOf({}));
  const names: string[] = [];
  let latencyMs = 0;
  let dripMs: number | undefined;
  const others = [...plans.values()].filter((plan) => plan !== everybody);
  for (const plan of everybody === undefined ? others : [...others, everybody]) {
    if (plan !== everybody && !isInScope(request.sender(), plan.scope)) continue;
    for (const running of plan.rules) {
      const { rule, index } = running;
      if (!fires(running, plan.seed, request)) continue;
      names.push(rule.name ?? describeRule(rule));
      latencyMs += latencyOf(rule, draw(plan.seed, index, running.seen, 1));
      dripMs = rule.drip ?? dripMs;
      const outcome = outcomeOf(rule, request.now);
      if (outcome !== undefined) return { names, latencyMs, dripMs, outcome, stores: storesOf(rule) };
    }
  }
  return names.length === 0 ? undefined : { names, latencyMs, dripMs, outcome: undefined, stores: true };
}

/** Whether a rule takes this request; counts it if it is one of those the rule is about. */
function fires(running: RunningRule, seed: number, { path, sender }: FaultRequest): boolean {
  const { rule, index } = running;
  if (rule.path !== undefined && !isPath(path, rule.path)) return false;
  const isPicky = rule.writeKey !== undefined || rule.source !== undefined;
  if (isPicky && !isInScope(sender(), rule)) return false;
  running.seen += 1;
  const { seen } = running;
  if (rule.after !== undefined && seen <= rule.after) return false;
  if (rule.first !== undefined && seen > rule.first) return false;
  if (rule.every !== undefined && seen % rule.every !== 0) return false;
  if (rule.times !== undefined && running.hits >= rule.times) return false;
  if (rule.share !== undefined && draw(seed, index, seen, 0) >= rule.share) return false;
  running.hits += 1;
  return true;
}

function isPath(path: string, wanted: string): boolean {
  return wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted;
}

function latencyOf({ latency }: FaultRule, chance: number): number {
  if (latency === undefined) return 0;
  if (typeof latency === 'number') return latency;
  const [from, to] = latency;
  return Math.round(from + chance * (to - from));
}

function storesOf({ stores, reset, truncated }: FaultRule): boolean {
  return stores ?? (reset === 'after' || truncated !== undefined);
}

const loginPage =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1></body></html>';

function outcomeOf(rule: FaultRule, now: Date): FaultOutcome | undefined {
  if (rule.reset !== undefined) return { kind: 'reset' };
  if (rule.hang !== undefined) return { kind: 'hang' };
  if (rule.truncated !== undefined)
    return { kind: 'truncated', keep: rule.truncated === true ? undefined : rule.truncated };
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  let status = rule.status;
  let body: string | undefined;
  if (rule.html !== undefined) {
    status = 200;
    headers['content-type'] = 'text/html; charset=utf-8';
    body = loginPage;
  } else if (rule.redirect !== undefined) {
    status ??= 302;
    headers.location = rule.redirect;
    body = '';
  } else if (status === undefined) return undefined;
  if (rule.retryAfter !== undefined) headers['retry-after'] = retryAfterText(rule.retryAfter, now);
  for (const [name, value] of Object.entries(rule.headers ?? {})) headers[name.toLowerCase()] = value;
  return { kind: 'reply', status, headers, body: rule.body ?? body ?? errorBody(status, rule.message) };
}

function retryAfterText(value: NonNullable<FaultRule['retryAfter']>, now: Date): string {
  return typeof value === 'object'
    ? new Date(now.getTime() + value.date * 1_000).toUTCString()
    : String(value);
}

/** As Segment words its errors (docs/segment-api/tracking.md#errors). */
function errorBody(status: number, message: string | undefined): string {
  if (status < 300 && message === undefined) return '{"success": true}';
  const code = status === 429 ? 'too_many_requests' : status >= 500 ? 'internal' : 'invalid_request';
  return JSON.stringify({ success: false, message: message ?? `Fault on demand: ${status}`, code });
}
