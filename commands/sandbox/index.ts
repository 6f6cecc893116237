import type { Command, CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Command as AnyCommand } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../../src/command-tree/lazy-commands.ts';
import { UnknownCommandError } from '../../src/command-tree/unknown-command.ts';
import { addSandboxOptions } from './sandbox-options.ts';

const verbs: readonly CommandEntry[] = [
  { name: 'events', summary: 'list the messages that arrived', load: () => import('./events.ts') },
  { name: 'tail', summary: 'show messages as they arrive', load: () => import('./tail.ts') },
  { name: 'wait', summary: 'wait until messages have arrived', load: () => import('./wait.ts') },
  { name: 'assert', summary: 'check that the expected messages arrived', load: () => import('./assert.ts') },
  {
    name: 'snapshot',
    summary: 'save the messages that arrived to a file',
    load: () => import('./snapshot.ts'),
  },
  {
    name: 'diff',
    summary: 'compare a snapshot with another or with the sandbox',
    load: () => import('./diff.ts'),
  },
  { name: 'faults', summary: 'make requests fail on demand', load: () => import('./faults/index.ts') },
  { name: 'stats', summary: 'count the messages that arrived', load: () => import('./stats.ts') },
  { name: 'reset', summary: 'delete all messages', load: () => import('./reset.ts') },
];

const examples = `
Examples:
  $ segment sandbox  # then, in another terminal:
  $ segment -w sandbox track "Signed Up" -u user_1
  $ segment sandbox events
  $ segment sandbox --port 0 --ready-file ready.json  # for scripts: a free port
  $ segment sandbox --data ./sandbox-data  # keeps its data across restarts
  $ segment sandbox --write-key web=web_key --write-key app=app_key --strict-limits

No account is needed, and nothing leaves this machine. Point any Segment SDK at the URL it prints. Without --write-key
it accepts every write key, and each is a source of its own. It responds as Segment does, keeps the messages in memory,
and records which of them Segment would drop. On a terminal it shows each message as it arrives. Ctrl-C and SIGTERM stop it
with a summary and exit code 0. If several sandboxes run, name one with SEGMENT_SANDBOX_URL or --url.`;

export function register(command: Command, app: App): void {
  command.description('Run a local Segment for development and tests.').allowExcessArguments();
  addSandboxOptions(command)
    .addHelpText('after', examples)
    .action(async (flags) => {
      if (command.args.length > 0)
        throw new UnknownCommandError(command as CommandUnknownOpts as AnyCommand, command.args);
      const { runSandbox } = await import('./run-sandbox.ts');
      await runSandbox(app, flags);
    });
  defineCommands(command, verbs, app);
}
