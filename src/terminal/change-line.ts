import { escapeLine } from '../spec/escape.ts';
import { flowCells } from './flow-cells.ts';
import type { Style } from './style.ts';

/** A change of a profile in words; `what` is its sign and its part. */
interface ShownChange {
  readonly change: 'added' | 'changed' | 'removed';
  readonly name: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** Of the JSON of an event or a trait no more lines are shown. */
const mostLines = 4;

/** A change for a person: `+ event  Order Completed  {"revenue":9.5}`, no wider than the screen: it continues below itself. */
export function changeLine(
  { change, name, what, before, after }: ShownChange,
  time: string,
  width: number,
  style: Style,
): string {
  const arrow = style.symbols.ok === 'v' ? '->' : '→';
  const value = change === 'changed' ? `${before} ${arrow} ${after}` : after || before;
  const cells = [{ text: escapeLine(name) }, { text: escapeLine(value), mostLines }];
  return flowCells([{ text: time, paint: style.dim }, { text: what }], cells, width);
}
