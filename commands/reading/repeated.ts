import { InvalidArgumentError } from 'commander';

/** Collects a flag that may be given several times. */
export function repeated(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** Collects a flag that takes some of a few words, several times or with commas between them. */
export function repeatedChoice<T extends string>(
  choices: readonly T[],
): (text: string, before?: readonly T[]) => readonly T[] {
  return (text, before = []) => {
    const words = text.split(',').map((word) => word.trim());
    const chosen = words.map((word) => choices.find((choice) => choice === word));
    const known = chosen.filter((choice) => choice !== undefined);
    if (known.length < words.length)
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    return [...new Set([...before, ...known])];
  };
}
