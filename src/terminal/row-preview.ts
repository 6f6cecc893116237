import type { PreviewedRow } from '../backfill/preview.ts';
import { escapeLine } from '../spec/escape.ts';
import { inputName } from '../spec/input-name.ts';
import { formatJson } from '../spec/json-text.ts';
import { describeWarning } from '../spec/warning.ts';
import { factLines } from './fact-lines.ts';
import { formatCount } from './numbers.ts';
import { cut, type TableLook } from './table.ts';
import { wrapCells } from './wrap-cells.ts';

const indent = '  ';

/** A row above the message that it becomes, and below it what would be done with that. */
export function previewText(shown: PreviewedRow, look: Pick<TableLook, 'style' | 'width'>): string {
  const { style, width } = look;
  const { file, member, line, record, row, rowJson = '', message } = shown;
  const place = `${inputName(file, member)}, line ${line}${record === undefined ? '' : `, record ${record}`}`;
  const text = message.toString('utf8');
  const isMessage = text.startsWith('{');
  return [
    style.bold(escapeLine(place)),
    ...(row === undefined ? [] : [indented(rowText(row, rowJson, look))]),
    ...(isMessage ? [indented(messageText(text, width - indent.length))] : []),
    verdictText(shown, look),
    '',
  ].join('\n');
}

/** Cells that are not empty; an empty one is not in the message. */
function rowText(
  row: NonNullable<PreviewedRow['row']>,
  json: string,
  { style, width }: Pick<TableLook, 'style' | 'width'>,
): string {
  const room = width - indent.length;
  if (row instanceof Uint8Array) return `${messageText(json, room)}\n${style.symbols.pointer}`;
  if (typeof row === 'string') return cut(escapeLine(row), 2 * room);
  const cells = Object.entries(row).filter(([, cell]) => cell !== '');
  const facts = cells.map(([column, cell]) => ({ label: nameOfColumn(column), text: cut(cell, 2 * room) }));
  return `${factLines(facts, { style, width: room })}${style.symbols.pointer}`;
}

/** What a person reads for the name of a column. */
export function nameOfColumn(name: string): string {
  return name === '' ? '(no name)' : name;
}

/** JSON with a member a line; what does not fit continues below itself. */
function messageText(json: string, width: number): string {
  return formatJson(json, indent)
    .split('\n')
    .flatMap((line) => {
      const [, space = '', text = ''] = /^( *)(.*)$/.exec(escapeLine(line)) ?? [];
      const room = Math.max(1, width - space.length - indent.length);
      return wrapCells(text, room).map((piece, at) => `${space}${at === 0 ? '' : indent}${piece}`);
    })
    .join('\n');
}

function verdictText(
  { verdict, message }: PreviewedRow,
  { style, width }: Pick<TableLook, 'style' | 'width'>,
): string {
  const { symbols } = style;
  const size = `${formatCount(message.length)} bytes`;
  const lines =
    verdict.kind === 'accepted'
      ? [
          `${style.green(symbols.ok)} accepted · ${size}`,
          ...verdict.warnings.map(
            (code) => `${style.yellow(symbols.warning)} ${code}: ${describeWarning(code)}`,
          ),
        ]
      : [`${style.red(symbols.error)} rejected · ${verdict.code}: ${escapeLine(verdict.message)}`];
  return lines
    .flatMap((line) =>
      wrapCells(line, width - indent.length).map((piece, at) => (at === 0 ? piece : `${indent}${piece}`)),
    )
    .join('\n');
}

function indented(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, indent);
}

/** The same as JSON; the message keeps its digits. */
export function previewJson(rows: readonly PreviewedRow[], unused: readonly string[]): string {
  const shown = rows.map(({ file, member, line, record, rowJson = 'null', message, verdict }) => {
    const place = { file, member, line, record };
    const text = message.toString('utf8');
    const head = JSON.stringify({ ...place, bytes: message.length, ...verdictJson(verdict) });
    return `${head.slice(0, -1)},"row":${rowJson},"message":${text.startsWith('{') ? text : 'null'}}`;
  });
  return `{"rows":[${shown.join(',')}],"unusedColumns":${JSON.stringify(unused)}}`;
}

function verdictJson(verdict: PreviewedRow['verdict']): object {
  return verdict.kind === 'accepted'
    ? { verdict: 'accepted', code: null, reason: null, warnings: verdict.warnings }
    : { verdict: 'rejected', code: verdict.code, reason: verdict.message, warnings: [] };
}
