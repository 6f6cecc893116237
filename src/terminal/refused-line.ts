import type { RefusedSummary } from '../local-sandbox/refused-summary.ts';
import { clockTime } from '../spec/clock-time.ts';
import { escapeLine } from '../spec/escape.ts';
import { flowCells } from './flow-cells.ts';
import { typeWidth } from './message-line.ts';
import { formatBytes } from './numbers.ts';
import type { Style } from './style.ts';
import type { Column } from './table.ts';

export const refusedColumns: readonly Column[] = [
  { header: 'received', whole: true },
  { header: 'request' },
  { header: 'answer' },
  { header: 'size', whole: true },
  { header: 'first bytes' },
];

/** One refused request as cells of a table. */
export function refusedRow(request: RefusedSummary): string[] {
  const { receivedAt, method, path, status, reason, bytes, firstBytes } = request;
  return [receivedAt.slice(11), `${method} ${path}`, `${status} ${reason}`, formatBytes(bytes), firstBytes];
}

/**
 * One refused request as a line of at most `width` cells, in the columns of messages: time, `refused`, the answer, the
 * request, size and first bytes. It continues below itself; of the bytes one line is shown.
 */
export function refusedLine(request: RefusedSummary, width: number, style: Style): string {
  const time = clockTime(
    new Date(request.receivedAt || Number.NaN),
    width >= 60 ? 'milliseconds' : 'seconds',
  );
  const answer = escapeLine(`${style.symbols.error} ${request.status} ${request.reason}`);
  return flowCells(
    [
      { text: time, paint: style.dim },
      { text: 'refused'.padEnd(typeWidth), paint: style.yellow },
    ],
    [
      { text: answer, paint: style.yellow },
      { text: escapeLine(`${request.method} ${request.path}`) },
      { text: formatBytes(request.bytes) },
      { text: escapeLine(request.firstBytes), paint: style.dim, mostLines: 1 },
    ],
    width,
  );
}
