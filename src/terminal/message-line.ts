import stringWidth from 'string-width';
import type { MessageSummary } from '../local-sandbox/message-summary.ts';
import { clockTime } from '../spec/clock-time.ts';
import { escapeLine } from '../spec/escape.ts';
import type { Style } from './style.ts';
import { type Column, cut } from './table.ts';

export const messageColumns: readonly Column[] = [
  { header: 'received', whole: true },
  { header: 'type', whole: true },
  { header: 'name' },
  { header: 'user' },
  { header: 'source' },
  { header: 'outcome', whole: true },
  { header: 'message id', whole: true },
];

/** One message as cells of a table. */
export function messageRow({ receivedAt, outcome, code, ...message }: MessageSummary): string[] {
  const { type, name, user, source, messageId } = message;
  // Messages of a sandbox are nearly always of today: the time of day is enough.
  return [receivedAt.slice(11), type, name, user, source, code || outcome, messageId];
}

/** Cells of the longest type, identify. */
export const typeWidth = 8;
export const gap = '  ';
/** A name or a user cut to fewer cells is of no use. */
const narrowest = 6;

/** One message as a line of at most `width` cells: time, type, name, user, and why Segment would drop it. */
export function messageLine(message: MessageSummary, width: number, style: Style): string {
  const time = clockTime(new Date(message.receivedAt || 0), width >= 60 ? 'milliseconds' : 'seconds');
  const type = cut(escapeLine(message.type || '?'), typeWidth).padEnd(typeWidth);
  const verdict = verdictOf(message, style.symbols.error);
  const fixed = time.length + gap.length + typeWidth;
  const free = width - fixed - (verdict === '' ? 0 : gap.length + stringWidth(verdict));
  const cells = [
    style.dim(time),
    type,
    ...share(free, escapeLine(message.name || message.previousId || '-'), escapeLine(message.user || '-')),
  ];
  if (verdict !== '')
    cells.push(message.outcome === 'duplicate' ? style.dim(verdict) : style.yellow(verdict));
  return cells.join(gap).trimEnd();
}

/** Name and user within `free` cells; the name is padded, so that the users of all lines form a column. */
function share(free: number, name: string, user: string): string[] {
  const both = free - 2 * gap.length;
  if (both < 2 * narrowest) return free - gap.length < narrowest ? [] : [cut(name, free - gap.length)];
  const nameWidth = Math.min(32, Math.ceil(both / 2));
  const shown = cut(name, nameWidth);
  return [shown + ' '.repeat(nameWidth - stringWidth(shown)), cut(user, Math.min(40, both - nameWidth))];
}

function verdictOf({ outcome, code }: MessageSummary, symbol: string): string {
  if (outcome === 'discarded') return `${symbol} dropped: ${escapeLine(code || 'unknown')}`;
  return outcome === 'duplicate' ? `${symbol} duplicate` : '';
}
