import { Command, type ParseOptions } from 'commander';
import { UsageError } from '../errors.ts';

/** A word that is no command of `group`. */
export class UnknownCommandError extends UsageError {
  readonly group: Command;
  readonly word: string;

  constructor(group: Command, word: string, hint?: string) {
    super(`Unknown command '${word}'.`, { code: 'unknown_command', hint });
    this.group = group;
    this.word = word;
  }
}

/** The root of the tree: says which command was probably meant by one that there is not. */
export class Program extends Command {
  override async parseAsync(argv?: readonly string[], options?: ParseOptions): Promise<this> {
    try {
      return await super.parseAsync(argv, options);
    } catch (error) {
      if (!(error instanceof UnknownCommandError)) throw error;
      // Commands that were not called are not loaded: only now is it worth their time.
      const { meantCommands, meantHint } = await import('./meant-commands.ts');
      const { group, word } = error;
      throw new UnknownCommandError(
        group,
        word,
        meantHint('segment', group, await meantCommands(group, word)),
      );
    }
  }
}
