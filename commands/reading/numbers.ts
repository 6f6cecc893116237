import { groupDigits } from '../../src/terminal/numbers.ts';
import { cellOf, fieldText } from './pick-fields.ts';
import type { ListColumn } from './print-list.ts';
import type { Fact } from './print-object.ts';

/**
 * A number of an object's text, spelled as it is there, every digit of it; the API writes big counters as strings.
 * Empty where there is none: a number that is missing is not 0.
 */
export function numberText(text: string, path: string): string {
  return cellOf(fieldText(text, path));
}

/** The same where it is a whole number, to calculate with; undefined for anything else. */
export function integerAt(text: string, path: string): bigint | undefined {
  const [, digits] = /^(-?\d{1,400})(?:\.0+)?$/.exec(numberText(text, path)) ?? [];
  return digits === undefined ? undefined : BigInt(digits);
}

/** All of them together; undefined when one is missing, for then the sum is not known. */
export function sumOf(numbers: readonly (bigint | undefined)[]): bigint | undefined {
  let sum = 0n;
  for (const number of numbers) {
    if (number === undefined) return undefined;
    sum += number;
  }
  return sum;
}

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
