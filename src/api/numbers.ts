import { cellOf, fieldText } from './pick-fields.ts';

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
