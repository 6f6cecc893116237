import type { Argument, Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { isBlank } from '../spec/same-name.ts';

/**
 * Lets no flag of a command take a blank value, before anything else reads it: an empty name would fit whatever has
 * none, and an empty filter everything. A value that is meant to be empty has its key before it: `-f note=`. A tab or a
 * space is a delimiter like others.
 */
export function refuseBlankFlags(command: Command): void {
  for (const option of command.options) {
    if (option.required || option.optional)
      checkFirst(option, option.variadic, `${option.long ?? option.short}`);
  }
  // The others are checked once they are all there: see below.
  for (const argument of command.registeredArguments)
    if (argument.parseArg !== undefined) checkFirst(argument, argument.variadic, spelling(argument));
}

/** Throws UsageError where an argument of the called command is blank. */
export function refuseBlankArguments(command: Command): void {
  const { registeredArguments: known } = command;
  for (const [at, text] of command.args.entries()) {
    const argument = known[at] ?? known.at(-1);
    if (isBlank(text)) throw blank(argument === undefined ? 'An argument' : spelling(argument), text);
  }
}

function checkFirst(flag: Option | Argument, isList: boolean, name: string): void {
  const { parseArg } = flag;
  flag.parseArg = <T>(text: string, before: T) => {
    if (isBlank(text) && (text === '' || name !== '--delimiter')) throw blank(name, text);
    if (parseArg !== undefined) return parseArg(text, before);
    // What commander does by itself.
    return (isList ? [...(Array.isArray(before) ? before : []), text] : text) as T;
  };
}

function spelling(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function blank(name: string, text: string): UsageError {
  return new UsageError(`${name} is ${text === '' ? 'empty' : 'blank'}.`, {
    code: 'value_blank',
    hint: 'A shell variable is probably unset. Give a value, or leave it out where it is optional.',
  });
}
