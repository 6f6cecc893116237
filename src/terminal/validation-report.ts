import type { FindingGroup } from '../backfill/validation/findings.ts';
import { escapeLine } from '../spec/escape.ts';
import { factLines } from './fact-lines.ts';
import { plural } from './numbers.ts';
import { cut, type TableLook } from './table.ts';
import { findingPlace } from './validation-summary.ts';

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
