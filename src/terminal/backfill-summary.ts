import type { BackfillCounts } from '../backfill/counters.ts';
import { escapeLine } from '../spec/escape.ts';
import { inputName } from '../spec/input-name.ts';
import { describeWarning, type WarningCode } from '../spec/warning.ts';
import { formatBytes, formatCount, formatDuration, plural } from './numbers.ts';
import type { Style } from './style.ts';

/** What the last lines of a backfill tell, whatever ended it. */
export interface BackfillReport extends BackfillCounts {
  readonly durationMs: number;
  readonly dryRun: boolean;
  /** Something ended the run before its input did: what was not read does not show in the counts. */
  readonly isCut: boolean;
  /** Path of the rejects file, or null. */
  readonly rejects: string | null;
  readonly rejectGroups: ReadonlyMap<
    string,
    {
      readonly count: number;
      readonly first: FirstPlace & { readonly message: string };
    }
  >;
  readonly warnings: ReadonlyMap<WarningCode, FirstPlace & { readonly count: number }>;
}

interface FirstPlace {
  readonly file: string;
  readonly member?: string | undefined;
  readonly line: number;
}

/** The summary as lines for stderr: what was read and sent, what was not and why, what to do next. */
export function backfillSummary(report: BackfillReport, style: Style): string[] {
  return [headline(report, style), ...rejectLines(report, style), ...warningLines(report, style)];
}

function headline(report: BackfillReport, style: Style): string {
  const { symbols } = style;
  const speed =
    report.durationMs > 0 ? ` (${formatCount((1000 * report.acknowledged) / report.durationMs)}/s)` : '';
  const extras = [
    report.blank > 0 ? `${formatCount(report.blank)} blank` : '',
    report.filtered > 0 ? `${formatCount(report.filtered)} filtered` : '',
    report.replayed > 0 ? `${formatCount(report.replayed)} replayed` : '',
    report.retries > 0 ? plural(report.retries, 'retry', 'retries') : '',
  ].filter((text) => text !== '');
  const tail = [plural(report.requests, 'request'), formatBytes(report.bytes), ...extras].join(' · ');
  if (report.dryRun) {
    const sign = report.rejected === 0 ? style.green(symbols.ok) : style.yellow(symbols.warning);
    return `${sign} dry run: ${formatCount(report.unacknowledged)} of ${plural(report.read, 'line')} would be sent · ${tail}`;
  }
  const isWhole = report.unacknowledged === 0 && report.rejected === 0 && !report.isCut;
  const sign = isWhole ? style.green(symbols.ok) : style.yellow(symbols.warning);
  const open =
    report.unacknowledged > 0 ? ` · ${formatCount(report.unacknowledged)} not yet acknowledged` : '';
  return `${sign} ${formatCount(report.acknowledged)} of ${plural(report.read, 'line')}${report.isCut ? ' read so far' : ''} accepted${open} · ${tail} · ${formatDuration(report.durationMs)}${speed}`;
}

function rejectLines(report: BackfillReport, style: Style): string[] {
  if (report.rejected === 0) return [];
  const where = report.rejects === null ? '' : ` ${style.symbols.pointer} ${report.rejects}`;
  const lines = [
    `${style.yellow(style.symbols.warning)} ${plural(report.rejected, 'line')} rejected${where}`,
  ];
  const groups = [...report.rejectGroups].sort(([, a], [, b]) => b.count - a.count);
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

function warningLines(report: BackfillReport, style: Style): string[] {
  return [...report.warnings].map(([code, { count, ...first }]) => {
    const where = style.dim(`(first: ${shown(first)})`);
    return `${style.yellow(style.symbols.warning)} ${plural(count, 'line')}: ${describeWarning(code)} ${where}`;
  });
}

function shown({ file, member, line }: FirstPlace): string {
  return `${escapeLine(inputName(file, member))} line ${line}`;
}
