import { Command, type ParseOptions } from 'commander';
import { UsageError } from '../errors.ts';

/** A word that is no command of `group`. */
export class UnknownCommandError extends UsageError {
  readonly group: Command;
  /** The word, and those after it that are no flags. */
  readonly words: readonly string[];

  constructor(group: Command, words: readonly string[], hint?: string) {
    super(`Unknown command '${words[0] ?? ''}'.`, { code: 'unknown_command', hint });
    this.group = group;
    this.words = words;
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
      const { meantCalls, meantHint } = await import('./meant-commands.ts');
      const { group, words } = error;
      throw new UnknownCommandError(
        group,
        words,
        meantHint('segment', group, await meantCalls(group, words)),
      );
    }
  }
}
