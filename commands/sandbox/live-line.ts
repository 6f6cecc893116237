import stringWidth from 'string-width';
import type { JournalMessage } from '../../src/sandbox/journal/journal-message.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import type { Style } from '../../src/terminal/style.ts';
import { cut } from '../../src/terminal/table.ts';

/** What a line tells of. */
export type LiveMessage = Pick<
  JournalMessage,
  'receivedAt' | 'type' | 'outcome' | 'code' | 'event' | 'userId' | 'anonymousId' | 'completed'
>;

/** Cells of the longest type, identify. */
const typeWidth = 8;
const gap = '  ';
/** Below this a name or a user says nothing any more. */
const narrowest = 6;

/** One message as a line of at most `width` cells: when, what, who, and what Segment would not tell. */
export function liveLine(message: LiveMessage, width: number, style: Style): string {
  const time = localTime(message.receivedAt, width >= 60);
  const type = (message.type ?? '?').padEnd(typeWidth);
  const verdict = verdictOf(message, style.symbols.error);
  const fixed = time.length + gap.length + typeWidth;
  const free = width - fixed - (verdict === '' ? 0 : gap.length + stringWidth(verdict));
  const [name, user] = share(free, escapeLine(nameOf(message)), escapeLine(userOf(message)));
  const parts = [
    style.dim(time),
    type,
    ...(name === undefined ? [] : [name]),
    ...(user === undefined ? [] : [user]),
  ];
  if (verdict !== '')
    parts.push(message.outcome === 'duplicate' ? style.dim(verdict) : style.yellow(verdict));
  return parts.join(gap).trimEnd();
}

/** Name and user within so many cells; the name is padded, so that users stand below each other. */
function share(free: number, name: string, user: string): [string | undefined, string | undefined] {
  const both = free - 2 * gap.length;
  if (both < 2 * narrowest)
    return free - gap.length < narrowest ? [undefined, undefined] : [cut(name, free - gap.length), undefined];
  const nameWidth = Math.min(32, Math.ceil(both / 2));
  const shown = cut(name, nameWidth);
  return [shown + ' '.repeat(nameWidth - stringWidth(shown)), cut(user, Math.min(40, both - nameWidth))];
}

function verdictOf({ outcome, code }: LiveMessage, symbol: string): string {
  if (outcome === 'stored') return '';
  return outcome === 'duplicate'
    ? `${symbol} duplicate`
    : `${symbol} dropped: ${escapeLine(code ?? 'unknown')}`;
}

function nameOf(message: LiveMessage): string {
  if (message.event !== undefined) return message.event;
  const { name, groupId, previousId } = message.completed;
  for (const value of [name, groupId, previousId])
    if (typeof value === 'string' && value !== '') return value;
  return '-';
}

function userOf({ userId, anonymousId }: LiveMessage): string {
  return userId ?? anonymousId ?? '-';
}

function localTime(at: Date, withMilliseconds: boolean): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return withMilliseconds ? `${seconds}.${String(at.getMilliseconds()).padStart(3, '0')}` : seconds;
}
