import type { Finding, FindingGroup } from '../backfill/validation/findings.ts';
import type { Validation } from '../backfill/validation/validate.ts';
import { escapeLine } from '../spec/escape.ts';
import { inputName } from '../spec/input-name.ts';
import { factLines } from './fact-lines.ts';
import { formatCount, formatDuration, plural } from './numbers.ts';
import type { Style } from './style.ts';
import { cut, type TableLook } from './table.ts';

const indent = '  ';
/** The cells before what stands beside a label, and the least there is beside or below one. */
const besideLabel = indent.length + 'example'.length + 2;
const leastRoom = 20;

/** What was found, a paragraph for each code; in a pipe a line for each, its fields between tabs. */
export function validationReport(groups: readonly Readonly<FindingGroup>[], look: TableLook): string {
  return groups
    .map((group) => (look.terminal ? paragraph(group, look) : fields(group)))
    .join(look.terminal ? '\n' : '');
}

function paragraph({ count, first }: Readonly<FindingGroup>, { style, width }: TableLook): string {
  const { level, code, message, example, fix } = first;
  const { symbols } = style;
  const sign = level === 'error' ? style.red(symbols.error) : style.yellow(symbols.warning);
  const facts = [
    { label: 'first', text: findingPlace(first) },
    { label: 'why', text: message },
    { label: 'example', text: cut(escapeLine(example), Math.max(leastRoom, width - besideLabel)) },
    { label: 'fix', text: fix },
  ];
  const below = factLines(facts, { style, width: width - indent.length }).replace(/^(?=.)/gm, indent);
  return `${sign} ${code} · ${plural(count, 'line')}\n${below}`;
}

function fields({ count, first }: Readonly<FindingGroup>): string {
  const { level, code, message, example, fix } = first;
  const cells = [level, code, String(count), findingPlace(first), message, example, fix];
  return `${cells.map(escapeLine).join('\t')}\n`;
}

/** Where a finding stands, as `file:line`. */
export function findingPlace({ file, line, record, member }: Finding): string {
  return `${inputName(file, member ?? undefined)}:${line}${record === null ? '' : `, record ${record}`}`;
}

/** What became of the lines, for stderr. */
export function validationSummary(found: Validation, { symbols, green, yellow, dim }: Style): string[] {
  const { read, valid, invalid, blank, filtered, warnings, rejectsPath, durationMs, error } = found;
  const isClean = invalid === 0 && error === undefined;
  const counts = [
    `${formatCount(valid)} of ${plural(read, 'line')}${error === undefined ? '' : ' read so far'} valid`,
    ...(invalid > 0 ? [`${formatCount(invalid)} invalid`] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(blank > 0 ? [`${formatCount(blank)} blank`] : []),
    ...(filtered > 0 ? [`${formatCount(filtered)} filtered`] : []),
    formatDuration(durationMs),
  ];
  return [
    `${isClean ? green(symbols.ok) : yellow(symbols.warning)} ${counts.join(' · ')}`,
    ...(rejectsPath === undefined
      ? []
      : [dim(`${symbols.pointer} ${plural(invalid, 'line')} in ${rejectsPath}`)]),
    ...(read === blank && error === undefined ? ['The input has no lines: nothing to validate.'] : []),
  ];
}
