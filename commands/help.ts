import type { Command } from '@commander-js/extra-typings';
import type { Command as AnyCommand } from 'commander';
import type { App } from '../src/app.ts';
import { UsageError } from '../src/errors.ts';
import { nearest } from '../src/spec/nearest.ts';
import { layOut } from '../src/terminal/lay-out.ts';
import { terminalWidth } from '../src/terminal/width.ts';
import { findCommand, programOf } from './lazy-commands.ts';
import { topics } from './topics/index.ts';
import { columns, type Topic } from './topics/topic.ts';

export function register(command: Command, app: App): void {
  command
    .description('Show help for a command or a topic.')
    .argument('[words...]', 'a command such as auth login, or a topic')
    .addHelpText('after', helpFooter)
    .action(async (words) => {
      const program = programOf(command);
      const topic = words.length === 1 ? topics.find(({ name }) => name === words[0]) : undefined;
      const isCommand = program.commands.some((child) => child.name() === words[0]);
      const width = terminalWidth(app.io, app.io.stdout);
      if (topic !== undefined && !isCommand) return app.print.result(layOut(topic.text(), width));
      const found = await findCommandOrSuggest(program, words);
      found.outputHelp();
      // `batch` is both: the command's own help first.
      if (topic !== undefined) await app.print.result(layOut(`\n${topic.text()}`, width));
    });
}

async function findCommandOrSuggest(program: AnyCommand, words: readonly string[]): Promise<AnyCommand> {
  try {
    return await findCommand(program, words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.message, { code: error.code, hint: await suggestion(program, words) });
  }
}

/** The nearest command or topic to the word that could not be found. */
async function suggestion(program: AnyCommand, words: readonly string[]): Promise<string> {
  let parent = program;
  for (const [index, word] of words.entries()) {
    const names = parent
      .createHelp()
      .visibleCommands(parent)
      .flatMap((child) => [child.name(), ...child.aliases()]);
    if (!names.includes(word)) {
      const near = nearest(word, index === 0 ? [...names, ...topics.map(({ name }) => name)] : names);
      const before = words.slice(0, index);
      return near === undefined
        ? `See: segment ${[...before, '--help'].join(' ')}`
        : `Did you mean: segment help ${[...before, near].join(' ')}`;
    }
    parent = await findCommand(program, words.slice(0, index + 1));
  }
  return 'See: segment --help';
}

const helpFooter = `
Topics:
${columns(topics.map(({ name, summary }: Topic) => [name, summary]))}

Examples:
  $ segment help track
  $ segment help auth login
  $ segment help exit-codes`;
