import { InvalidArgumentError, Option } from 'commander';

/** A flag that takes one of a few words, in any case. */
export function choiceOption<T extends string>(
  flags: string,
  description: string,
  choices: readonly T[],
): Option {
  return new Option(flags, description).choices(choices).argParser((text) => {
    const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    return found;
  });
}
