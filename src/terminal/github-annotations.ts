import type { Finding } from '../backfill/validation/findings.ts';
import { escapeLine } from '../spec/escape.ts';
import { findingPlace } from './validation-summary.ts';

/** GitHub shows so many errors and so many warnings of a step, and no more. */
export const annotationsPerStep = 10;

/**
 * Workflow commands that GitHub shows beside the lines of a file. Of more findings than it shows, every code gets its
 * first before any gets its second.
 *
 * @param findings in the order of the input
 */
export function annotationLines(findings: readonly Finding[]): string {
  const seen = new Map<Finding['code'], number>();
  const ranked = findings.map((finding, index) => {
    const rank = seen.get(finding.code) ?? 0;
    seen.set(finding.code, rank + 1);
    return { finding, index, rank };
  });
  const shown = (['error', 'warning'] as const).flatMap((level) =>
    ranked
      .filter(({ finding }) => finding.level === level)
      .sort((a, b) => a.rank - b.rank || a.index - b.index)
      .slice(0, annotationsPerStep),
  );
  shown.sort((a, b) => a.index - b.index);
  return shown.map(({ finding }) => `${annotation(finding)}\n`).join('');
}

function annotation(finding: Finding): string {
  const { level, code, message, file, line, record, member, example, fix } = finding;
  const isPlaced = file !== '-' && member === null;
  const place = isPlaced && record === null ? '' : `${findingPlace(finding)}: `;
  const properties = [
    ...(isPlaced ? [`file=${property(file)}`, `line=${line}`] : []),
    `title=${property(code)}`,
  ];
  const lines = [`${place}${message}`, fix, example];
  return `::${level} ${properties.join(',')}::${lines.map(data).join('%0A')}`;
}

/** What the runner would take for the end of a command, escaped as its own toolkit does. */
function data(text: string): string {
  return escapeLine(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
