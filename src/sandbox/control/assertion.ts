import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { answerText, type HttpCall } from '../http.ts';
import type { Journal } from '../journal/journal.ts';
import { isInScope } from '../journal/scope.ts';
import { readJson } from './body.ts';
import { compileFilter, filterSchema, type MessageFilter } from './filter.ts';
import { findNearest, nameMessage, nearestText } from './nearest.ts';
import { countRefused } from './refused.ts';
import { selectMessages } from './select.ts';

const amount = z.int().check(z.minimum(0));

const assertSchema = z.strictObject({
  filter: z._default(filterSchema, {}),
  /** Exactly so many, or between two numbers. Without it: at least one, or none at all where only violations count. */
  count: z.optional(z.union([amount, z.strictObject({ min: z.optional(amount), max: z.optional(amount) })])),
  /** What every one of them holds: paths with dots, and the value at the end of each; null stands for a missing field as well. */
  fields: z._default(z.record(z.string(), z.unknown()), {}),
  /** Nothing of these sources was discarded. */
  noViolations: z.optional(z.boolean()),
});

interface Check {
  readonly check: 'count' | 'field' | 'violations';
  readonly ok: boolean;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly path?: string;
  readonly messageId?: string;
}

/** Differences that are shown; more would bury the first. */
const maxDifferences = 20;

/** Compares what arrived with what should have (`POST /_/assert`): 200 when all of it holds, 417 when not. */
export async function answerAssert(c: HttpCall, journal: Journal): Promise<Response> {
  const { count: wanted, noViolations = false, ...asked } = await readJson(c, assertSchema);
  const filter: MessageFilter = { outcome: 'stored', ...asked.filter };
  const fields = new Map(Object.entries(asked.fields));
  const compiled = await compileFilter(filter);
  const found = [...selectMessages(journal, { outcome: 'all', order: 'asc', filter: compiled })];
  const checks: Check[] = [];
  const diff: string[] = [];

  const { min, max } =
    typeof wanted === 'number'
      ? { min: wanted, max: wanted }
      : (wanted ?? { min: noViolations && fields.size === 0 ? 0 : 1, max: undefined });
  const fits = found.length >= (min ?? 0) && found.length <= (max ?? Number.POSITIVE_INFINITY);
  checks.push({
    check: 'count',
    ok: fits,
    expected: { min: min ?? 0, max: max ?? null },
    actual: found.length,
  });
  const nearest = fits ? [] : await findNearest(journal, filter);
  if (!fits) {
    diff.push(`- messages: ${range(min, max)}`, `+ messages: ${found.length}`);
    for (const { message, reasons } of found.length < (min ?? 0) ? nearest : [])
      diff.push(`  nearest: ${nameMessage(message)}: ${reasons.join('; ')}`);
  }

  let differences = 0;
  for (const message of fields.size === 0 ? [] : found) {
    const { completed } = message;
    const wrong = [...fields].flatMap(([path, expected]) => {
      const actual = valueAt(completed, path.split('.'));
      return isSame(actual, expected) ? [] : [{ path, expected, actual }];
    });
    if (wrong.length > 0 && differences < maxDifferences) diff.push(`  ${nameMessage(message)}`);
    for (const { path, expected, actual } of wrong) {
      differences += 1;
      if (differences > maxDifferences) continue;
      checks.push({
        check: 'field',
        ok: false,
        path,
        expected,
        actual: show(actual) === tooDeep ? tooDeep : (actual ?? null),
        messageId: message.messageId,
      });
      diff.push(`- ${path}: ${show(expected)}`, `+ ${path}: ${show(actual)}`);
    }
  }
  if (differences > maxDifferences) diff.push(`  and ${differences - maxDifferences} more differences`);
  if (fields.size > 0 && differences === 0)
    checks.push({ check: 'field', ok: true, expected: Object.fromEntries(fields), actual: found.length });

  if (noViolations) {
    const violations = countViolations(journal, filter);
    const total = [...violations.values()].reduce((sum, each) => sum + each, 0);
    checks.push({
      check: 'violations',
      ok: total === 0,
      expected: 0,
      actual: Object.fromEntries(violations),
    });
    if (total > 0) {
      diff.push('- violations: 0', `+ violations: ${total}`);
      for (const [code, times] of violations) diff.push(`  ${code}: ${times}`);
    }
  }

  const ok = checks.every((check) => check.ok);
  const facts = JSON.stringify({ ok, count: found.length, checks, diff: diff.join('\n') });
  const rest = `"nearest":${nearestText(nearest)},"refused":${countRefused(journal, filter)}`;
  return answerText(c, `${facts.slice(0, -1)},${rest}}`, ok ? 200 : 417);
}

/** The value a path leads to, over own fields only. A key that holds dots itself is found as well. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  if (path.length === 0) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  for (let length = 1; length <= path.length; length += 1) {
    const own = Object.getOwnPropertyDescriptor(value, path.slice(0, length).join('.'));
    const found = own === undefined ? undefined : valueAt(own.value, path.slice(length));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isSame(actual: unknown, expected: unknown): boolean {
  try {
    return isDeepStrictEqual(actual ?? null, expected ?? null);
  } catch (error) {
    // Deeper than anything can be compared: nobody writes that down as what they expect.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function countViolations({ rejected }: Journal, filter: MessageFilter): Map<string, number> {
  const violations = new Map<string, number>();
  for (const { outcome, code, writeKey, source } of rejected) {
    if (outcome !== 'discarded' || !isInScope({ writeKey, source }, filter)) continue;
    const name = code ?? 'unknown';
    violations.set(name, (violations.get(name) ?? 0) + 1);
  }
  return violations;
}

function range(min: number | undefined, max: number | undefined): string {
  if (min === max) return String(min);
  if (max === undefined) return `at least ${min ?? 0}`;
  return min === undefined ? `at most ${max}` : `${min} to ${max}`;
}

const tooDeep = '(too deep to show)';

function show(value: unknown): string {
  if (value === undefined) return '(missing)';
  try {
    const text = JSON.stringify(value);
    return text.length > 200 ? `${text.slice(0, 199)}…` : text;
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}
