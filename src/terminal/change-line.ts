import { escapeLine } from '../spec/escape.ts';
import type { Style } from './style.ts';
import { cut } from './table.ts';

/** A change of a profile in words; `what` is its sign and its part. */
interface ShownChange {
  readonly change: 'added' | 'changed' | 'removed';
  readonly name: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** A change for a person: `+ event  Order Completed  {"revenue":9.5}`, no wider than the screen. */
export function changeLine(
  { change, name, what, before, after }: ShownChange,
  time: string,
  width: number,
  style: Style,
): string {
  const arrow = style.symbols.ok === 'v' ? '->' : '→';
  const value = change === 'changed' ? `${before} ${arrow} ${after}` : after || before;
  const line = [time, what, escapeLine(name), escapeLine(value)].filter((part) => part !== '').join('  ');
  const shown = cut(line, width);
  return shown.startsWith(time) ? style.dim(time) + shown.slice(time.length) : shown;
}
