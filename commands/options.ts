import type {
  Argument as CheckedArgument,
  Option as CheckedOption,
  Command,
  OptionValues,
} from '@commander-js/extra-typings';
import { Argument as CommanderArgument, Option as CommanderOption } from 'commander';

/** commander's Option, whose type carries the name and the value of its flag. */
export const Option = CommanderOption as unknown as typeof CheckedOption;

/** commander's Argument, whose type carries its name and value. */
export const Argument = CommanderArgument as unknown as typeof CheckedArgument;

/** A command with no flags yet. */
// biome-ignore lint/complexity/noBannedTypes: so commander's types call it
export type NoFlags = {};

/**
 * The flags that a function declares, as the compiler reads them from its declarations: rename one there, and whoever
 * reads it is a type error. A function that others add to is instantiated: `FlagsOf<typeof addRangeOptions<[], NoFlags>>`.
 */
export type FlagsOf<Declare extends (command: Command, ...rest: never[]) => unknown> =
  ReturnType<Declare> extends Command<infer _Arguments, infer Flags extends OptionValues>
    ? Readonly<Flags>
    : never;

/**
 * The flags of a command that are handed to what reads them by the names in `Read`. Names that no option has are a type
 * error, as flags that nobody needs to give would otherwise be missing unnoticed.
 */
export type FlagsFor<Flags, Read> =
  Exclude<keyof Read, keyof Flags> extends never
    ? Flags
    : { readonly noOptionFor: Exclude<keyof Read, keyof Flags> };
