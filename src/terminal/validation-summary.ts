import type { Finding } from '../backfill/validation/findings.ts';
import type { Validation } from '../backfill/validation/validate.ts';
import { escapeLine } from '../spec/escape.ts';
import { inputName } from '../spec/input-name.ts';
import { formatCount, formatDuration, plural } from './numbers.ts';
import type { Style } from './style.ts';

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
      : [dim(`${symbols.pointer} ${plural(invalid, 'line')} in ${escapeLine(rejectsPath)}`)]),
    ...(read === blank && error === undefined ? ['The input has no lines: nothing to validate.'] : []),
  ];
}
