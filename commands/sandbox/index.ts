import { type Command, InvalidArgumentError, Option } from 'commander';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import type { SandboxSource } from '../../src/sandbox/tracking/sources.ts';
import { sandboxPort } from '../../src/spec/built-in-sandbox.ts';
import { isBlank } from '../../src/spec/same-name.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { wholeNumber } from '../reading/flag-values.ts';

const verbs: readonly CommandEntry[] = [
  { name: 'events', summary: 'list the messages that arrived', load: () => import('./events.ts') },
  { name: 'tail', summary: 'show messages as they arrive', load: () => import('./tail.ts') },
  { name: 'wait', summary: 'wait until messages have arrived', load: () => import('./wait.ts') },
  {
    name: 'assert',
    summary: 'check that the expected messages arrived',
    load: () => import('./assert.ts'),
  },
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
it accepts every write key as a source of its own. It responds as Segment does, keeps the messages in memory, and
records which of them Segment would drop. On a terminal it shows each message as it arrives. Ctrl-C and SIGTERM stop it
with a summary and exit code 0.`;

/** The flags of `segment sandbox` as they were typed. */
export interface SandboxFlags {
  readonly host?: string;
  readonly port: number;
  readonly allowHost?: readonly string[];
  readonly writeKey?: readonly SandboxSource[];
  readonly seed?: string;
  readonly foreignWriteKey?: readonly SandboxSource[];
  readonly rejectWrongRegion?: boolean;
  readonly faults?: string;
  readonly rateLimit?: number;
  readonly eventRateLimit?: number;
  readonly ledger?: boolean;
  readonly strictLimits?: boolean;
  readonly dedupScope: 'all' | 'source';
  readonly readyFile?: string;
  readonly data?: string;
  readonly exitWithParent?: boolean;
}

export function register(command: Command, app: App): void {
  command
    .description('Run a local Segment for development and tests.')
    .allowExcessArguments()
    .addOption(
      new Option('--port <number>', 'the port to listen on; 0 picks a free one')
        .default(sandboxPort)
        .argParser(readPort),
    )
    .option(
      '--host <address>',
      'the address to listen on; any but a loopback address is open to your network',
    )
    .option('--allow-host <name>', 'also accept this host name, as containers need it; repeat it', collect)
    .option('--write-key <name=key>', 'a source and its write key; repeat it', collectSource)
    .option('--seed <file>', 'a JSON file with workspace data to add to the built-in workspace')
    .option(
      '--foreign-write-key <name=key>',
      'a source of the other region: its messages are accepted and lost; repeat it',
      collectSource,
    )
    .option('--reject-wrong-region', 'respond 400 to sources of the other region instead')
    .option('--faults <file>', 'a JSON file with fault rules; see segment sandbox faults set --help')
    .option('--rate-limit <number>', 'respond 429 above this many requests per second', wholeNumber(1))
    .option(
      '--event-rate-limit <number>',
      'respond 429 above this many messages per second and write key',
      wholeNumber(1),
    )
    .option('--ledger', 'remember the SHA-256 of every stored message, for GET /_/ledger')
    .option('--strict-limits', 'read 32 KB and 500 KB as 32,000 and 500,000 bytes')
    .addOption(
      new Option('--dedup-scope <scope>', 'where a messageId counts as seen')
        .choices(['all', 'source'])
        .default('all'),
    )
    .option('--data <folder>', 'keep all data in this folder across restarts')
    .option('--ready-file <file>', 'write the address as JSON to this file once it accepts connections')
    .option('--exit-with-parent', 'exit when the parent process exits')
    .addHelpText('after', examples)
    .action(async (flags: SandboxFlags) => {
      const [verb] = command.args;
      if (verb !== undefined) {
        throw new UsageError(`There is no “segment sandbox ${verb}”.`, {
          code: 'unknown_command',
          hint: 'See: segment sandbox --help',
        });
      }
      const { runSandbox } = await import('./run-sandbox.ts');
      await runSandbox(app, flags);
    });
  defineCommands(command, verbs, app);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function collectSource(text: string, before: readonly SandboxSource[] = []): readonly SandboxSource[] {
  const at = text.indexOf('=');
  const [name, writeKey] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (isBlank(name) || isBlank(writeKey)) throw new InvalidArgumentError('Write it as name=key.');
  if (before.some((source) => source.writeKey === writeKey))
    throw new InvalidArgumentError('Two sources cannot share a write key.');
  return [...before, { name, writeKey }];
}
