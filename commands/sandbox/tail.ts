import type { Command } from '@commander-js/extra-typings';
import { followSandbox } from '../../src/api/sandbox/stream.ts';
import type { App } from '../../src/app.ts';
import { summariseEvent } from '../../src/local-sandbox/message-summary.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { terminalWidth } from '../../src/terminal/width.ts';
import type { FlagsOf } from '../options.ts';
import { wholeNumber } from '../reading/flag-values.ts';
import { chosenForm } from '../reading/output-options.ts';
import { untilStopped } from '../until-stopped.ts';
import { addFilterOptions, readFilter } from './filter-options.ts';
import { findSandboxUrl } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox tail  # what arrives from now on, until Ctrl-C
  $ segment sandbox tail --type track --where 'properties.revenue > 100'
  $ segment sandbox tail --ndjson | jq .message.event
  $ segment sandbox tail --event "Signed Up" --limit 1  # exits after the first

Prints a line per message on a terminal and one JSON object per line in a pipe.`;

export function register(command: Command, app: App): void {
  command.description('Show messages as they arrive in the sandbox, discarded ones included.');
  addTailOptions(command)
    .addHelpText('after', examples)
    .action((flags) => tail(app, findSandboxUrl(app.io, command), flags));
}

function addTailOptions(command: Command) {
  return addFilterOptions(
    command
      .option('--limit <number>', 'stop after this many', wholeNumber(1))
      .option(
        '--after <seq>',
        'start after the message with this seq; 0 starts with all stored ones',
        wholeNumber(0),
      )
      .option('--ndjson', 'print a JSON object per line'),
    'all',
  );
}

async function tail(app: App, url: string, flags: FlagsOf<typeof addTailOptions>): Promise<void> {
  const { io, print } = app;
  const { limit = Number.POSITIVE_INFINITY, after, ndjson } = flags;
  const form = chosenForm(app, { ndjson }, ['ndjson']);
  const isPretty = form === undefined && io.stdout.isTTY === true;
  const format = isPretty ? await lineFormat(app) : (line: string) => line;
  const events = followSandbox(url, {
    filter: readFilter(flags),
    signal: untilStopped(app),
    sleep: io.sleep,
    ...(after === undefined ? {} : { after }),
  });

  let shown = 0;
  let isLost = false;
  for await (const event of events) {
    if (event.kind === 'dropped') {
      print.warn(`the sandbox deleted ${plural(event.count, 'message')} before they could be shown`);
    } else if (event.kind === 'reconnecting') {
      if (!isLost) print.note('Connection to the sandbox lost; reconnecting. Ctrl-C stops.');
      isLost = true;
    } else {
      isLost = false;
      await print.result(`${format(event.line)}\n`);
      shown += 1;
      if (shown >= limit) return;
    }
  }
}

async function lineFormat({ io, print }: App): Promise<(line: string) => string> {
  const { messageLine } = await import('../../src/terminal/message-line.ts');
  return (line) =>
    messageLine(summariseEvent(JSON.parse(line)), terminalWidth(io, io.stdout), print.resultStyle);
}
