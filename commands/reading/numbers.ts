import { numberText } from '../../src/api/numbers.ts';
import { groupDigits } from '../../src/terminal/numbers.ts';
import type { ListColumn } from './print-list.ts';
import type { Fact } from './print-object.ts';

/** A column with a number: as it is spelled for a machine, its digits in groups for a person. */
export function numberColumn(header: string, path: string): ListColumn {
  return {
    header,
    whole: true,
    cell: (_item, text) => numberText(text, path),
    shown: (_item, _now, text) => groupDigits(numberText(text, path)),
  };
}

/** The same where the last row is a total: one that cannot be known says so. */
export function summedColumn(header: string, path: string): ListColumn {
  const column = numberColumn(header, path);
  return {
    ...column,
    shown: (item, now, text) => column.shown?.(item, now, text) || ('isTotal' in item ? 'unknown' : ''),
  };
}

/** The same as a line about an object. */
export function numberFact(label: string, text: string, path: string): Fact {
  const value = numberText(text, path);
  return { label, value, shown: groupDigits(value) };
}
