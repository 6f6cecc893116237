import { describeRule } from '../sandbox/faults/describe-rule.ts';
import { isJsonObject } from '../spec/message.ts';

/**
 * The fault rules that `GET /_/faults` answered, as cells: the source, what the rule does, to which requests, how many
 * it checked, and to how many it applied.
 */
export function faultRows(faults: unknown): string[][] {
  return itemsOf(faults, 'plans').flatMap((plan) =>
    itemsOf(plan, 'rules').map((rule) => faultRow(rule, plan.scope)),
  );
}

function faultRow(rule: Record<string, unknown>, scope: unknown): string[] {
  const source = isJsonObject(scope) ? (scope.source ?? scope.writeKey) : undefined;
  const conditions = ['path', 'source', 'writeKey', 'share', 'first', 'after', 'every', 'times']
    .filter((name) => rule[name] !== undefined)
    .map((name) => `${name} ${String(rule[name])}`);
  const name = typeof rule.name === 'string' ? `${rule.name}: ` : '';
  return [
    typeof source === 'string' ? source : 'all',
    name + describeRule(rule),
    conditions.join(', ') || 'every request',
    String(rule.seen),
    String(rule.hits),
  ];
}

function itemsOf(value: unknown, name: string): readonly Record<string, unknown>[] {
  const found = isJsonObject(value) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}
