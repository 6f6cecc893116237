import type { FaultRule } from './plan.ts';

/** What a rule does, in a few words. */
export function describeRule(rule: FaultRule): string {
  const parts: string[] = [];
  if (rule.redirect !== undefined) parts.push(`redirect ${rule.status ?? 302}`);
  else if (rule.status !== undefined) parts.push(`status ${rule.status}`);
  if (rule.reset !== undefined) parts.push(`reset ${rule.reset} storing`);
  if (rule.truncated !== undefined) parts.push('truncated');
  if (rule.hang !== undefined) parts.push('hang');
  if (rule.html !== undefined) parts.push('html');
  if (rule.latency !== undefined) parts.push('latency');
  if (rule.drip !== undefined) parts.push('drip');
  return parts.join(', ');
}
