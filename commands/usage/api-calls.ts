import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { printUsage } from './print-usage.ts';
import { addUsageOptions, type UsageFlags, usageJsonHelp } from './usage-options.ts';

const examples = `${usageJsonHelp}

Examples:
  $ segment usage api-calls
  $ segment usage api-calls --by source
  $ segment usage api-calls --period 2026-10 --csv > calls.csv
  $ segment usage api-calls --json | jq '[.[].daily.apiCalls] | add'`;

export function register(command: Command, app: App): void {
  addUsageOptions(
    command.description('Show API calls, by day or by source.').addHelpText('after', examples),
  ).action((flags: UsageFlags) =>
    printUsage(app, flags, { kind: 'api-calls', figures: [{ name: 'apiCalls', header: 'API calls' }] }),
  );
}
