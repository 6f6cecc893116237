import type { Command } from '@commander-js/extra-typings';
import { InvalidArgumentError } from 'commander';
import type { SandboxStart } from '../../src/local-sandbox/read-sandbox-options.ts';
import type { SandboxSource } from '../../src/sandbox/tracking/sources.ts';
import { sandboxPort } from '../../src/spec/built-in-sandbox.ts';
import { isBlank } from '../../src/spec/same-name.ts';
import { type FlagsFor, type FlagsOf, Option } from '../options.ts';
import { repeated, wholeNumber } from '../reading/flag-values.ts';

export type SandboxFlags = FlagsFor<FlagsOf<typeof addSandboxOptions>, SandboxStart>;

export function addSandboxOptions(command: Command) {
  return command
    .addOption(
      new Option('--port <number>', 'the port to listen on; 0 picks a free one')
        .default(sandboxPort)
        .argParser(readPort),
    )
    .option(
      '--host <address>',
      'the address to listen on; any but a loopback address is open to your network',
      withoutBrackets,
    )
    .option(
      '--allow-host <name>',
      'also accept this host name, as containers need it: name, name:port or *.suffix; repeat it',
      repeated,
    )
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
        .choices(['all', 'source'] as const)
        .default('all'),
    )
    .option('--data <folder>', 'keep all data in this folder across restarts')
    .option('--ready-file <file>', 'write the address as JSON to this file once it accepts connections')
    .option('--exit-with-parent', 'exit when the parent process exits');
}

/** A URL has an IPv6 address in brackets. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[(.+)\]$/, '$1');
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function collectSource(text: string, before: readonly SandboxSource[] = []): readonly SandboxSource[] {
  const at = text.indexOf('=');
  const [name, writeKey] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (isBlank(name) || isBlank(writeKey)) throw new InvalidArgumentError('Write it as name=key.');
  if (before.some((source) => source.writeKey === writeKey))
    throw new InvalidArgumentError('Two sources cannot share a write key.');
  return [...before, { name, writeKey }];
}
