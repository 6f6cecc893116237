import type { JsonObject } from '../api/api-object.ts';
import { bar, type Drawn, fitted, sparkline } from '../terminal/chart.ts';
import { lookOf, type Shown } from '../terminal/look.ts';
import type { ListColumn } from './list-column.ts';

/** Columns of a table that draw numbers. They add no facts: a machine never gets them. */
export interface Charts {
  /** Less room than the other columns take: names are worth more than drawings. */
  readonly isCrowded: boolean;
  /** A bar for each row, the largest one full, `cells` wide or as wide as there is room. */
  bars(most: number, numberOf: (item: JsonObject) => Drawn, cells?: number): ListColumn;
  /** The numbers of a row over time. */
  spark(numbersOf: (item: JsonObject) => readonly Drawn[]): ListColumn;
  sparkText(numbers: readonly Drawn[]): string;
}

/** In cells. */
const narrowest = 8;
const widest = 30;

/** Charts that fit the terminal beside so many cells of other columns, in signs that it surely shows. */
export function openCharts(shown: Shown, beside: number): Charts {
  const { width, style } = lookOf(shown);
  const cells = Math.max(narrowest, Math.min(widest, width - beside));
  const isUnicode = style.symbols.ok === '✓';
  const sparkText = (numbers: readonly Drawn[]) => sparkline(fitted(numbers, cells), isUnicode);
  const column = (header: string, text: (item: JsonObject) => string): ListColumn => ({
    header,
    whole: true,
    cell: text,
  });
  return {
    isCrowded: width < beside,
    bars: (most, numberOf, own = cells) =>
      column('chart', (item) => bar(numberOf(item), most, own, isUnicode)),
    spark: (numbersOf) => column('over time', (item) => sparkText(numbersOf(item))),
    sparkText,
  };
}
