import type { Command } from '@commander-js/extra-typings';
import type { Command as AnyCommand } from 'commander';
import type { App } from '../src/app.ts';
import { findCommand, programOf } from '../src/command-tree/lazy-commands.ts';
import { meantCommands, meantHint } from '../src/command-tree/meant-commands.ts';
import { UnknownCommandError } from '../src/command-tree/unknown-command.ts';
import { UsageError } from '../src/errors.ts';
import { nearest } from '../src/spec/nearest.ts';
import { layOut } from '../src/terminal/lay-out.ts';
import { terminalWidth } from '../src/terminal/width.ts';
import { columns, type Topic } from '../src/topics/topic.ts';
import { topics } from '../src/topics/topics.ts';

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
    if (!(error instanceof UnknownCommandError)) throw error;
    throw new UsageError(`There is no command or topic “${words.join(' ')}”.`, {
      code: error.code,
      hint: await suggestion(error),
    });
  }
}

/** The commands that were probably meant, or the topic. */
async function suggestion({ group, words }: UnknownCommandError): Promise<string> {
  const topic =
    group.parent === null
      ? nearest(
          words[0] ?? '',
          topics.map(({ name }) => name),
        )
      : undefined;
  const meant = await meantCommands(group, words);
  return meantHint('segment help', group, topic === undefined ? meant : [topic, ...meant]);
}

const helpFooter = `
Topics:
${columns(topics.map(({ name, summary }: Topic) => [name, summary]))}

Examples:
  $ segment help track
  $ segment help auth login
  $ segment help exit-codes`;
