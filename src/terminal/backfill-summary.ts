import type { Outcome } from '../backfill/outcome.ts';
import { escapeLine } from '../spec/escape.ts';
import { inputName } from '../spec/input-name.ts';
import { describeWarning } from '../spec/warning.ts';
import { formatBytes, formatCount, formatDuration, plural } from './numbers.ts';
import type { Style } from './style.ts';

interface FirstPlace {
  readonly file: string;
  readonly member?: string | undefined;
  readonly line: number;
}

/** The summary as lines for stderr: what was read and sent, what was not and why, what to do next. */
export function backfillSummary(outcome: Outcome, style: Style): string[] {
  return [headline(outcome, style), ...rejectLines(outcome, style), ...warningLines(outcome, style)];
}

function headline({ result, isDry }: Outcome, style: Style): string {
  const { symbols } = style;
  const { counts, durationMs } = result;
  const speed = durationMs > 0 ? ` (${formatCount((1000 * counts.acknowledged) / durationMs)}/s)` : '';
  const extras = [
    counts.blank > 0 ? `${formatCount(counts.blank)} blank` : '',
    counts.filtered > 0 ? `${formatCount(counts.filtered)} filtered` : '',
    counts.replayed > 0 ? `${formatCount(counts.replayed)} replayed` : '',
    counts.retries > 0 ? plural(counts.retries, 'retry', 'retries') : '',
  ].filter((text) => text !== '');
  const tail = [plural(counts.requests, 'request'), formatBytes(counts.bytes), ...extras].join(' · ');
  if (isDry) {
    const sign = counts.rejected === 0 ? style.green(symbols.ok) : style.yellow(symbols.warning);
    return `${sign} dry run: ${formatCount(counts.unacknowledged)} of ${plural(counts.read, 'line')} would be sent · ${tail}`;
  }
  // What was not read does not show in the counts.
  const isCut = result.error !== undefined;
  const isWhole = counts.unacknowledged === 0 && counts.rejected === 0 && !isCut;
  const sign = isWhole ? style.green(symbols.ok) : style.yellow(symbols.warning);
  const open =
    counts.unacknowledged > 0 ? ` · ${formatCount(counts.unacknowledged)} not yet acknowledged` : '';
  return `${sign} ${formatCount(counts.acknowledged)} of ${plural(counts.read, 'line')}${isCut ? ' read so far' : ''} accepted${open} · ${tail} · ${formatDuration(durationMs)}${speed}`;
}

function rejectLines({ result, rejects }: Outcome, style: Style): string[] {
  const { rejected } = result.counts;
  if (rejected === 0) return [];
  const where = rejects === undefined ? '' : ` ${style.symbols.pointer} ${escapeLine(rejects)}`;
  const lines = [`${style.yellow(style.symbols.warning)} ${plural(rejected, 'line')} rejected${where}`];
  const groups = [...result.rejectGroups].sort(([, a], [, b]) => b.count - a.count);
  const countWidth = Math.max(...groups.map(([, group]) => formatCount(group.count).length));
  for (const [code, { count, first }] of groups) {
    const message = escapeLine(first.message);
    lines.push(
      `  ${formatCount(count).padStart(countWidth)} ${code}`,
      `  ${' '.repeat(countWidth)} ${style.dim(`first: ${shown(first)}: ${message}`)}`,
    );
  }
  return lines;
}

function warningLines({ result }: Outcome, style: Style): string[] {
  return [...result.warnings].map(([code, { count, ...first }]) => {
    const where = style.dim(`(first: ${shown(first)})`);
    return `${style.yellow(style.symbols.warning)} ${plural(count, 'line')}: ${describeWarning(code)} ${where}`;
  });
}

function shown({ file, member, line }: FirstPlace): string {
  return `${inputName(file, member)} line ${line}`;
}
