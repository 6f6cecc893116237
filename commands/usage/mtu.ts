import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { printUsage } from './print-usage.ts';
import { addUsageOptions, type UsageFlags, usageJsonHelp } from './usage-options.ts';

const examples = `
A day shows the users who were new in the month.
${usageJsonHelp}

Examples:
  $ segment usage mtu
  $ segment usage mtu --by source --period 2026-10
  $ segment usage mtu --ndjson --fields timestamp,identified,daily.identified`;

export function register(command: Command, app: App): void {
  addUsageOptions(
    command
      .description('Show monthly tracked users (MTU), by day or by source.')
      .addHelpText('after', examples),
  ).action((flags: UsageFlags) =>
    printUsage(app, flags, {
      kind: 'mtu',
      figures: [
        { name: 'identified', header: 'identified' },
        { name: 'anonymous', header: 'anonymous' },
        { name: 'anonymousIdentified', header: 'anon. identified' },
        { name: 'neverIdentified', header: 'never identified' },
      ],
    }),
  );
}
