import { InvalidArgumentError } from 'commander';
import { durationMs } from '../../src/spec/duration.ts';
import type { FieldFlag } from '../../src/spec/fields.ts';
import { isBlank } from '../../src/spec/same-name.ts';
import { Option } from '../options.ts';

/** A whole number from `least` on, for a flag. */
export function wholeNumber(least: number, most = 999_999_999): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`It is a whole number from ${least}.`);
    return number;
  };
}

/** Milliseconds of a duration such as `500ms`, `30s`, `5m`, for a flag. */
export function duration(text: string): number {
  const ms = durationMs(text);
  if (ms === undefined) throw new InvalidArgumentError('Write a time with its unit: 500ms, 30s, 5m.');
  return ms;
}

/** Names with commas between them, for a flag. */
export function readNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some(isBlank)) throw new InvalidArgumentError('A name between the commas is empty.');
  return names;
}

/** Collects a flag that may be given several times. */
export function repeated(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** Collects fields of -f and -F in the order typed. */
export function fieldInto(fields: FieldFlag[], kind: FieldFlag['kind'], flag: string) {
  return (text: string) => fields.push({ kind, text, flag });
}

/** A flag that takes one of a few words, in any case. */
export function choiceOption<Flags extends string, T extends string>(
  flags: Flags,
  description: string,
  choices: readonly T[],
) {
  return new Option(flags, description).choices(choices).argParser((text): T => {
    const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw notAmong(choices);
    return found;
  });
}

/** A flag that takes some of a few words, several times or with commas between them. */
export function choicesOption<Flags extends string, T extends string>(
  flags: Flags,
  description: string,
  choices: readonly T[],
) {
  const option = new Option(flags, description).choices(choices);
  return option.argParser((text: string, before: readonly T[] = []): readonly T[] => {
    const words = text.split(',').map((word) => word.trim());
    const chosen = words.map((word) => choices.find((choice) => choice === word));
    const known = chosen.filter((choice) => choice !== undefined);
    if (known.length < words.length) throw notAmong(choices);
    return [...new Set([...before, ...known])];
  });
}

function notAmong(choices: readonly string[]): InvalidArgumentError {
  return new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
}
