import type { Command } from '@commander-js/extra-typings';
import { followSandbox } from '../../src/api/sandbox/stream.ts';
import type { App } from '../../src/app.ts';
import { summariseEvent } from '../../src/local-sandbox/message-summary.ts';
import { summariseRefused } from '../../src/local-sandbox/refused-summary.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { terminalWidth } from '../../src/terminal/width.ts';
import type { FlagsOf } from '../options.ts';
import { wholeNumber } from '../reading/flag-values.ts';
import { chosenForm } from '../reading/output-options.ts';
import { untilStopped } from '../until-stopped.ts';
import { addFilterOptions, allOutcomes, readFilter } from './filter-options.ts';
import { findSandboxUrl } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox tail  # what arrives from now on, until Ctrl-C
  $ segment sandbox tail --type track --where 'properties.revenue > 100'
  $ segment sandbox tail --ndjson --jq .message.event
  $ segment sandbox tail --event "Signed Up" --limit 1  # exits after the first
  $ segment sandbox tail --outcome refused  # requests that were answered 400, 401, 404, …

Prints a line per message on a terminal and one JSON object per line in a pipe. Requests that the sandbox refuses are
shown too, unless a filter asks for messages of some kind; in JSON their “outcome” is refused and their “message” null.`;

export function register(command: Command, app: App): void {
  command.description(
    'Show messages as they arrive in the sandbox, discarded ones and refused requests included.',
  );
  addTailOptions(command)
    .addHelpText('after', examples)
    .action(async (flags) => tail(app, await findSandboxUrl(app, command), flags));
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
    allOutcomes,
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
  const { arrivalLine } = await import('../../src/terminal/arrival-line.ts');
  return (line) => {
    const event: unknown = JSON.parse(line);
    const arrived = summariseRefused(event) ?? summariseEvent(event);
    return arrivalLine(arrived, terminalWidth(io, io.stdout), print.resultStyle);
  };
}
