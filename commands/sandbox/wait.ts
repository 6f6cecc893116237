import type { Command } from 'commander';
import { waitForMessages } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { InputError, UsageError } from '../../src/errors.ts';
import { formatDuration, plural } from '../../src/terminal/numbers.ts';
import { duration, wholeNumber } from '../reading/flag-values.ts';
import { addFilterOptions, type FilterFlags, readFilter } from './filter-options.ts';
import { nearestLines } from './nearest-lines.ts';
import { addUrlOption, findSandboxUrl } from './url.ts';

const examples = `
Examples:
  $ segment sandbox wait --event "Order Completed"
  $ segment sandbox wait --type identify -u user_1 --timeout 30s
  $ segment sandbox wait --count 3 --where 'properties.revenue > 100' --json

Messages that have already arrived count. If the time runs out, it exits with 3 and lists the closest messages with what
does not match in each.`;

interface WaitFlags extends FilterFlags {
  readonly count: number;
  readonly timeout: number;
}

export function register(command: Command, app: App): void {
  command
    .description('Wait until messages have arrived in the sandbox; exits with 3 if they do not.')
    .option('--count <number>', 'at least this many', wholeNumber(1), 1)
    .option('--timeout <time>', 'give up after this long, at most 10m', duration, 5_000)
    .addHelpText('after', examples)
    .action((flags: WaitFlags) => wait(app, command, flags));
  addFilterOptions(command);
  addUrlOption(command);
}

async function wait({ io, print, globals, http }: App, command: Command, flags: WaitFlags): Promise<void> {
  const { count, timeout } = flags;
  if (timeout > 600_000) throw new UsageError('A wait takes at most 10m.', { code: 'timeout_too_long' });
  const url = findSandboxUrl(command, io);
  const result = await waitForMessages(await http(), url, { filter: readFilter(flags), count, timeout });
  if (globals.json) await print.json(result);
  if (!result.met) {
    throw new InputError(
      `${plural(result.count, 'message')} of ${count} arrived in ${formatDuration(timeout)}.`,
      { code: 'wait_not_met', details: nearestLines(result.nearest) },
    );
  }
  const { style } = print;
  print.note(
    `${style.green(style.symbols.ok)} ${plural(result.count, 'message')} arrived after ${formatDuration(result.waitedMs)}`,
  );
}
