import { InvalidArgumentError } from 'commander';
import { Option } from '../options.ts';

/** A flag that takes one of a few words, in any case. */
export function choiceOption<Flags extends string, T extends string>(
  flags: Flags,
  description: string,
  choices: readonly T[],
) {
  return new Option(flags, description).choices(choices).argParser((text): T => {
    const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    return found;
  });
}
