import type { MessageSummary } from '../local-sandbox/message-summary.ts';
import { clockTime } from '../spec/clock-time.ts';
import { escapeLine } from '../spec/escape.ts';
import { cellWidth } from './cell-width.ts';
import { flowCells } from './flow-cells.ts';
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
/** The users of all lines form a column where the names before them are no longer than this. */
const mostNameWidth = 32;
/** One message must not push all others off the screen. */
const mostLines = 4;

/** One message as a line of at most `width` cells: time, type, name, user, and why Segment would drop it. It continues below itself. */
export function messageLine(message: MessageSummary, width: number, style: Style): string {
  const time = clockTime(new Date(message.receivedAt || 0), width >= 60 ? 'milliseconds' : 'seconds');
  const type = cut(escapeLine(message.type || '?'), typeWidth).padEnd(typeWidth);
  const name = escapeLine(message.name || message.previousId || '-');
  const nameWidth = Math.min(mostNameWidth, Math.max(0, Math.floor((width - time.length) / 2) - typeWidth));
  const verdict = verdictOf(message, style.symbols.error);
  return flowCells(
    [{ text: time, paint: style.dim }, { text: type }],
    [
      { text: name + ' '.repeat(Math.max(0, nameWidth - cellWidth(name))), mostLines },
      { text: escapeLine(message.user || '-'), mostLines },
      { text: verdict, paint: message.outcome === 'duplicate' ? style.dim : style.yellow },
    ],
    width,
  );
}

function verdictOf({ outcome, code }: MessageSummary, symbol: string): string {
  if (outcome === 'discarded') return `${symbol} dropped: ${escapeLine(code || 'unknown')}`;
  return outcome === 'duplicate' ? `${symbol} duplicate` : '';
}
