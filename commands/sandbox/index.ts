import { type Command, InvalidArgumentError, Option } from 'commander';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import type { SandboxSource } from '../../src/sandbox/sources.ts';
import { type CommandEntry, defineCommands } from '../program.ts';

const verbs: readonly CommandEntry[] = [
  { name: 'events', summary: 'list what arrived', load: () => import('./events.ts') },
  { name: 'stats', summary: 'count what arrived', load: () => import('./stats.ts') },
  { name: 'reset', summary: 'forget everything', load: () => import('./reset.ts') },
];

const examples = `
Examples:
  $ segment sandbox                                  then, in another terminal:
  $ segment -w sandbox track "Signed Up" -u user_1
  $ segment sandbox events
  $ segment sandbox --port 0 --ready-file ready.json     for a script: any free port, and where it is
  $ segment sandbox --write-key web=web_key --write-key app=app_key --strict-limits

Point any Segment SDK at the URL it prints; without --write-key every key is a source.
It keeps what arrives in memory, answers as Segment does, and says in its journal what
Segment would have dropped. Ctrl-C and SIGTERM end it with a summary and exit code 0.`;

/** The flags of `segment sandbox` as they were typed. */
export interface SandboxFlags {
  readonly host?: string;
  readonly port: number;
  readonly allowHost?: readonly string[];
  readonly writeKey?: readonly SandboxSource[];
  readonly strictLimits?: boolean;
  readonly dedupScope: 'all' | 'source';
  readonly readyFile?: string;
}

export function register(command: Command, app: App): void {
  command
    .description('Run a Segment of your own on this machine: no account, nothing leaves it.')
    .allowExcessArguments()
    .addOption(
      new Option('--port <number>', 'the port to listen on; 0 picks a free one')
        .default(4010)
        .argParser(readPort),
    )
    .option('--host <address>', 'the address to listen on; anything but loopback is open to your network')
    .option('--allow-host <name>', 'also answer under this name, as containers need it; repeat it', collect)
    .option('--write-key <name=key>', 'a source and its write key; repeat it', collectSource)
    .option('--strict-limits', 'read 32 KB and 500 KB as 32,000 and 500,000 bytes')
    .addOption(
      new Option('--dedup-scope <scope>', 'where a messageId counts as seen')
        .choices(['all', 'source'])
        .default('all'),
    )
    .option('--ready-file <file>', 'write the ready line into this file once it accepts connections')
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
  if (name === '' || writeKey === '') throw new InvalidArgumentError('Write it as name=key.');
  if (before.some((source) => source.writeKey === writeKey))
    throw new InvalidArgumentError('Two sources cannot share a write key.');
  return [...before, { name, writeKey }];
}
