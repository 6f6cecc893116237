import { type Command, InvalidArgumentError, Option } from 'commander';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import type { SandboxSource } from '../../src/sandbox/tracking/sources.ts';
import { sandboxPort } from '../../src/spec/built-in-sandbox.ts';
import { isBlank } from '../../src/spec/same-name.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { wholeNumber } from '../reading/flag-values.ts';

const verbs: readonly CommandEntry[] = [
  { name: 'events', summary: 'list what arrived', load: () => import('./events.ts') },
  { name: 'tail', summary: 'show messages as they arrive', load: () => import('./tail.ts') },
  { name: 'wait', summary: 'wait until messages have arrived', load: () => import('./wait.ts') },
  {
    name: 'assert',
    summary: 'compare what arrived with what should have',
    load: () => import('./assert.ts'),
  },
  { name: 'snapshot', summary: 'record what arrived', load: () => import('./snapshot.ts') },
  {
    name: 'diff',
    summary: 'compare two recordings, or one with what arrived',
    load: () => import('./diff.ts'),
  },
  { name: 'faults', summary: 'let requests fail on demand', load: () => import('./faults/index.ts') },
  { name: 'stats', summary: 'count what arrived', load: () => import('./stats.ts') },
  { name: 'reset', summary: 'forget everything', load: () => import('./reset.ts') },
];

const examples = `
Examples:
  $ segment sandbox                                  then, in another terminal:
  $ segment -w sandbox track "Signed Up" -u user_1
  $ segment sandbox events
  $ segment sandbox --port 0 --ready-file ready.json     for a script: any free port, and where it is
  $ segment sandbox --data ./sandbox-data                keeps everything over restarts and kills
  $ segment sandbox --write-key web=web_key --write-key app=app_key --strict-limits

Point any Segment SDK at the URL it prints; without --write-key every key is a source.
It keeps what arrives in memory, answers as Segment does, and says in its journal what
Segment would have dropped. On a terminal it shows each message as it arrives.
Ctrl-C and SIGTERM end it with a summary and exit code 0.`;

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
    .description('Run a Segment of your own on this machine: no account, nothing leaves it.')
    .allowExcessArguments()
    .addOption(
      new Option('--port <number>', 'the port to listen on; 0 picks a free one')
        .default(sandboxPort)
        .argParser(readPort),
    )
    .option('--host <address>', 'the address to listen on; anything but loopback is open to your network')
    .option('--allow-host <name>', 'also answer under this name, as containers need it; repeat it', collect)
    .option('--write-key <name=key>', 'a source and its write key; repeat it', collectSource)
    .option('--seed <file>', 'a JSON file with the workspace that the API shows; adds to the built-in one')
    .option(
      '--foreign-write-key <name=key>',
      'a source of the other region: its messages are taken and lost; repeat it',
      collectSource,
    )
    .option('--reject-wrong-region', 'answer 400 to sources of the other region instead')
    .option('--faults <file>', 'let requests fail by this plan; see segment sandbox faults set --help')
    .option('--rate-limit <number>', 'answer 429 to more requests a second than this', wholeNumber(1))
    .option(
      '--event-rate-limit <number>',
      'answer 429 to more messages a second of one write key than this',
      wholeNumber(1),
    )
    .option('--ledger', 'remember the SHA-256 of every stored message, for GET /_/ledger')
    .option('--strict-limits', 'read 32 KB and 500 KB as 32,000 and 500,000 bytes')
    .addOption(
      new Option('--dedup-scope <scope>', 'where a messageId counts as seen')
        .choices(['all', 'source'])
        .default('all'),
    )
    .option('--data <folder>', 'write everything into this folder and come back from it after a restart')
    .option('--ready-file <file>', 'write the ready line into this file once it accepts connections')
    .option('--exit-with-parent', 'end when the process that started it is gone')
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
