import type { Command } from '@commander-js/extra-typings';
import { type EventFilter, waitForMessages } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { InputError, UsageError } from '../../src/errors.ts';
import { describeNearMiss } from '../../src/local-sandbox/message-summary.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { showCountdown } from '../../src/terminal/countdown.ts';
import { formatCount, formatDuration, plural } from '../../src/terminal/numbers.ts';
import { refusedNotes } from '../../src/terminal/sandbox-notes.ts';
import { Option } from '../options.ts';
import { duration, wholeNumber } from '../reading/flag-values.ts';
import { addFilterOptions, readFilter } from './filter-options.ts';
import { openSandbox } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox wait --event "Order Completed"
  $ segment sandbox wait --type identify -u user_1 --timeout 30s
  $ segment sandbox wait --count 3 --where 'properties.revenue > 100' --json

Messages that have already arrived count. If the time runs out, it exits with 3 and lists the closest messages with what
does not match in each, and says how many requests were refused.`;

export function register(command: Command, app: App): void {
  command.description('Wait until messages have arrived in the sandbox; exits with 3 if they do not.');
  addWaitOptions(command)
    .addHelpText('after', examples)
    .action(async ({ count, timeout, ...filters }) => {
      if (timeout > 600_000) throw new UsageError('A wait takes at most 10m.', { code: 'timeout_too_long' });
      const { io, print, globals } = app;
      // With --json there is no countdown.
      const { http, url } = await openSandbox(app, command, { isSilent: !globals.json });
      const filter = readFilter(filters);
      const what = `waiting for ${plural(count, 'message')}${escapeLine(describeFilter(filter))}`;
      const quiet = globals.quiet || globals.json;
      const erase = showCountdown({ io, print, quiet }, what, timeout);
      app.onClose(erase);
      const result = await waitForMessages(http, url, { filter, count, timeout }).finally(erase);
      if (globals.json) await print.json(result);
      if (!result.met) {
        throw new InputError(
          `${formatCount(result.count)} of ${plural(count, 'message')} arrived in ${formatDuration(timeout)}.`,
          {
            code: 'wait_not_met',
            details: [...(result.nearest ?? []).map(describeNearMiss), ...refusedNotes(result.refused)],
          },
        );
      }
      print.success(`${plural(result.count, 'message')} arrived after ${formatDuration(result.waitedMs)}`);
    });
}

/** The filters as they were given: ` with event=Order Completed`. */
function describeFilter({ outcome, ...filter }: EventFilter): string {
  const given = Object.entries({ ...filter, ...(outcome === 'stored' ? {} : { outcome }) });
  const words = given.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return words.length === 0 ? '' : ` with ${words.join(', ')}`;
}

function addWaitOptions(command: Command) {
  return addFilterOptions(
    command
      .option('--count <number>', 'at least this many', wholeNumber(1), 1)
      .addOption(
        new Option('--timeout <time>', 'give up after this long, at most 10m')
          .default(5_000, '5s')
          .argParser(duration),
      ),
  );
}
