import stringWidth from 'string-width';
import type { RefusedSummary } from '../local-sandbox/refused-summary.ts';
import { clockTime } from '../spec/clock-time.ts';
import { escapeLine } from '../spec/escape.ts';
import { gap, typeWidth } from './message-line.ts';
import { formatBytes } from './numbers.ts';
import type { Style } from './style.ts';
import { type Column, cut } from './table.ts';

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

/** A path or the beginning of a body that is cut to fewer cells says nothing. */
const narrowest = 8;

/**
 * One refused request as a line of at most `width` cells, in the columns of messages: time, `refused`, the answer, the
 * request, size and first bytes. Where there is no room for all, the answer stays.
 */
export function refusedLine(request: RefusedSummary, width: number, style: Style): string {
  const time = clockTime(
    new Date(request.receivedAt || Number.NaN),
    width >= 60 ? 'milliseconds' : 'seconds',
  );
  const answer = escapeLine(`${style.symbols.error} ${request.status} ${request.reason}`);
  let free = width - time.length - typeWidth - 2 * gap.length;
  const cells = [style.dim(time), style.yellow('refused'.padEnd(typeWidth))];
  /** Adds a cell, cut to what is left; nothing where that is too little to be of use. */
  const add = (text: string, most: number, paint = (shown: string): string => shown): void => {
    const shown = cut(text, Math.min(most, free));
    if (free < narrowest || shown === '') return;
    cells.push(paint(shown));
    free -= stringWidth(shown) + gap.length;
  };
  add(answer, Math.max(40, Math.floor(free / 2)), style.yellow);
  add(escapeLine(`${request.method} ${request.path}`), 40);
  add(formatBytes(request.bytes), 10);
  add(escapeLine(request.firstBytes), free, style.dim);
  return cells.join(gap).trimEnd();
}
